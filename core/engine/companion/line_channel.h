#pragma once

#include "core/engine/companion/companion_message.h"

#include <QObject>
#include <QTcpSocket>

namespace synscope {

/// Messages of the companion protocol over one connection, either end. A line that is too long or is no message ends
/// it.
class LineChannel : public QObject {
  Q_OBJECT

 public:
  /// Takes the socket over.
  explicit LineChannel(QTcpSocket* socket, QObject* parent = nullptr);

  void send(const CompanionMessage& message);
  QTcpSocket& socket() { return *m_socket; }

 Q_SIGNALS:
  void received(const synscope::CompanionMessage& message);
  /// The peer spoke something else; the connection is closed.
  void notUnderstood();
  void closed();

 private:
  void read();
  void giveUp();

  QTcpSocket* m_socket;
};

/// Address and port of a peer, and of our end; IPv4 as such where a socket for both families carries it.
IpEndpoint peerOf(const QTcpSocket& socket);
IpEndpoint localOf(const QTcpSocket& socket);

}  // namespace synscope
