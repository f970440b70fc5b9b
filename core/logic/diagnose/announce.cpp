#include "core/logic/diagnose/control_targets.h"
#include "core/logic/diagnose/plan.h"
#include "core/logic/reach/service_traits.h"

#include <algorithm>

namespace synscope {
namespace {

std::string joined(const std::vector<std::uint16_t>& ports) {
  std::string text;
  for (const std::uint16_t port : ports)
    text += (text.empty() ? "" : ", ") + std::to_string(port);
  return text;
}

std::string controlAddressesFor(FamilyChoice family) {
  const std::string v4 = controlAddress(IpFamily::kV4).toString();
  const std::string v6 = controlAddress(IpFamily::kV6).toString();
  if (family == FamilyChoice::kV4Only) return v4;
  return family == FamilyChoice::kV6Only ? v6 : v4 + ", " + v6;
}

std::string protocolText(Protocol protocol) {
  return protocol == Protocol::kTcp ? "TCP" : "UDP";
}

std::vector<std::uint16_t> allControlPorts(std::uint16_t asked) {
  auto ports = controlPorts(asked);
  for (const std::uint16_t port : improbablePorts(asked)) {
    if (std::find(ports.begin(), ports.end(), port) == ports.end()) ports.push_back(port);
  }
  return ports;
}

/// What happens on connections of their own once the port is open.
void announceApplication(const DiagnosisRequest& request, std::vector<Phrase>& list) {
  const std::string port = std::to_string(request.port);
  if (wantsTls(request)) list.push_back({"announce.tls", {{"host", request.hostAsTyped}, {"port", port}}});
  if (request.firstByte) {
    const bool asks = serviceTraits(request.port).http;
    list.push_back({asks ? "announce.first-byte.http" : "announce.first-byte.wait",
                    {{"host", request.hostAsTyped}, {"port", port}}});
  }
  if (maySendFullSize(request) && !isThisMachine(request)) {
    list.push_back({"announce.full-size",
                    {{"host", request.hostAsTyped}, {"port", port}, {"bytes", std::to_string(kMaxFullSizeBytes)}}});
  }
}

}  // namespace

std::vector<Phrase> Plan::announce(const DiagnosisRequest& request) {
  const std::string& host = request.hostAsTyped;
  const std::string port = std::to_string(request.port);
  const std::string hops = std::to_string(request.maxHops);
  const bool tcp = request.protocol == Protocol::kTcp;
  const bool here = isThisMachine(request);
  const std::vector<std::pair<std::string, std::string>> target{
      {"host", host}, {"port", port}, {"protocol", protocolText(request.protocol)}};

  std::vector<Phrase> list;
  if (!IpAddress::parse(request.host)) list.push_back({"announce.resolve", {{"host", host}}});
  list.push_back({"announce.connect", target});
  if (request.secondAttempt) list.push_back({"announce.retry", target});
  if (request.path) {
    auto args = target;
    args.emplace_back("hops", hops);
    list.push_back({"announce.trace", args});
    if (tcp && !here) list.push_back({"announce.arrival-ttl", {{"host", host}, {"port", port}}});
  }
  if (request.controlPorts && !here) {
    list.push_back({"announce.control-port", {{"host", host}, {"ports", joined(allControlPorts(request.port))}}});
    if (request.path) list.push_back({"announce.control-trace", {{"host", host}, {"hops", hops}}});
  }
  if (request.controlAddress && tcp && !here) {
    list.push_back({"announce.control-address", {{"addresses", controlAddressesFor(request.family)}, {"port", port}}});
  }
  if (tcp) announceApplication(request, list);
  return list;
}

}  // namespace synscope
