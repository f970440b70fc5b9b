#include "app/cli/idle_watch.h"

#include "core/engine/base/clock.h"

namespace synscope {
namespace {

/// How late silence may be noticed: an eighth of it.
constexpr int kLooks = 8;

}  // namespace

IdleWatch::IdleWatch(EndpointSession& session) : m_session(session) {
  connect(&m_timer, &QTimer::timeout, this, &IdleWatch::onTime);
}

void IdleWatch::start(Duration most) {
  m_most = most;
  m_lastActivity = monotonicNow();
  m_bytes = bytesSoFar();
  m_timer.start(
      std::max(std::chrono::milliseconds(1), std::chrono::duration_cast<std::chrono::milliseconds>(most / kLooks)));
}

void IdleWatch::onTime() {
  const TimePoint now = monotonicNow();
  if (m_bytes != bytesSoFar()) m_lastActivity = now;
  m_bytes = bytesSoFar();
  if (now - m_lastActivity < m_most) return;
  m_timer.stop();
  Q_EMIT expired();
}

quint64 IdleWatch::bytesSoFar() const {
  const SessionCounters counters = m_session.counters();
  return counters.bytesIn + counters.bytesOut + counters.messagesIn + counters.messagesOut;
}

}  // namespace synscope
