#pragma once

#include "core/logic/endpoint/impairer.h"
#include "core/logic/endpoint/server_role.h"

#include <memory>
#include <utility>

namespace synscope {

/// One way of a relay, from one connection to another: bytes, then a FIN or a reset, in order and through an impairer.
/// Invariant: reading from the source stops while much is on the way or the destination does not take it.
class RelayDirection {
 public:
  RelayDirection(RoleHost& host, std::unique_ptr<Impairer> impairer) : m_host(host), m_impairer(std::move(impairer)) {}

  void setEnds(ConnectionId from, ConnectionId to);
  /// Both ends are connected; nothing is handed on before.
  void open();

  void push(std::span<const std::byte> bytes);
  void finish();
  void abort();
  /// The destination is gone: what comes from now on is thrown away.
  void setNoDestination();

  /// Hands on what is due, as far as the destination takes it. Call when it is connected, drained, or when time has
  /// come.
  void pump();
  /// When pump() has something to do next; nullopt: when the destination is drained, or something is pushed.
  std::optional<TimePoint> nextDeadline() const;

  /// The source has ended, and the destination has been told.
  bool isDone() const { return m_inputEnded && m_finSent; }
  /// A reset was passed on, and both connections were closed with it.
  bool isReset() const { return m_reset; }
  ConnectionId to() const { return m_to; }
  ImpairmentCounters counters() const { return m_impairer->counters(); }

 private:
  bool destinationTakes() const;
  void reset();
  void hand(const ImpairedPiece& piece);
  void adjustReading();

  RoleHost& m_host;
  std::unique_ptr<Impairer> m_impairer;
  ConnectionId m_from = 0, m_to = 0;
  bool m_open = false;
  bool m_noDestination = false;
  bool m_inputEnded = false;
  bool m_finSent = false;
  bool m_reset = false;
  bool m_paused = false;
};

}  // namespace synscope
