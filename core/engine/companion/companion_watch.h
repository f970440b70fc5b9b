#pragma once

#include "core/engine/endpoint/endpoint_session.h"
#include "core/engine/kernel/socket_table.h"
#include "core/logic/companion/companion_view.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace synscope {

/// Watches one of our ports for what one other machine tries there: half-open and completed connections in the kernel's
/// table, every 20 ms (Linux: sock_diag(7), about 0.6 ms each time); where nobody listens, the port is opened for as
/// long and every SYN is kept. Tells of nothing but that machine's address, and not of what was there before. Lives in
/// the net thread.
class CompanionWatch : public QObject {
  Q_OBJECT

 public:
  /// @param here The address by which the asker knows this machine: who listens on another one serves nobody there.
  CompanionWatch(Protocol protocol, std::uint16_t port, const IpAddress& asker, const IpAddress& here,
                 QObject* parent = nullptr);
  ~CompanionWatch() override;

  /// ready() follows.
  void start();
  /// What was seen so far, after one more look where the last is older than the usual distance.
  CompanionView view();
  /// How long it has been watching; nullopt before ready().
  std::optional<Duration> clock() const;

 Q_SIGNALS:
  void ready();

 private:
  void begin();
  void openPort();
  void lookAgain();
  void look();
  void lookAtTable();
  void noteOlder(const std::vector<SocketRow>& rows);
  void lookAtOwnSession();
  CompanionSighting* sighting(const IpEndpoint& from);
  void noteHalfOpen(CompanionSighting& seen, const SocketRow& row) const;
  void noteEstablished(CompanionSighting& seen, Duration late = {}) const;
  void note(CompanionSighting& seen, CompanionMoment::What what, std::uint32_t count = 1, Duration late = {}) const;

  CompanionView m_view;
  const IpAddress m_asker, m_here;
  TimePoint m_begin;
  TimePoint m_lookedBefore, m_looking;  ///< When the look before began, and this one.
  Duration m_rest{};                    ///< Between two looks.
  std::optional<TcpCounters> m_countersBefore;
  std::optional<TcpCounters> m_counters;
  std::map<IpEndpoint, CompanionSighting> m_seen;
  std::optional<std::set<IpEndpoint>> m_older;  ///< Were there in the first look, and still are.
  std::unique_ptr<EndpointSession> m_session;
  QTimer m_timer;
};

}  // namespace synscope
