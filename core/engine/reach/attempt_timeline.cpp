#include "core/engine/reach/attempt_timeline.h"

#include "core/logic/reach/step_codes.h"

namespace synscope {

AttemptTimeline::AttemptTimeline(const IpEndpoint& target)
    : m_here(m_timeline.lane("this-host")), m_target(m_timeline.lane(target.address.toString())) {}

void AttemptTimeline::here(TimePoint at, EventKind kind, std::string_view code, Fields fields) {
  m_timeline.add({at, m_here, m_here, kind, std::string(code), std::move(fields), EventSource::kObserved});
}

void AttemptTimeline::sent(TimePoint at, EventKind kind, std::string_view code, EventSource source, Fields fields) {
  m_timeline.add({at, m_here, m_target, kind, std::string(code), std::move(fields), source});
}

void AttemptTimeline::received(TimePoint at, const IpAddress& from, EventKind kind, std::string_view code,
                               EventSource source, Fields fields) {
  const LaneId lane = m_timeline.lane(from.toString());
  m_timeline.add({at, lane, m_here, kind, std::string(code), std::move(fields), source});
}

void AttemptTimeline::icmp(TimePoint at, const IcmpReport& report) {
  Fields fields{
      {"type", std::to_string(report.type)}, {"code", std::to_string(report.code)}, {"from", report.from.toString()}};
  if (report.fromThisHost) return here(at, EventKind::kIcmp, step::kIcmpReceived, std::move(fields));
  received(at, report.from, EventKind::kIcmp, step::kIcmpReceived, EventSource::kObserved, std::move(fields));
}

}  // namespace synscope
