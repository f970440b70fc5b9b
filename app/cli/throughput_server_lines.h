#pragma once

#include "app/cli/throughput_lines.h"
#include "core/logic/throughput/iperf_login.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>

namespace synscope {

/// What a server prints. Text: one test at a time is told live; others that run beside it are told whole when both are
/// over, so that no line stands between those of another test. JSON: one line for each test.
class ThroughputServerLines {
 public:
  /// @param once It ends after one test.
  ThroughputServerLines(ThroughputOutput& output, bool once) : m_output(output), m_once(once) {}

  void listening(const IpEndpoint& local);
  void started(std::uint64_t test, const IpEndpoint& client);
  void interval(std::uint64_t test, const ThroughputReport& report, const ThroughputInterval& interval);
  void ended(std::uint64_t test, const std::shared_ptr<const ThroughputReport>& report);
  void refused(const IpEndpoint& client);
  void unauthorised(const IpEndpoint& client, IperfLoginFault fault);

 private:
  void banner();
  void accepted(const IpEndpoint& client);
  void whole(const ThroughputReport& report);
  void tellWaiting(std::size_t left);

  ThroughputOutput& m_output;
  const bool m_once;
  std::uint16_t m_port = 0;
  std::set<std::uint64_t> m_running;
  std::map<std::uint64_t, ThroughputLines> m_live;                ///< Text: one at most; events: all.
  std::deque<std::shared_ptr<const ThroughputReport>> m_waiting;  ///< Over, and not told yet.
  std::uint64_t m_next = 1;
};

}  // namespace synscope
