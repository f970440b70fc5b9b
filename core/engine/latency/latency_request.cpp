#include "core/engine/latency/latency_request.h"

#include "core/engine/endpoint/socket_options.h"

namespace synscope {

LatencyRequest::LatencyRequest(const LatencySettings& settings, const LatencyLane& lane, std::uint64_t seq)
    : m_settings(settings), m_lane(lane) {
  m_sample.lane = lane.id;
  m_sample.seq = seq;
  m_attempt.target = lane.address;
}

SocketError LatencyRequest::bindAsAsked(qintptr fd) const {
  return m_settings.bindAddress ? bindSource(fd, {*m_settings.bindAddress, 0}) : SocketError::kNone;
}

LatencyRequest::Want LatencyRequest::endAs(AttemptEnd end, SocketError error) {
  m_attempt.end = end;
  m_attempt.error = error;
  const PortVerdict verdict = judge(m_attempt);
  m_sample.verdict = verdict.state;
  m_sample.reason = verdict.reason;
  m_sample.ok = verdict.state == PortState::kOpen;
  return Want::kNothing;
}

LatencyRequest::Want LatencyRequest::endLater(Reason reason) {
  m_sample.verdict = PortState::kOpen;
  m_sample.reason = reason;
  m_sample.ok = false;
  return Want::kNothing;
}

LatencyRequest::Want LatencyRequest::endWell() {
  return endAs(AttemptEnd::kAnswered, SocketError::kNone);
}

bool LatencyRequest::wantsNeighbour() const {
  const bool ownReport = m_attempt.icmp && m_attempt.icmp->fromThisHost;
  return !m_sample.ok && m_sample.verdict != PortState::kOpen && (m_attempt.end == AttemptEnd::kSilent || ownReport);
}

void LatencyRequest::judgeNeighbour(std::optional<NeighbourState> state) {
  m_attempt.neighbour = state;
  endAs(m_attempt.end, m_attempt.error);
}

std::unique_ptr<LatencyLink> LatencyRequest::takeLink() {
  if (!m_keepsLink || !m_link.fd) return nullptr;
  return std::make_unique<LatencyLink>(std::move(m_link));
}

}  // namespace synscope
