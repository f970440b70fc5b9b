#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QUdpSocket>

namespace synscope::test {

/// A port of the loopback that nobody has for TCP or UDP, in either family; for programs that cannot choose one.
inline quint16 freePort() {
  for (int tries = 0; tries < 100; ++tries) {
    QTcpServer tcp;
    QUdpSocket udp;
    if (!tcp.listen(QHostAddress::Any) || !udp.bind(QHostAddress::Any, tcp.serverPort())) continue;
    return tcp.serverPort();
  }
  return 0;
}

}  // namespace synscope::test
