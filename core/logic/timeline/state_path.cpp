#include "core/logic/timeline/state_path.h"

#include "core/logic/timeline/ladder_look.h"

#include <algorithm>
#include <iterator>

namespace synscope {
namespace {

/// One step where the diagram has one; what nobody closed was cut.
std::vector<TcpTransition> wayBetween(TcpState from, TcpState to, bool closedByUs) {
  std::vector<TcpTransition> direct;
  std::ranges::copy_if(tcpTransitions(), std::back_inserter(direct), [&](const TcpTransition& step) {
    const bool cut = to == TcpState::kClosed && step.trigger == TcpTrigger::kClose && !closedByUs;
    return step.from == from && step.to == to && !cut;
  });
  return direct.empty() ? shortestPath(from, to) : std::vector{direct.front()};
}

}  // namespace

std::vector<StateStep> statePath(const Timeline& timeline, LaneId lane) {
  std::vector<StateStep> path;
  TcpState now = TcpState::kClosed;
  bool closed = false;
  for (std::size_t i = 0; i < timeline.events().size(); ++i) {
    const TimelineEvent& event = timeline.events()[i];
    if (event.kind == EventKind::kSyscall && event.code == "call.close" && event.from == lane) closed = true;
    if (event.kind != EventKind::kState || event.from != lane || event.to != lane) continue;
    const auto entered = stateOfCode(event.code);
    if (!entered || *entered == TcpState::kUnknown) continue;
    const std::vector<TcpTransition> way = wayBetween(now, *entered, closed);
    for (const TcpTransition& transition : way) {
      const bool last = transition == way.back();
      path.push_back({transition, last ? event.source : EventSource::kInferred, i});
    }
    now = *entered;
  }
  return path;
}

}  // namespace synscope
