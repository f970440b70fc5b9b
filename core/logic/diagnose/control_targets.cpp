#include "core/logic/diagnose/control_targets.h"

#include "core/logic/base/ip_special.h"
#include "core/logic/reach/service_traits.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr std::array<std::uint16_t, 3> kLikelyAnswered{443, 80, 22};
constexpr std::array<std::uint16_t, 2> kImprobable{61'997, 3};

template <typename Ports>
std::vector<std::uint16_t> without(const Ports& ports, std::uint16_t asked) {
  std::vector<std::uint16_t> kept;
  std::copy_if(ports.begin(), ports.end(), std::back_inserter(kept), [&](std::uint16_t port) { return port != asked; });
  return kept;
}

}  // namespace

std::vector<std::uint16_t> improbablePorts(std::uint16_t asked) {
  return without(kImprobable, asked);
}

bool isImprobablePort(std::uint16_t port) {
  return std::find(kImprobable.begin(), kImprobable.end(), port) != kImprobable.end();
}

std::vector<std::uint16_t> controlPorts(std::uint16_t asked) {
  auto ports = without(kLikelyAnswered, asked);
  ports.push_back(improbablePorts(asked).front());
  return ports;
}

IpAddress controlAddress(IpFamily family) {
  if (family == IpFamily::kV4) return IpAddress::v4({192, 0, 2, 1});
  return IpAddress::v6({0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
}

bool wantsTls(const DiagnosisRequest& request) {
  if (request.protocol != Protocol::kTcp) return false;
  if (request.tls != TlsChoice::kByPort) return request.tls == TlsChoice::kYes;
  return serviceTraits(request.port).tlsFromStart;
}

bool isThisMachine(const DiagnosisRequest& request) {
  const auto literal = IpAddress::parse(request.host);
  return literal ? classify(*literal) == AddressClass::kLoopback : request.host == "localhost";
}

bool maySendFullSize(const DiagnosisRequest& request) {
  const bool prints = request.port == 515 || (request.port >= 9100 && request.port <= 9107);
  return request.fullSize && request.protocol == Protocol::kTcp && !prints;
}

}  // namespace synscope
