#pragma once

#include "core/logic/base/time.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace synscope {

/// When to send which of a list of messages: in order, each after its own delay, the list repeated with an interval.
/// Late wake-ups send late, never twice in a burst: the next time counts from when a message was really sent.
class SendSchedule {
 public:
  struct Plan {
    std::vector<Duration> delays;         ///< Before each message; size = number of messages, at least 1.
    std::optional<std::uint64_t> rounds;  ///< How often the list is sent; nullopt: until stopped.
    Duration interval{};                  ///< Between the last message of a round and the first of the next.
  };

  SendSchedule(Plan plan, TimePoint now);

  /// When the next message is due; nullopt once all have been sent.
  std::optional<TimePoint> nextDeadline() const;

  /// Index of the message to send now, or nullopt if it is too early or all is done. Each call gives at most one.
  std::optional<std::size_t> onTime(TimePoint now);

  std::uint64_t sent() const { return m_sent; }
  /// nullopt for an endless schedule.
  std::optional<std::uint64_t> total() const;

 private:
  Plan m_plan;
  std::size_t m_next = 0;
  std::uint64_t m_round = 0;
  std::uint64_t m_sent = 0;
  std::optional<TimePoint> m_due;
};

}  // namespace synscope
