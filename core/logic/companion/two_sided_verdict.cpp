#include "core/logic/companion/two_sided_verdict.h"

#include "core/logic/companion/sighting_notes.h"
#include "core/logic/reach/judge.h"

#include <algorithm>
#include <array>
#include <string>

namespace synscope {
namespace {

constexpr std::array kCodes{
    TwoSidedCode::kBothOpen,       TwoSidedCode::kOpenButUnserved,  TwoSidedCode::kLostOnTheWay,
    TwoSidedCode::kAnswerLost,     TwoSidedCode::kLastAckLost,      TwoSidedCode::kResetBeforeThem,
    TwoSidedCode::kResetAfterThem, TwoSidedCode::kRejectedOnTheWay, TwoSidedCode::kAnsweredByAnother,
    TwoSidedCode::kNotListening,   TwoSidedCode::kQueueFull,        TwoSidedCode::kNotSent,
    TwoSidedCode::kUnclear,
};

struct Finding {
  TwoSidedCode code;
  Confidence confidence;
};

Finding certain(TwoSidedCode code) {
  return {code, Confidence::kCertain};
}

Finding likely(TwoSidedCode code) {
  return {code, Confidence::kLikely};
}

Finding arrived(const CompanionView& theirs) {
  return certain(theirs.opened ? TwoSidedCode::kOpenButUnserved : TwoSidedCode::kBothOpen);
}

/// Silence at our end, of TCP.
Finding judgeSilence(const CompanionView& theirs, const CompanionSighting* seen) {
  if (seen != nullptr) return certain(TwoSidedCode::kAnswerLost);
  if (theirs.queueOverflows.value_or(0) > 0) return likely(TwoSidedCode::kQueueFull);
  if (!theirs.seesHalfOpen) return {TwoSidedCode::kUnclear, Confidence::kPossible};
  // Where nobody listens their kernel answers with a reset and remembers nothing: either way may be what is broken.
  return theirs.served ? certain(TwoSidedCode::kLostOnTheWay) : Finding{TwoSidedCode::kUnclear, Confidence::kPossible};
}

Finding judgeReset(const CompanionView& theirs, const CompanionSighting* seen) {
  if (seen != nullptr) return certain(TwoSidedCode::kResetAfterThem);
  if (!theirs.served) return certain(TwoSidedCode::kNotListening);
  return theirs.seesHalfOpen ? certain(TwoSidedCode::kResetBeforeThem) : likely(TwoSidedCode::kResetBeforeThem);
}

/// A listener that waits for the first data (tcp(7), TCP_DEFER_ACCEPT) looks the same until it asks again.
Finding judgeHalfOpen(const CompanionView& theirs, const CompanionSighting& seen) {
  if (theirs.queueOverflows.value_or(0) > 0) return likely(TwoSidedCode::kQueueFull);
  return {TwoSidedCode::kLastAckLost, seen.synAcksAgain > 0 ? Confidence::kLikely : Confidence::kPossible};
}

Finding judgeOpen(const CompanionView& theirs, const CompanionSighting* seen) {
  if (seen != nullptr && seen->established) return arrived(theirs);
  if (seen != nullptr) return judgeHalfOpen(theirs, *seen);
  return theirs.seesHalfOpen || theirs.opened ? certain(TwoSidedCode::kAnsweredByAnother)
                                              : Finding{TwoSidedCode::kUnclear, Confidence::kPossible};
}

Finding judgeTcp(const Attempt& ours, const CompanionView& theirs, const CompanionSighting* seen) {
  switch (judge(ours).state) {
    case PortState::kOpen: return judgeOpen(theirs, seen);
    case PortState::kClosed: return judgeReset(theirs, seen);
    case PortState::kFiltered: return judgeSilence(theirs, seen);
    case PortState::kRejected: return certain(TwoSidedCode::kRejectedOnTheWay);
    case PortState::kUnreachable:
      return ours.icmp ? certain(TwoSidedCode::kRejectedOnTheWay) : certain(TwoSidedCode::kNotSent);
    case PortState::kLocal: return certain(TwoSidedCode::kNotSent);
    default: return {TwoSidedCode::kUnclear, Confidence::kPossible};
  }
}

Finding judgeUdp(const Attempt& ours, const CompanionView& theirs, const CompanionSighting* seen) {
  const bool heard = seen != nullptr && seen->datagrams > 0;
  switch (judge(ours).state) {
    case PortState::kOpen:
      if (heard) return arrived(theirs);
      // What another program receives there nobody can see from outside.
      return likely(theirs.served && !theirs.opened ? TwoSidedCode::kBothOpen : TwoSidedCode::kAnsweredByAnother);
    case PortState::kRejected: return certain(TwoSidedCode::kRejectedOnTheWay);
    case PortState::kClosed:
      return theirs.served ? certain(TwoSidedCode::kRejectedOnTheWay) : certain(TwoSidedCode::kNotListening);
    case PortState::kUnreachable:
      return ours.icmp ? certain(TwoSidedCode::kRejectedOnTheWay) : certain(TwoSidedCode::kNotSent);
    case PortState::kLocal: return certain(TwoSidedCode::kNotSent);
    case PortState::kOpenOrFiltered:
      if (!theirs.opened) return {TwoSidedCode::kUnclear, Confidence::kPossible};
      return certain(heard ? TwoSidedCode::kAnswerLost : TwoSidedCode::kLostOnTheWay);
    default: return {TwoSidedCode::kUnclear, Confidence::kPossible};
  }
}

Phrase wordsOf(TwoSidedCode code, const Attempt& ours, const CompanionView& theirs, const CompanionSighting* seen) {
  Phrase words{"two-sided." + std::string(name(code)),
               {{"port", std::to_string(ours.target.port)}, {"host", ours.target.address.toString()}}};
  const auto add = [&](const char* key, const std::string& value) { words.args.emplace_back(key, value); };
  if (ours.synRetransmits) add("sent", std::to_string(*ours.synRetransmits + 1));
  if (ours.datagramsSent > 0) add("sent", std::to_string(ours.datagramsSent));
  if (ours.icmp) add("device", ours.icmp->from.toString());
  if (!theirs.process.empty()) add("process", theirs.process);
  if (theirs.queueOverflows) add("overflows", std::to_string(*theirs.queueOverflows));
  if (seen == nullptr) return words;
  add("from", seen->from.toString());
  if (ours.protocol == Protocol::kTcp) add("answers", std::to_string(seen->synAcksAgain + 1));
  if (ours.protocol == Protocol::kUdp) add("answers", std::to_string(seen->replies));
  return words;
}

}  // namespace

std::string_view name(TwoSidedCode code) {
  switch (code) {
    case TwoSidedCode::kBothOpen: return "both-open";
    case TwoSidedCode::kOpenButUnserved: return "open-but-unserved";
    case TwoSidedCode::kLostOnTheWay: return "lost-on-the-way";
    case TwoSidedCode::kAnswerLost: return "answer-lost";
    case TwoSidedCode::kLastAckLost: return "last-ack-lost";
    case TwoSidedCode::kResetBeforeThem: return "reset-before-them";
    case TwoSidedCode::kResetAfterThem: return "reset-after-them";
    case TwoSidedCode::kRejectedOnTheWay: return "rejected-on-the-way";
    case TwoSidedCode::kAnsweredByAnother: return "answered-by-another";
    case TwoSidedCode::kNotListening: return "not-listening";
    case TwoSidedCode::kQueueFull: return "queue-full";
    case TwoSidedCode::kNotSent: return "not-sent";
    case TwoSidedCode::kUnclear: return "unclear";
  }
  return "";
}

std::span<const TwoSidedCode> allTwoSidedCodes() {
  return kCodes;
}

TwoSidedVerdict judgeBothEnds(const Attempt& ours, const CompanionView& theirs) {
  const CompanionSighting* seen = sightingOf(ours, theirs);
  Finding found = ours.protocol == Protocol::kTcp ? judgeTcp(ours, theirs, seen) : judgeUdp(ours, theirs, seen);
  if (seen != nullptr && !isSurely(ours, *seen) && found.confidence == Confidence::kCertain)
    found.confidence = Confidence::kLikely;
  return {found.code, found.confidence, wordsOf(found.code, ours, theirs, seen), notesOf(ours, theirs, seen)};
}

}  // namespace synscope
