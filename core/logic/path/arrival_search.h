#pragma once

#include <optional>
#include <set>
#include <vector>

namespace synscope {

/// Finds the TTL with which an answer arrives, when all one can do is demand a minimum: an answer that has less is
/// dropped unseen (ip(7), IP_MINTTL). Pure: says which minimums to try at once and is told which were answered.
///
/// Starts at the likely places: initial TTLs 64, 128 and 255 less the known distance. Silence may also be loss, so the
/// silence that decides is asked for twice. Invariant: at most kRounds rounds of at most kAtOnce attempts.
class ArrivalSearch {
 public:
  static constexpr int kAtOnce = 8;
  static constexpr int kRounds = 6;

  /// @param distance Hops to whoever should answer, as far as known; 0: unknown.
  explicit ArrivalSearch(int distance);

  /// Minimum TTLs to try at once, ascending, 1 to 255; empty when the search is over.
  std::vector<int> next();
  void tried(int minimum, bool answered);

  /// The arrival TTL once the search is over; nullopt where nothing answered or the rounds ran out.
  std::optional<int> found() const;

 private:
  std::vector<int> opening() const;
  std::vector<int> between(int low, int high) const;
  int high() const;

  int m_distance;
  int m_rounds = 0;
  int m_low = 0;  ///< Largest minimum that was answered.
  std::multiset<int> m_silent;
};

}  // namespace synscope
