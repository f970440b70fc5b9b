#pragma once

#include "core/logic/kernel/tcp_transitions.h"
#include "core/logic/timeline/timeline.h"

#include <vector>

namespace synscope {

/// One transition that a connection has taken.
struct StateStep {
  TcpTransition transition;
  EventSource source = EventSource::kObserved;
  std::size_t event = 0;  ///< Index in the timeline of the state that was entered.

  bool operator==(const StateStep&) const = default;
};

/// The way through the diagram of RFC 9293 figure 5 that one end has taken, from CLOSED on, read from the states on its
/// lane. Transitions that must have been in between are filled in as inferred. Every step is a legal one.
std::vector<StateStep> statePath(const Timeline& timeline, LaneId lane);

}  // namespace synscope
