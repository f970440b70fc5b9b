#pragma once

#include "core/logic/base/time.h"
#include "core/logic/endpoint/connection_row.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>

namespace synscope {

enum class SamplingPace : std::uint8_t {
  kNone,
  kQuiet,  ///< Every 250 ms; with many connections every second.
  kBusy,   ///< Every 5 ms; with many less often, so that the share of time spent stays the same.
};

/// Decides which connection is looked at next. Invariant: every one comes up within its interval (if whoever asks has
/// the time), and each call costs the same however many there are.
class SamplingRounds {
 public:
  static constexpr Duration kRound = std::chrono::milliseconds(5);
  static constexpr Duration kWatchedInterval = std::chrono::milliseconds(10);

  /// A new pace; unchanged where it is the same. Busy ones are due at once.
  void set(ConnectionId id, SamplingPace pace, TimePoint now);
  void forget(ConnectionId id) { set(id, SamplingPace::kNone, {}); }
  /// One that is due every kWatchedInterval as well, unless its pace is kNone; 0: none.
  void setWatched(ConnectionId id);

  /// One that is due; it is put at the end of its queue. nullopt where none is due.
  std::optional<ConnectionId> next(TimePoint now);

  bool hasBusy() const { return m_busy.members > 0 || m_watched != 0; }

  /// How long nothing is due; nullopt: nothing is sampled at all.
  std::optional<Duration> wait(TimePoint now) const;

 private:
  struct Place {
    SamplingPace pace = SamplingPace::kNone;
    std::uint32_t ticket = 0;  ///< Turns with another number are void.
  };
  struct Turn {
    ConnectionId id = 0;
    std::uint32_t ticket = 0;
    TimePoint due;
  };
  struct Queue {
    std::deque<Turn> turns;  ///< In the order of `due`.
    std::size_t members = 0;
  };

  Queue& queueOf(SamplingPace pace) { return pace == SamplingPace::kBusy ? m_busy : m_quiet; }
  Duration intervalOf(SamplingPace pace) const;
  std::optional<ConnectionId> take(SamplingPace pace, TimePoint now);

  std::unordered_map<ConnectionId, Place> m_places;
  Queue m_busy, m_quiet;
  ConnectionId m_watched = 0;
  TimePoint m_watchedDue{};
  std::uint32_t m_lastTicket = 0;
  std::uint32_t m_busyInARow = 0;
};

}  // namespace synscope
