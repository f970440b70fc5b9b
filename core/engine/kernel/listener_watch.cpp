#include "core/engine/kernel/listener_watch.h"

#include "core/engine/kernel/socket_table.h"
#include "core/logic/kernel/listener_health.h"

namespace synscope {
namespace {

constexpr auto kInterval = std::chrono::seconds(1);
constexpr std::size_t kRecentReadings = 6;

SocketQuery listenersOnly() {
  SocketQuery query;
  query.udp = false;
  query.withInfo = false;
  query.states = SocketStates::of(TcpState::kListen);
  query.states |= SocketStates::of(TcpState::kSynReceived);
  return query;
}

}  // namespace

ListenerWatch::ListenerWatch(IpEndpoint local, QObject* parent)
    : QObject(parent), m_local(std::move(local)), m_timer(this) {
  m_timer.setInterval(kInterval);
  connect(&m_timer, &QTimer::timeout, this, &ListenerWatch::read);
}

void ListenerWatch::setRunning(bool running) {
  if (running == m_timer.isActive()) return;
  if (!running) return m_timer.stop();
  m_timer.start();
  read();
}

void ListenerWatch::read() {
  auto answer = listSockets(listenersOnly());
  if (!answer) return m_timer.stop();
  SocketTable table = std::move(answer).value();
  judgeListeners(table.rows);
  const auto health = healthOfListener(table.rows, m_local);
  if (!health) return;
  ListenerReport report{*health, {}, {}};
  noteCounters(table.counters, report);
  Q_EMIT reported(report);
}

void ListenerWatch::noteCounters(const std::optional<TcpCounters>& counters, ListenerReport& report) {
  if (!counters) return;
  if (!m_first) m_first = counters;
  m_recent.push_back(*counters);
  if (m_recent.size() > kRecentReadings) m_recent.pop_front();
  report.grown = growth(*m_first, *counters);
  report.justGrown = growth(m_recent.front(), *counters);
}

}  // namespace synscope
