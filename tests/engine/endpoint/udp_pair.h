#pragma once

#include "tests/engine/endpoint/session_probe.h"
#include "tests/support/scripted_peer.h"

#include <QUdpSocket>

namespace synscope::test {

inline EndpointSettings udp(const std::optional<IpEndpoint>& target = std::nullopt) {
  EndpointSettings settings;
  settings.kind = EndpointKind::kUdp;
  if (!target) return settings;
  settings.host = target->address.toString();
  settings.port = target->port;
  return settings;
}

/// A UDP session without a host, and a session that speaks to it.
struct UdpPair {
  explicit UdpPair(EndpointSettings serverSettings = udp(), IpFamily family = IpFamily::kV4)
      : server(std::move(serverSettings)), client(started(family)) {
    client.start();
    ok = runUntil([this] { return !client.connected.empty(); });
  }
  EndpointSettings started(IpFamily family) {
    server.start();
    runUntil([this] { return server.port() != 0 || server.ended > 0; });
    return udp(IpEndpoint{loopback(family), server.port()});
  }
  QByteArray& heardByServer() { return server.received[server.id()]; }
  QByteArray& heardByClient() { return client.received[client.id()]; }

  SessionProbe server, client;
  bool ok = false;
};

/// A plain socket that has sent one datagram to a port of its own address.
inline std::unique_ptr<QUdpSocket> speakTo(std::uint16_t port, const QByteArray& text,
                                           const char* address = "127.0.0.1") {
  auto socket = std::make_unique<QUdpSocket>();
  socket->bind(QHostAddress(QString::fromLatin1(address)));
  socket->writeDatagram(text, QHostAddress(QString::fromLatin1(address)), port);
  return socket;
}

/// The next datagram of a plain socket.
inline QByteArray nextDatagram(QUdpSocket& socket) {
  if (!runUntil([&] { return socket.hasPendingDatagrams(); })) return {};
  QByteArray heard(static_cast<int>(socket.pendingDatagramSize()), Qt::Uninitialized);
  heard.resize(static_cast<int>(socket.readDatagram(heard.data(), heard.size())));
  return heard;
}

}  // namespace synscope::test
