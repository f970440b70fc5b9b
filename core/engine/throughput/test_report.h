#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace synscope {

/// The report of a test while it grows, and its finer feeds for plots. Of two tests in turn each writes its own part as
/// if it were alone; whoever reads sees both as one. Thread-safe.
class TestReport {
 public:
  TestReport();

  /// Changes the part that is running; every change is a new generation.
  void change(const std::function<void(ThroughputReport&)>& edit);
  /// Oldest first; of what nobody fetches a minute is kept.
  void addLive(std::vector<ThroughputInterval> intervals);
  void addLatency(const std::vector<LoadSample>& samples);

  /// What is read is the report of tests in turn, of which this is the first.
  void takeTurns();
  /// The second one begins, with the same host and start.
  void nextTurn();
  /// TEST_START of the second, counted from the first one's.
  void setOffset(Duration offset);
  Duration offset() const;

  std::shared_ptr<const ThroughputReport> snapshot() const;
  /// The running part alone, on its own time line.
  ThroughputReport part() const;
  std::vector<ThroughputInterval> drainLive();
  std::vector<LoadSample> drainLatency();

 private:
  mutable std::mutex m_mutex;
  ThroughputReport m_report;
  bool m_turns = false;
  std::optional<ThroughputReport> m_first;  ///< Of tests in turn, when the second has begun.
  Duration m_offset{};
  std::uint64_t m_generation = 0;
  std::deque<ThroughputInterval> m_live;
  std::deque<LoadSample> m_latency;
  mutable std::shared_ptr<const ThroughputReport> m_snapshot;  ///< Of m_generation, or older.
};

}  // namespace synscope
