#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace synscope {

/// The report of a test while it grows, and its finer feed for plots. Thread-safe.
class TestReport {
 public:
  TestReport();

  /// Changes it; every change is a new generation.
  void change(const std::function<void(ThroughputReport&)>& edit);
  /// Oldest first; of what nobody fetches a minute is kept.
  void addLive(std::vector<ThroughputInterval> intervals);

  std::shared_ptr<const ThroughputReport> snapshot() const;
  std::vector<ThroughputInterval> drainLive();

 private:
  mutable std::mutex m_mutex;
  ThroughputReport m_report;
  std::deque<ThroughputInterval> m_live;
  mutable std::shared_ptr<const ThroughputReport> m_snapshot;  ///< Of m_report's generation, or older.
};

}  // namespace synscope
