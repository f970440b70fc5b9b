#pragma once

#include "core/logic/throughput/load_sample.h"

#include <utility>
#include <vector>

namespace synscope {

/// The round trips beside one test in the order they come. Times are made relative to TEST_START once that is known.
/// Invariant: at most kMost are kept. When they are full every second one under load goes, and the next ones should
/// come half as often, so that what is kept stays even over the test.
class LoadSamples {
 public:
  static constexpr std::size_t kMost = 10'000;

  void addIdle(TimePoint at, Duration time, LoadMethod method);
  /// @param time nullopt: no answer.
  void add(LoadState load, TimePoint at, std::optional<Duration> time, std::uint32_t synRetransmits);
  /// TEST_START.
  void begin(TimePoint at) { m_begin = at; }
  bool begun() const { return m_begin.has_value(); }
  TimePoint begunAt() const { return m_begin.value_or(TimePoint{}); }
  /// Before another try of the same test.
  void forget();

  /// How many times the usual distance the next ones should have: 1, 2, 4 …
  int spacing() const { return m_spacing; }
  bool hasIdle() const;
  std::vector<LoadSample> all() const;
  /// Those that came since the last call; none before TEST_START is known.
  std::vector<LoadSample> takeNew();

 private:
  using Raw = std::pair<TimePoint, LoadSample>;

  void push(TimePoint at, LoadSample sample);
  void thinOut();
  LoadSample relative(const Raw& raw) const;

  std::vector<Raw> m_samples, m_new;
  std::optional<TimePoint> m_begin;
  int m_spacing = 1;
};

}  // namespace synscope
