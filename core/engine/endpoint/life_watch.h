#pragma once

#include "core/logic/endpoint/connection_life.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/reach/attempt.h"
#include "core/logic/reach/socket_error.h"

#include <QObject>

#include <memory>
#include <vector>

namespace synscope {

/// Follows the TCP connections of one session through the kernel and tells the life of each: while our descriptor is
/// open by TCP_INFO, afterwards by sock_diag(7), until the kernel has forgotten it. Samples what is changing every few
/// milliseconds and what is quiet seldom, all in rounds of one timer. Lives in the session's thread; life() is
/// thread-safe.
class LifeWatch : public QObject {
  Q_OBJECT

 public:
  /// What is asked besides TCP_INFO and the socket table.
  enum class Transitions { kWherePossible, kNever };

  explicit LifeWatch(QObject* parent = nullptr, Transitions transitions = Transitions::kWherePossible);
  ~LifeWatch() override;

  /// Begins to listen to the kernel, before the first connection: a server's handshakes are over when it hears of them.
  /// Otherwise the first connection begins it.
  void start();

  /// A connection we are about to make. `attempt()` follows with what the handshake brought.
  void connecting(ConnectionId id, TimePoint at, const IpEndpoint& peer);
  void attempted(ConnectionId id, const Attempt& attempt, const Timeline& timeline);
  /// A connection that our listener took. Reads the client's SYN from it where the kernel kept it (TCP_SAVED_SYN).
  void accepted(ConnectionId id, TimePoint at, const IpEndpoint& local, const IpEndpoint& peer, qintptr fd);
  /// The descriptor to ask for TCP_INFO from now on.
  void attach(ConnectionId id, qintptr fd);

  void sent(ConnectionId id, TimePoint at, std::size_t bytes);
  void received(ConnectionId id, TimePoint at, std::size_t bytes);
  void endOfInput(ConnectionId id, TimePoint at);
  /// A call of ours that ends something: kShutdownWrite, kClose, kAbort. For kClose and kAbort it must come just before
  /// the descriptor is closed; from then on the kernel's table is asked.
  void called(ConnectionId id, TimePoint at, EndpointCall call);
  /// A read or write failed: reset by the peer, time-out, broken pipe, an ICMP error.
  void failed(ConnectionId id, TimePoint at, EndpointCall call, SocketError error);

  /// One connection somebody looks at: sampled every frame. 0: none.
  void setWatched(ConnectionId id);
  /// Fills in state, rttUs, retransmits and expiresMs of a row.
  void describe(ConnectionRow& row) const;

  /// Thread-safe. nullptr for an unknown or long forgotten connection.
  std::shared_ptr<const ConnectionLife> life(ConnectionId id) const;

 Q_SIGNALS:
  /// These connections have changed since the last time; at most once per round.
  void progressed(const std::vector<synscope::ConnectionId>& connections);
  /// The kernel has forgotten this one: its life is complete.
  void gone(synscope::ConnectionId connection);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
