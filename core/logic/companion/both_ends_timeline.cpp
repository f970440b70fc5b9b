#include "core/logic/companion/both_ends_timeline.h"

#include "core/logic/companion/both_ends_writer.h"
#include "core/logic/reach/step_codes.h"

namespace synscope {
namespace {

using namespace both_ends;

/// The device that sent the ICMP error, where it is neither end.
std::optional<IpAddress> deviceOf(const Attempt& ours) {
  if (!ours.icmp || ours.icmp->fromThisHost || ours.icmp->from == ours.target.address) return std::nullopt;
  return ours.icmp->from;
}

std::string laneBetween(const BothEndsSeen& seen) {
  switch (seen.code) {
    case TwoSidedCode::kResetBeforeThem:
    case TwoSidedCode::kResetAfterThem:
    case TwoSidedCode::kAnsweredByAnother: return std::string(kOnTheWay);
    case TwoSidedCode::kRejectedOnTheWay: {
      const auto device = deviceOf(seen.ours);
      return device ? device->toString() : std::string();
    }
    default: return {};
  }
}

/// Told with the other end, or told already by what came back.
bool isRetold(const TimelineEvent& event, const Attempt& ours) {
  return event.code == step::kEstablished || event.code == step::kClosed ||
         (event.code == step::kConnectFailed && ours.end != AttemptEnd::kNotSent);
}

/// What happened inside this machine, and the ICMP errors that reached it.
void copyOurs(BothEndsWriter& writer) {
  for (TimelineEvent event : writer.seen().steps.events()) {
    const bool local = event.from == event.to;
    if (local && isRetold(event, writer.seen().ours)) continue;
    if (!local && event.kind != EventKind::kIcmp) continue;
    event.from = local ? writer.here() : writer.hasBetween() ? writer.between() : writer.there();
    event.to = writer.here();
    writer.add(std::move(event));
  }
}

}  // namespace

Timeline bothEndsTimeline(const BothEndsSeen& seen) {
  BothEndsWriter writer(seen, laneBetween(seen));
  copyOurs(writer);
  seen.ours.protocol == Protocol::kTcp ? writeSegments(writer) : writeDatagrams(writer);
  return std::move(writer).take();
}

}  // namespace synscope
