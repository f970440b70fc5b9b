#pragma once

#include "app/cli/throughput_output.h"
#include "core/logic/throughput/throughput_report.h"

namespace synscope {

/// What is printed of one test while it runs and when it is over: lines that a user of iperf3 recognises, one JSON
/// document at the end, or an event a line.
class ThroughputLines {
 public:
  /// @param test Its number, where events of several may stand among each other.
  explicit ThroughputLines(ThroughputOutput& output, std::optional<std::uint64_t> test = {})
      : m_output(output), m_test(test) {}

  /// There is a connection to the server: who is asked; only the first call prints.
  void connected(const ThroughputReport& report);
  /// Who talks to whom, and the head of the columns; only the first call prints.
  void begin(const ThroughputReport& report);
  void interval(const ThroughputInterval& interval);
  void end(const ThroughputReport& report);

 private:
  void beginText(const ThroughputReport& report);
  void endText(const ThroughputReport& report);
  void facts(const ThroughputReport& report);

  ThroughputOutput& m_output;
  const std::optional<std::uint64_t> m_test;
  bool m_connected = false, m_begun = false, m_client = true;
  ThroughputSettings m_settings;
};

/// Version and system, with -V at the very beginning.
void writeProgram(ThroughputOutput& output);

/// "[=====     ] 5.0 / 10 s  23.4 Gbits/sec".
QString liveBarText(const ThroughputInterval& live, const ThroughputSettings& settings);

}  // namespace synscope
