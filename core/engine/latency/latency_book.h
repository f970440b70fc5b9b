#pragma once

#include "core/engine/latency/latency_feed.h"
#include "core/logic/latency/latency_statistics.h"

#include <deque>
#include <memory>
#include <mutex>

namespace synscope {

/// What a run keeps of its samples: the numbers of every lane, the latest samples for plots, and a table of the numbers
/// as a snapshot. Written by one thread; drain(), dropped() and table() are for any. Memory is bounded.
class LatencyBook {
 public:
  static constexpr std::size_t kMostWaiting = 100'000;
  static constexpr std::size_t kMostRetired = 64;  ///< Lanes without requests whose numbers are kept, the latest.

  LatencyBook();

  void begin(TimePoint now) { m_begin = now; }
  void open(const LatencyLane& lane);
  void retire(const LatencyLane& lane);
  void note(std::uint32_t lane, const LatencyProgress& progress);
  void add(const LatencySample& sample);
  bool isEmpty() const { return m_lanes.empty(); }
  /// The largest number of requests a lane of this target has made.
  std::uint64_t mostSent(const LatencyTarget& target) const;
  std::map<std::uint32_t, LatencyProgress> progress() const;
  /// Makes a new snapshot, where something has changed since the last.
  void renewTable();

  std::vector<LatencySample> drain();
  std::uint64_t dropped() const;
  std::shared_ptr<const LatencyTable> table() const;

 private:
  void forgetOldest();

  struct Lane {
    LatencyStatistics statistics;
    LatencyProgress progress;
  };

  TimePoint m_begin{};
  std::map<std::uint32_t, Lane> m_lanes;
  bool m_changed = true;

  mutable std::mutex m_mutex;
  std::deque<LatencySample> m_waiting;
  std::uint64_t m_dropped = 0;
  std::uint64_t m_generation = 0;
  std::shared_ptr<const LatencyTable> m_table;
};

}  // namespace synscope
