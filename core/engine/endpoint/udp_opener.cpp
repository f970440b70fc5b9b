#include "core/engine/endpoint/udp_opener.h"

#include "core/engine/endpoint/connect_options.h"
#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/port_holder.h"
#include "core/engine/endpoint/socket_options.h"
#include "core/engine/endpoint/stream_error.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/base/ip_special.h"

#include <cerrno>
#include <set>

namespace synscope {
namespace {

constexpr int kReceiveBuffer = 4 * 1024 * 1024;  // Some 10,000 small datagrams; the kernel may give less.
constexpr int kPortTries = 16;                   // For a port that both families have free.

std::set<IpFamily> familiesOf(const EndpointSettings& settings, const std::optional<IpEndpoint>& target) {
  if (settings.bindAddress) return {settings.bindAddress->family()};
  if (settings.family) return {*settings.family};
  std::set<IpFamily> families;
  if (target) families.insert(target->address.family());
  if (settings.multicastGroup) families.insert(settings.multicastGroup->family());
  return families.empty() ? std::set{IpFamily::kV4, IpFamily::kV6} : families;
}

IpAddress localAddress(const EndpointSettings& settings, IpFamily family) {
  return settings.bindAddress.value_or(family == IpFamily::kV4 ? IpAddress() : IpAddress::v6({}));
}

/// A group is heard on its port only.
std::uint16_t localPort(const EndpointSettings& settings) {
  return settings.multicastGroup && settings.sourcePort == 0 ? settings.port : settings.sourcePort;
}

/// Without an address where the system chooses one.
PeerKey localKey(const EndpointSettings& settings, IpFamily family) {
  return peerKey({localAddress(settings, family), 0}).value_or(PeerKey{});
}

/// The first call that failed; no further one is made then.
struct Steps {
  const char* operation = "";
  SocketError error = SocketError::kNone;
  int osCode = 0;

  bool ok() const { return error == SocketError::kNone; }

  template <typename Call>
  Steps& then(const char* name, Call call) {
    if (!ok()) return *this;
    error = call();
    if (ok()) return *this;
    operation = name;
    osCode = errno;
    return *this;
  }
};

struct Opening {
  OpenedDatagrams socket;
  Steps steps;
};

void applyOptions(Opening& opening, const EndpointSettings& settings) {
  const qintptr fd = opening.socket.fd.get();
  const IpFamily family = opening.socket.family;
  const bool broadcast = settings.broadcast && family == IpFamily::kV4;
  const bool joins = settings.multicastGroup && settings.multicastGroup->family() == family;
  const int buffer = settings.receiveBuffer.value_or(kReceiveBuffer);
  opening.steps.then("set-buffers", [&] { return setBufferSizes(fd, settings.sendBuffer, buffer); });
  if (!localKey(settings, family).hasAddress()) tellDestination(fd, family);
  opening.steps.then("set-multicast", [&] { return setMulticastOut(fd, family, settings); });
  if (broadcast) opening.steps.then("set-broadcast", [&] { return setBroadcast(fd, settings.interface); });
  if (joins)
    opening.steps.then("join-group", [&] { return joinGroup(fd, *settings.multicastGroup, settings.interface); });
}

Opening openOne(const EndpointSettings& settings, IpFamily family, std::uint16_t port) {
  Opening opening;
  opening.socket.family = family;
  opening.steps.then("socket", [&] {
    OpenedSocket opened = openUdp(family);
    opening.socket.fd = std::move(opened.fd);
    return opened.error;
  });
  opening.steps.then("bind", [&] {
    const IpEndpoint local{localAddress(settings, family), port};
    return bindDatagrams(opening.socket.fd.get(), local, settings.multicastGroup.has_value());
  });
  if (opening.steps.ok()) applyOptions(opening, settings);
  return opening;
}

struct AllOpenings {
  std::vector<OpenedDatagrams> sockets;
  Steps steps;
};

bool familyIsMissing(const Steps& steps) {
  return steps.error == SocketError::kAddressFamilyNotSupported || steps.error == SocketError::kAddressNotAvailable;
}

/// All families with one port: the second one takes the port that the first was given.
AllOpenings openAll(const EndpointSettings& settings, const std::set<IpFamily>& families) {
  AllOpenings all;
  std::uint16_t port = localPort(settings);
  for (const IpFamily family : families) {
    Opening opening = openOne(settings, family, port);
    if (opening.steps.ok()) {
      port = localEndpoint(opening.socket.fd.get()).value_or(IpEndpoint{}).port;
      all.sockets.push_back(std::move(opening.socket));
      continue;
    }
    all.steps = opening.steps;
    if (families.size() > 1 && familyIsMissing(opening.steps)) continue;
    all.sockets.clear();
    break;
  }
  return all;
}

std::optional<Error> findBadDatagramSetting(const EndpointSettings& settings) {
  if (settings.multicastTtl < 0 || settings.multicastTtl > 255)
    return Error{ErrorCode::kOutOfRange, "0 to 255", "multicast TTL", 0};
  if (settings.multicastGroup && classify(*settings.multicastGroup) != AddressClass::kMulticast)
    return Error{ErrorCode::kBadAddress, "join-group", settings.multicastGroup->toString(), 0};
  return findBadSetting(settings);
}

}  // namespace

Result<std::vector<OpenedDatagrams>> openDatagrams(const EndpointSettings& settings,
                                                   const std::optional<IpEndpoint>& target) {
  if (const auto bad = findBadDatagramSetting(settings)) return *bad;
  const auto families = familiesOf(settings, target);
  AllOpenings all;
  for (int tries = 0; tries < kPortTries && all.sockets.empty(); ++tries) {
    all = openAll(settings, families);
    if (localPort(settings) != 0 || all.steps.error != SocketError::kAddressInUse) break;
  }
  if (!all.sockets.empty()) return std::move(all.sockets);
  const IpEndpoint local{localAddress(settings, *families.begin()), localPort(settings)};
  Error error = socketSetupError(all.steps.operation, local.toString(), all.steps.error, all.steps.osCode);
  if (error.code == ErrorCode::kAddressInUse) error.operation = portHolder(local.port, Protocol::kUdp);
  return error;
}

Result<OpenedDatagrams> openDatagramsTo(const EndpointSettings& settings, const IpEndpoint& peer) {
  EndpointSettings own = settings;
  own.multicastGroup.reset();
  own.bindAddress.reset();
  Opening opening = openOne(own, peer.address.family(), 0);
  opening.steps.then("connect", [&] {
    const auto key = peerKey(peer);
    return key ? connectDatagrams(opening.socket.fd.get(), *key) : SocketError::kNoSuchDevice;
  });
  if (opening.steps.ok()) return std::move(opening.socket);
  return socketSetupError(opening.steps.operation, peer.toString(), opening.steps.error, opening.steps.osCode);
}

}  // namespace synscope
