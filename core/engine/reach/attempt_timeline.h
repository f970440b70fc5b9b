#pragma once

#include "core/logic/reach/attempt.h"
#include "core/logic/timeline/timeline.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace synscope {

/// Writes down what one attempt does and sees. Lanes: "this-host", the target's address, and each device that answered.
/// Invariant: what no system call and no kernel report told is marked as inferred.
class AttemptTimeline {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  explicit AttemptTimeline(const IpEndpoint& target);

  /// Something inside this machine.
  void here(TimePoint at, EventKind kind, std::string_view code, Fields fields = {});
  /// A segment or datagram from here to the target.
  void sent(TimePoint at, EventKind kind, std::string_view code, EventSource source, Fields fields = {});
  /// A segment or datagram from `from` to here.
  void received(TimePoint at, const IpAddress& from, EventKind kind, std::string_view code, EventSource source,
                Fields fields = {});
  /// step.icmp-received, from the device that sent it.
  void icmp(TimePoint at, const IcmpReport& report);

  const Timeline& timeline() const { return m_timeline; }

 private:
  Timeline m_timeline;
  LaneId m_here;
  LaneId m_target;
};

}  // namespace synscope
