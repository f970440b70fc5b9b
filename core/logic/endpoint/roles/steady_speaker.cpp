#include "core/logic/endpoint/roles/steady_speaker.h"

#include <utility>

namespace synscope {

void SteadySpeaker::sent(ConnectionId to) {
  if (m_host.queued(to) > 0) return;
  m_due.insert(to);
  m_host.wakeAt(m_host.now());
}

std::set<ConnectionId> SteadySpeaker::dueNow() {
  return std::exchange(m_due, {});
}

void SteadySpeaker::forget(ConnectionId connection) {
  m_due.erase(connection);
}

}  // namespace synscope
