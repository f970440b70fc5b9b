#pragma once

#include "core/logic/companion/clock_match.h"
#include "core/logic/companion/two_sided_verdict.h"
#include "core/logic/timeline/timeline.h"

#include <array>
#include <string_view>

namespace synscope {

/// What both ends saw of one attempt, and when, as far as it is known.
struct BothEndsSeen {
  const Attempt& ours;
  const Timeline& steps;  ///< Of our attempt, as it wrote them down.
  const CompanionView& theirs;
  TwoSidedCode code = TwoSidedCode::kUnclear;
  const ClockMatch& clock;
  TimePoint askedAt;  ///< When they told what they had seen.
};

/// One timeline with a lane for each end ("this-host", "other-end") and between them, where something there answered or
/// refused, "on-the-way" or that device. A segment that one end sent and the other saw is one arrow that arrives; one
/// that the other did not see is lost; where nobody knows, no arrow is drawn. Times of the other end are the middle of
/// what is possible, with their uncertainty; no segment arrives before it was sent. What follows from the states of
/// sockets is inferred, the states themselves are observed.
Timeline bothEndsTimeline(const BothEndsSeen& seen);

namespace both_ends {

inline constexpr std::string_view kHere = "this-host";
inline constexpr std::string_view kThere = "other-end";
inline constexpr std::string_view kOnTheWay = "on-the-way";

/// Codes of its events; each is a key of the catalogue.
inline constexpr std::string_view kSynArrived = "both-ends.syn-arrived";
inline constexpr std::string_view kSynLost = "both-ends.syn-lost";
inline constexpr std::string_view kSynStopped = "both-ends.syn-stopped";
inline constexpr std::string_view kSynUntold = "both-ends.syn-untold";
inline constexpr std::string_view kSynAckArrived = "both-ends.syn-ack-arrived";
inline constexpr std::string_view kSynAckLost = "both-ends.syn-ack-lost";
inline constexpr std::string_view kSynAckByOther = "both-ends.syn-ack-by-other";
inline constexpr std::string_view kAckArrived = "both-ends.ack-arrived";
inline constexpr std::string_view kRstByOther = "both-ends.rst-by-other";
inline constexpr std::string_view kDatagramArrived = "both-ends.datagram-arrived";
inline constexpr std::string_view kDatagramLost = "both-ends.datagram-lost";
inline constexpr std::string_view kDatagramStopped = "both-ends.datagram-stopped";
inline constexpr std::string_view kDatagramUntold = "both-ends.datagram-untold";
inline constexpr std::string_view kReplyArrived = "both-ends.reply-arrived";
inline constexpr std::string_view kReplyLost = "both-ends.reply-lost";
inline constexpr std::string_view kReplyByOther = "both-ends.reply-by-other";
inline constexpr std::string_view kSawNothing = "both-ends.saw-nothing";
inline constexpr std::string_view kStillHalfOpen = "both-ends.still-half-open";
inline constexpr std::string_view kNotListening = "both-ends.not-listening";
inline constexpr std::string_view kQueueFull = "both-ends.queue-full";
inline constexpr std::string_view kCannotTell = "both-ends.cannot-tell";

inline constexpr std::array kAll = {
    kSynArrived, kSynLost,      kSynStopped,      kSynUntold,     kSynAckArrived,   kSynAckLost,     kSynAckByOther,
    kAckArrived, kRstByOther,   kDatagramArrived, kDatagramLost,  kDatagramStopped, kDatagramUntold, kReplyArrived,
    kReplyLost,  kReplyByOther, kSawNothing,      kStillHalfOpen, kNotListening,    kQueueFull,      kCannotTell,
};

}  // namespace both_ends
}  // namespace synscope
