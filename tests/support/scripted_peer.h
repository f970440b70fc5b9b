#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/ip_endpoint.h"

#include <QList>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <vector>

namespace synscope::test {

/// What a peer does with each connection.
enum class Script {
  kAccept,       ///< Accepts, reads, never speaks.
  kStall,        ///< Accepts and never reads, so that its window closes.
  kEcho,         ///< Sends back what it gets.
  kGreet,        ///< Sends greeting() and stays.
  kReset,        ///< Resets at once.
  kClose,        ///< Sends a FIN at once.
  kHalfClose,    ///< Sends a FIN at once, but goes on reading.
  kFlood,        ///< Sends zero bytes as fast as they are taken.
  kAnswerReset,  ///< Resets when the first byte arrives.
};

/// A TCP server on a free port of the loopback that behaves as told, in the event loop of the test.
/// Invariant: listens from construction to destruction; isListening() tells whether it could (no IPv6, for example).
class ScriptedPeer : public QObject {
  Q_OBJECT

 public:
  explicit ScriptedPeer(Script script, IpFamily family = IpFamily::kV4);
  ~ScriptedPeer() override;

  bool isListening() const { return m_server.isListening(); }
  IpEndpoint endpoint() const;
  QByteArray greeting() const { return QByteArrayLiteral("220 scripted peer\r\n"); }

  /// Everything received so far, over all connections.
  const QByteArray& received() const { return m_received; }
  int accepted() const { return m_accepted; }

 private:
  void onConnection();
  void play(QTcpSocket* socket);
  void flood(QTcpSocket* socket);

  Script m_script;
  QTcpServer m_server;
  QByteArray m_received;
  int m_accepted = 0;
};

/// A listener that never accepts and whose accept queue is full: a further SYN is dropped without an answer.
class FullAcceptQueue {
 public:
  FullAcceptQueue();

  /// Whether the queue could be filled; tests fail where not.
  bool isFull() const { return m_full; }
  IpEndpoint endpoint() const { return m_endpoint; }

 private:
  bool fill();

  UniqueFd m_listener;
  std::vector<UniqueFd> m_waiting;
  IpEndpoint m_endpoint;
  bool m_full = false;
};

/// A TCP port of the loopback on which nobody listens while this object lives (bound, not listening).
class ClosedPort {
 public:
  explicit ClosedPort(IpFamily family = IpFamily::kV4);
  IpEndpoint endpoint() const { return m_endpoint; }

 private:
  UniqueFd m_socket;
  IpEndpoint m_endpoint;
};

/// 127.0.0.1 or ::1.
IpAddress loopback(IpFamily family = IpFamily::kV4);

/// Binds a new native TCP socket to an endpoint; `backlog` below 0 leaves it unlistened. Invalid where that fails.
UniqueFd boundTcp(const IpEndpoint& endpoint, int backlog);

}  // namespace synscope::test
