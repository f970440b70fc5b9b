#include "core/engine/companion/line_channel.h"

#include "core/logic/kernel/socket_ends.h"

#include <QHostAddress>

namespace synscope {
namespace {

IpEndpoint endpointOf(const QHostAddress& address, quint16 port) {
  return unmapped({IpAddress::parse(address.toString().toStdString()).value_or(IpAddress()), port});
}

}  // namespace

LineChannel::LineChannel(QTcpSocket* socket, QObject* parent) : QObject(parent), m_socket(socket) {
  m_socket->setParent(this);
  m_socket->setReadBufferSize(kCompanionLineLimit);
  connect(m_socket, &QTcpSocket::readyRead, this, &LineChannel::read);
  connect(m_socket, &QTcpSocket::disconnected, this, &LineChannel::closed);
}

void LineChannel::send(const CompanionMessage& message) {
  m_socket->write(encode(message));
}

void LineChannel::read() {
  while (m_socket->canReadLine()) {
    const auto message = decodeCompanionMessage(m_socket->readLine(kCompanionLineLimit));
    if (!message) return giveUp();
    Q_EMIT received(*message);
  }
  if (m_socket->bytesAvailable() >= kCompanionLineLimit) giveUp();
}

void LineChannel::giveUp() {
  Q_EMIT notUnderstood();
  m_socket->abort();
}

IpEndpoint peerOf(const QTcpSocket& socket) {
  return endpointOf(socket.peerAddress(), socket.peerPort());
}

IpEndpoint localOf(const QTcpSocket& socket) {
  return endpointOf(socket.localAddress(), socket.localPort());
}

}  // namespace synscope
