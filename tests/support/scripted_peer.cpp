#include "tests/support/scripted_peer.h"

#include "core/engine/base/native_address_posix.h"
#include "core/engine/reach/native_socket.h"

#include <sys/socket.h>

namespace synscope::test {
namespace {

QHostAddress hostAddress(IpFamily family) {
  return family == IpFamily::kV4 ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(QHostAddress::LocalHostIPv6);
}

void resetConnection(QTcpSocket* socket) {
  setResetOnClose(socket->socketDescriptor());
  socket->abort();
}

}  // namespace

ScriptedPeer::ScriptedPeer(Script script, IpFamily family) : m_script(script) {
  connect(&m_server, &QTcpServer::newConnection, this, &ScriptedPeer::onConnection);
  m_server.listen(hostAddress(family));
}

ScriptedPeer::~ScriptedPeer() {
  m_server.close();
}

IpEndpoint ScriptedPeer::endpoint() const {
  const bool v4 = m_server.serverAddress().protocol() == QAbstractSocket::IPv4Protocol;
  return {loopback(v4 ? IpFamily::kV4 : IpFamily::kV6), m_server.serverPort()};
}

void ScriptedPeer::onConnection() {
  while (QTcpSocket* socket = m_server.nextPendingConnection()) {
    ++m_accepted;
    play(socket);
  }
}

void ScriptedPeer::play(QTcpSocket* socket) {
  if (m_script == Script::kStall) return socket->setReadBufferSize(1);
  connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
    const QByteArray bytes = socket->readAll();
    m_received += bytes;
    if (m_script == Script::kEcho) socket->write(bytes);
    if (m_script == Script::kAnswerReset) resetConnection(socket);
  });
  switch (m_script) {
    case Script::kGreet: socket->write(greeting()); break;
    case Script::kReset: resetConnection(socket); break;
    case Script::kClose: socket->disconnectFromHost(); break;
    case Script::kHalfClose: ::shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR); break;
    case Script::kFlood: flood(socket); break;
    default: break;
  }
}

void ScriptedPeer::flood(QTcpSocket* socket) {
  const auto more = [socket] { socket->write(QByteArray(64 * 1024, '\0')); };
  connect(socket, &QTcpSocket::bytesWritten, this, [socket, more] {
    if (socket->bytesToWrite() < 64 * 1024) more();
  });
  more();
}

FullAcceptQueue::FullAcceptQueue() : m_listener(boundTcp({loopback(), 0}, 0)) {
  if (!m_listener) return;
  m_endpoint = *localEndpoint(m_listener.get());
  m_full = fill();
}

/// On the loopback a handshake is over when connect() returns, so the first one that is not found the queue full.
bool FullAcceptQueue::fill() {
  for (int i = 0; i < 16; ++i) {
    OpenedSocket opened = openTcp(IpFamily::kV4);
    if (startConnect(opened.fd.get(), m_endpoint).state == ConnectStart::kFailed) return false;
    const bool queued = peerEndpoint(opened.fd.get()).has_value();
    m_waiting.push_back(std::move(opened.fd));
    if (!queued) return true;
  }
  return false;
}

ClosedPort::ClosedPort(IpFamily family) : m_socket(boundTcp({loopback(family), 0}, -1)) {
  if (m_socket) m_endpoint = *localEndpoint(m_socket.get());
}

IpAddress loopback(IpFamily family) {
  return *IpAddress::parse(family == IpFamily::kV4 ? "127.0.0.1" : "::1");
}

UniqueFd boundTcp(const IpEndpoint& endpoint, int backlog) {
  OpenedSocket opened = openTcp(endpoint.address.family());
  const auto address = toNative(endpoint);
  const int fd = static_cast<int>(opened.fd.get());
  if (!address || ::bind(fd, address->get(), address->length) != 0) return {};
  if (backlog >= 0 && ::listen(fd, backlog) != 0) return {};
  return std::move(opened.fd);
}

}  // namespace synscope::test
