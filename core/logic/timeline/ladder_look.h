#pragma once

#include "core/logic/kernel/tcp_state.h"
#include "core/logic/timeline/ladder_item.h"

#include <optional>
#include <string>
#include <string_view>

namespace synscope {

/// How an event, or a state, looks wherever it is drawn: ladder, state diagram, lists.

LadderStroke strokeOf(EventSource source);
LadderInk inkOf(TcpState state);
LadderInk inkOf(const TimelineEvent& event);

/// The state that a kState event with this code enters: "tcp-state.SYN_SENT".
std::optional<TcpState> stateOfCode(std::string_view code);

/// The name that engineers use: "SYN-ACK", "connect()", "ESTABLISHED". Empty where there is none: then the words of the
/// catalogue are the name.
std::string_view technicalName(const TimelineEvent& event);

/// How long it took from one lane to the other: "10.2 ms", "10.2 ms ± 4.0 ms"; empty where that is not known.
std::string timeOnTheWay(const TimelineEvent& event);

/// True for what only moves payload and changes no state: hidden where nobody wants to see data.
bool isDataEvent(const TimelineEvent& event);

/// True for what goes from one lane to another.
inline bool isArrow(const TimelineEvent& event) {
  return event.from != event.to;
}

/// Time between two events, with about three digits: "45 µs", "0.31 ms", "999 ms", "1.02 s".
std::string shortTime(Duration duration);

/// Time since the beginning: the same below a second, above it to the millisecond: "0", "12.4 ms", "61.250 s".
std::string stampTime(Duration duration);

}  // namespace synscope
