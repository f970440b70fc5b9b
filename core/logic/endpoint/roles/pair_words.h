#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace synscope {

/// Everything the pair service says to its clients. It is protocol text and goes out in English and Chinese at once.
enum class PairNote {
  kNamed,
  kUnknownCommand,
  kLineTooLong,
  kNoSuchClient,
  kThatIsYou,
  kTaken,
  kNotReading,
  kAsked,
  kAskedBy,
  kNobodyAsked,
  kAskWithdrawn,
  kJoined,
  kSeparated,
  kLeft,
  kGoodbye,
};

/// One line for people, marked by "* ". @param who For example "3 (alice)".
std::string pairNote(PairNote note, std::string_view who = {});

/// What a client reads first: its number, the commands, and how to leave.
std::string pairGreeting(std::uint64_t yourNumber);

/// Head of the answer to LIST.
std::string pairListHead(std::size_t clients, std::size_t shown);
/// One row of it, for programs too: "3 free alice", "4 with:7 bob".
std::string pairListRow(std::uint64_t number, std::uint64_t partner, std::string_view name);

}  // namespace synscope
