#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <QString>

namespace synscope {

class Console;

/// What a client prints while a test runs and when it is over: lines that a user of iperf3 recognises, or with `json`
/// one document at the end.
class ThroughputLines {
 public:
  ThroughputLines(Console& console, bool json) : m_console(console), m_json(json) {}

  /// Who talks to whom, and the head of the columns; only the first call prints.
  void begin(const ThroughputReport& report);
  void interval(const ThroughputInterval& interval);
  void end(const ThroughputReport& report);

 private:
  Console& m_console;
  const bool m_json;
  bool m_begun = false, m_client = true;
  ThroughputSettings m_settings;
};

/// What a server prints: with `json` one line for each test.
class ThroughputServerLines {
 public:
  ThroughputServerLines(Console& console, bool json, bool together)
      : m_console(console), m_json(json), m_together(together) {}

  void listening(const IpEndpoint& local);
  void started(const IpEndpoint& client);
  void refused(const IpEndpoint& client);
  void ended(const ThroughputReport& report);

 private:
  Console& m_console;
  const bool m_json;
  const bool m_together;
};

/// "[=====     ] 5.0 / 10 s  23.4 Gbits/sec".
QString liveBarText(const ThroughputInterval& live, const ThroughputSettings& settings);

}  // namespace synscope
