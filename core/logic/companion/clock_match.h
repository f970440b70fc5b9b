#pragma once

#include "core/logic/base/time.h"

#include <optional>

namespace synscope {

/// A moment of which only the limits are known, on our clock.
struct TimeWindow {
  TimePoint earliest, latest;

  TimePoint middle() const { return earliest + (latest - earliest) / 2; }
  /// The middle is at most this far from the moment.
  Duration uncertainty() const { return (latest - earliest) / 2; }
  /// Cut to what is possible; where nothing is left, the limit that was passed.
  TimeWindow notBefore(TimePoint limit) const;
  TimeWindow notAfter(TimePoint limit) const;

  bool operator==(const TimeWindow&) const = default;
};

/// Where the clock of another machine stands against ours, from questions and answers between them. It guesses nothing
/// about the way: an answer was written after its question left and before it came back, so each exchange gives two
/// limits (RFC 5905 section 8 takes their middle), and the narrowest of all exchanges hold.
class ClockMatch {
 public:
  /// @param theirs What their clock showed in an answer that came at `answered` to what was asked at `asked`.
  void onExchange(TimePoint asked, Duration theirs, TimePoint answered);

  int exchanges() const { return m_exchanges; }
  /// Their zero on our clock; nullopt before the first exchange.
  std::optional<TimeWindow> zero() const { return m_zero; }
  /// Something that happened between these two moments of their clock. Precondition: there was an exchange.
  TimeWindow window(Duration after, Duration before) const;

  bool operator==(const ClockMatch&) const = default;

 private:
  std::optional<TimeWindow> m_zero;
  int m_exchanges = 0;
};

}  // namespace synscope
