#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <deque>
#include <memory>

namespace synscope {

/// The reports of a server's latest tests, newest first. Bounded, however many and however long: kMost of them, with
/// kMostLines lines of streams in all (some 80 MB), the newest in any case.
class LatestReports {
 public:
  using Report = std::shared_ptr<const ThroughputReport>;

  static constexpr std::size_t kMost = 100;
  static constexpr std::size_t kMostLines = 400'000;

  void add(Report report);
  const std::deque<Report>& all() const { return m_reports; }

 private:
  bool isTooMuch() const;

  std::deque<Report> m_reports;
  std::size_t m_lines = 0;
};

}  // namespace synscope
