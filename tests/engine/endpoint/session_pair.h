#pragma once

#include "tests/engine/endpoint/session_probe.h"
#include "tests/support/scripted_peer.h"

namespace synscope::test {

/// A client and a server session on the loopback, connected where `ok`.
struct SessionPair {
  explicit SessionPair(EndpointSettings serverSettings = serverOn(), IpFamily family = IpFamily::kV4,
                       const std::function<void(EndpointSettings&)>& adjustClient = nullptr)
      : server(std::move(serverSettings)), client(startAndAim(family, adjustClient)) {
    client.start();
    ok = runUntil([this] {
      return (!client.connected.empty() && !server.connected.empty()) || client.ended > 0 || server.ended > 0;
    });
    ok = ok && !client.connected.empty() && !server.connected.empty();
  }
  EndpointSettings startAndAim(IpFamily family, const std::function<void(EndpointSettings&)>& adjust) {
    server.start();
    EndpointSettings settings = clientTo({loopback(family), server.port()});
    if (adjust) adjust(settings);
    return settings;
  }

  SessionProbe server, client;
  bool ok = false;
};

/// Bytes in which a piece that is lost, doubled or moved is noticed.
inline QByteArray patternOf(int size) {
  QByteArray bytes(size, Qt::Uninitialized);
  for (int i = 0; i < size; ++i)
    bytes[i] = static_cast<char>((i * 7 + i / 251) & 0xff);
  return bytes;
}

}  // namespace synscope::test
