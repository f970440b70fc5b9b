#include "core/logic/kernel/tcp_transitions.h"

#include <algorithm>
#include <array>
#include <optional>

namespace synscope {
namespace {

using S = TcpState;
using T = TcpTrigger;

constexpr std::size_t kStateCount = static_cast<std::size_t>(S::kUnknown) + 1;

constexpr std::array kTransitions{
    TcpTransition{S::kClosed, S::kListen, T::kPassiveOpen},
    TcpTransition{S::kClosed, S::kSynSent, T::kActiveOpen},
    TcpTransition{S::kListen, S::kSynReceived, T::kSynReceived},
    TcpTransition{S::kListen, S::kSynSent, T::kActiveOpen},
    TcpTransition{S::kListen, S::kClosed, T::kClose},
    TcpTransition{S::kSynSent, S::kEstablished, T::kSynAckReceived},
    TcpTransition{S::kSynSent, S::kSynReceived, T::kSimultaneousSyn},
    TcpTransition{S::kSynSent, S::kClosed, T::kClose},
    TcpTransition{S::kSynReceived, S::kEstablished, T::kAckOfSyn},
    TcpTransition{S::kSynReceived, S::kFinWait1, T::kClose},
    TcpTransition{S::kEstablished, S::kFinWait1, T::kClose},
    TcpTransition{S::kEstablished, S::kCloseWait, T::kFinReceived},
    TcpTransition{S::kFinWait1, S::kFinWait2, T::kAckOfFin},
    TcpTransition{S::kFinWait1, S::kClosing, T::kFinReceived},
    TcpTransition{S::kFinWait1, S::kTimeWait, T::kFinAndAckOfFin},
    TcpTransition{S::kFinWait2, S::kTimeWait, T::kFinReceived},
    TcpTransition{S::kClosing, S::kTimeWait, T::kAckOfFin},
    TcpTransition{S::kCloseWait, S::kLastAck, T::kClose},
    TcpTransition{S::kLastAck, S::kClosed, T::kAckOfFin},
    TcpTransition{S::kTimeWait, S::kClosed, T::kTimeWaitOver},
    TcpTransition{S::kSynSent, S::kClosed, T::kReset},
    TcpTransition{S::kSynReceived, S::kClosed, T::kReset},
    TcpTransition{S::kEstablished, S::kClosed, T::kReset},
    TcpTransition{S::kFinWait1, S::kClosed, T::kReset},
    TcpTransition{S::kFinWait2, S::kClosed, T::kReset},
    TcpTransition{S::kClosing, S::kClosed, T::kReset},
    TcpTransition{S::kCloseWait, S::kClosed, T::kReset},
    TcpTransition{S::kLastAck, S::kClosed, T::kReset},
};

std::size_t index(TcpState state) {
  return static_cast<std::size_t>(state);
}

using Origins = std::array<std::optional<TcpTransition>, kStateCount>;

/// Breadth-first search; `origins` tells by which transition each state was first reached.
Origins search(TcpState from, bool withResets) {
  Origins origins{};
  std::vector<TcpState> frontier{from};
  for (std::size_t next = 0; next < frontier.size(); ++next) {
    for (const TcpTransition& step : kTransitions) {
      const bool usable = step.from == frontier[next] && (withResets || step.trigger != T::kReset);
      if (!usable || step.to == from || origins[index(step.to)]) continue;
      origins[index(step.to)] = step;
      frontier.push_back(step.to);
    }
  }
  return origins;
}

std::vector<TcpTransition> walkBack(const Origins& origins, TcpState to) {
  std::vector<TcpTransition> path;
  for (auto step = origins[index(to)]; step; step = origins[index(step->from)])
    path.push_back(*step);
  std::ranges::reverse(path);
  return path;
}

}  // namespace

std::string_view name(TcpTrigger trigger) {
  switch (trigger) {
    case T::kPassiveOpen: return "passive-open";
    case T::kActiveOpen: return "active-open";
    case T::kSynReceived: return "syn-received";
    case T::kSynAckReceived: return "syn-ack-received";
    case T::kSimultaneousSyn: return "simultaneous-syn";
    case T::kAckOfSyn: return "ack-of-syn";
    case T::kClose: return "close";
    case T::kFinReceived: return "fin-received";
    case T::kAckOfFin: return "ack-of-fin";
    case T::kFinAndAckOfFin: return "fin-and-ack-of-fin";
    case T::kTimeWaitOver: return "time-wait-over";
    case T::kReset: return "reset";
  }
  return "reset";
}

std::span<const TcpTransition> tcpTransitions() {
  return kTransitions;
}

std::vector<TcpTransition> shortestPath(TcpState from, TcpState to) {
  if (from == to) return {};
  auto path = walkBack(search(from, false), to);
  return path.empty() ? walkBack(search(from, true), to) : path;
}

}  // namespace synscope
