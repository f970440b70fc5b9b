#include "core/logic/throughput/latest_reports.h"

namespace synscope {
namespace {

std::size_t linesOf(const ThroughputReport& report) {
  std::size_t lines = 0;
  for (const ThroughputInterval& interval : report.intervals)
    lines += interval.streams.size();
  return lines;
}

}  // namespace

void LatestReports::add(Report report) {
  m_lines += linesOf(*report);
  m_reports.push_front(std::move(report));
  while (isTooMuch()) {
    m_lines -= linesOf(*m_reports.back());
    m_reports.pop_back();
  }
}

bool LatestReports::isTooMuch() const {
  return m_reports.size() > kMost || (m_reports.size() > 1 && m_lines > kMostLines);
}

}  // namespace synscope
