#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace synscope {

/// Counters of one stream at one moment. All count from TEST_START on, omit time included, and never go back.
struct StreamSample {
  int stream = 1;
  bool sender = true;  ///< This end sends.
  bool alive = true;
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> retransmits;
  std::optional<std::uint32_t> rttUs, rttVarianceUs, cwndBytes, sendWindowBytes;  ///< As they are now.
  std::optional<DatagramCounts> datagrams;  ///< UdpReceiverAccount::total(), or packets sent; jitter as it is now.
  std::optional<Duration> cpu;              ///< CPU time that the stream's thread has used, as it saw itself.
  Duration cpuAt{};                         ///< When it saw that, since TEST_START: a little before the sample.
};

struct ThroughputSample {
  Duration at{};                      ///< Since TEST_START.
  std::vector<StreamSample> streams;  ///< Always the same streams in the same order.
};

/// Percent of one core that a thread used in that time; never more than one core has.
double cpuShare(Duration used, Duration time);

/// The congestion window in bytes; more than 32 bits hold stays at the most they hold. nullopt: not told.
std::optional<std::uint32_t> congestionWindow(const TcpInfo& info);

/// What happened between two samples of one test.
ThroughputInterval intervalBetween(const ThroughputSample& from, const ThroughputSample& to, bool omitted);

/// Makes the lines of the report, the finer live ones and the marks out of successive samples.
/// `begin` and `end` of all of them count from TEST_START, omit time included; a line never crosses the end of it.
/// Invariant: bounded, however long a test runs: lines are merged by twos when there are too many of them.
class IntervalRecorder {
 public:
  /// @param interval Of the lines; 0: no lines.
  IntervalRecorder(const ThroughputSettings& settings, Duration interval);

  /// Samples come in the order of time; the first is that of TEST_START. One at the end of the omit time makes its line
  /// exact.
  void add(const ThroughputSample& sample);
  /// The last sample: closes the line that is open, unless it is shorter than a tenth of an interval, and marks the
  /// end.
  void finish(const ThroughputSample& sample);

  const std::vector<ThroughputInterval>& lines() const { return m_lines; }
  const std::vector<ThroughputMark>& marks() const { return m_marks; }
  /// Lines that were completed since the last call.
  std::vector<ThroughputInterval> takeNewLines() { return std::exchange(m_newLines, {}); }
  /// One per sample since the last call; the oldest are dropped when nobody calls.
  std::vector<ThroughputInterval> takeLive() { return std::exchange(m_live, {}); }
  /// The sample at which the omit time ended; totals without it are differences to this one.
  const std::optional<ThroughputSample>& omitEnd() const { return m_omitEnd; }

 private:
  struct Watch {
    bool retransmits = false, stalled = false, alive = true, cpuBound = false;
    Duration quietSince{};
  };

  void closeLine(const ThroughputSample& sample);
  void addLine(ThroughputInterval line);
  void watch(const ThroughputInterval& live, const ThroughputSample& sample);
  void watchStream(const StreamInterval& live, const StreamSample& sample);
  void watchCpu(const StreamInterval& live);
  void mark(ThroughputMark::Kind kind, Duration at, int stream);

  Duration m_interval, m_omit;
  Duration m_lineDue{};  ///< Lines end on a grid: a sample that comes late does not shift those after it.
  bool m_paced;
  std::optional<ThroughputSample> m_lineBegin, m_last, m_omitEnd;
  std::vector<ThroughputInterval> m_lines, m_newLines, m_live;
  std::vector<ThroughputMark> m_marks;
  std::map<int, Watch> m_watches;
};

}  // namespace synscope
