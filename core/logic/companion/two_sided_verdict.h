#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/companion/companion_view.h"
#include "core/logic/diagnose/confidence.h"

#include <span>
#include <string_view>
#include <vector>

namespace synscope {

/// What both ends together say about one attempt. The words are `two-sided.<name>` in the catalogue.
enum class TwoSidedCode {
  kBothOpen,           ///< We connected, and they accepted it (UDP: it arrived, and the reply came back).
  kOpenButUnserved,    ///< The way works, but nobody listens there: the companion itself answered.
  kLostOnTheWay,       ///< We sent it; it never arrived there.
  kAnswerLost,         ///< It arrived and was answered; the answer never came back.
  kLastAckLost,        ///< We are connected, they still wait for our ACK.
  kResetBeforeThem,    ///< Reset, though they listen and saw nothing: something on the way answered.
  kResetAfterThem,     ///< Reset, though they answered with a SYN-ACK.
  kRejectedOnTheWay,   ///< A device answered with ICMP; they saw nothing.
  kAnsweredByAnother,  ///< We are connected, but not with them.
  kNotListening,       ///< Nobody listens there, they say so themselves.
  kQueueFull,          ///< Their listener turns connections away: its program does not accept them.
  kNotSent,            ///< Nothing left this machine.
  kUnclear,            ///< Their system does not tell enough.
};

std::string_view name(TwoSidedCode code);
std::span<const TwoSidedCode> allTwoSidedCodes();

struct TwoSidedVerdict {
  TwoSidedCode code = TwoSidedCode::kUnclear;
  Confidence confidence = Confidence::kPossible;
  Phrase words;               ///< `two-sided.<name>` with its values.
  std::vector<Phrase> notes;  ///< `two-sided.note.*`: the address was translated, options were changed.
};

/// The catalogue keys of all notes.
std::span<const std::string_view> twoSidedNoteKeys();

/// @param ours   One attempt of ours, over, made while they watched.
/// @param theirs What they saw, asked for after the attempt had ended.
TwoSidedVerdict judgeBothEnds(const Attempt& ours, const CompanionView& theirs);

}  // namespace synscope
