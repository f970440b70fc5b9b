#include "app/cli/throughput_server_lines.h"

#include "app/cli/console.h"

namespace synscope {
namespace {

constexpr std::size_t kMostWaiting = 64;
constexpr const char* kRule = "-----------------------------------------------------------\n";

}  // namespace

/// Where standard output is for JSON, a person is told beside it.
void ThroughputServerLines::listening(const IpEndpoint& local) {
  m_port = local.port;
  if (m_output.form().isText() && m_output.form().verbose) writeProgram(m_output);
  if (m_output.form().isText()) return banner();
  Console& console = m_output.console();
  console.note(console.say(
      Phrase{"cli.throughput.listening", {{"local", local.toString()}, {"port", std::to_string(local.port)}}}));
}

void ThroughputServerLines::banner() {
  m_output.text(kRule + ("Server listening on " + std::to_string(m_port)) + " (test #" + std::to_string(m_next) +
                ")\n" + kRule);
  m_output.flush();
}

void ThroughputServerLines::accepted(const IpEndpoint& client) {
  m_output.text("Accepted connection from " + client.address.toString() + ", port " + std::to_string(client.port) +
                '\n');
  m_output.flush();
}

void ThroughputServerLines::started(std::uint64_t test, const IpEndpoint& client) {
  m_running.insert(test);
  ++m_next;
  const bool text = m_output.form().isText();
  if (text && !m_live.empty()) return;
  m_live.emplace(test, ThroughputLines(m_output, test));
  if (text) accepted(client);
}

void ThroughputServerLines::interval(std::uint64_t test, const ThroughputReport& report,
                                     const ThroughputInterval& interval) {
  const auto live = m_live.find(test);
  if (live == m_live.end()) return;
  live->second.begin(report);
  live->second.interval(interval);
}

void ThroughputServerLines::ended(std::uint64_t test, const std::shared_ptr<const ThroughputReport>& report) {
  m_running.erase(test);
  if (const auto live = m_live.find(test); live != m_live.end()) {
    live->second.end(*report);
    m_live.erase(live);
  } else {
    m_waiting.push_back(report);
  }
  if (!m_output.form().isText()) return;
  tellWaiting(m_live.empty() ? 0 : kMostWaiting);
  if (m_running.empty() && !m_once) banner();
}

void ThroughputServerLines::tellWaiting(std::size_t left) {
  for (; m_waiting.size() > left; m_waiting.pop_front())
    whole(*m_waiting.front());
}

void ThroughputServerLines::whole(const ThroughputReport& report) {
  accepted(report.peer);
  ThroughputLines lines(m_output);
  lines.begin(report);
  for (const ThroughputInterval& interval : report.intervals)
    lines.interval(interval);
  lines.end(report);
}

void ThroughputServerLines::refused(const IpEndpoint& client) {
  Console& console = m_output.console();
  console.note(console.say(Phrase{"cli.throughput.refused", {{"peer", client.toString()}}}));
}

void ThroughputServerLines::unauthorised(const IpEndpoint& client, IperfLoginFault fault) {
  Console& console = m_output.console();
  const std::string why = "iperf-login." + std::string(name(fault));
  console.error(console.say(Phrase{"cli.throughput.unauthorised", {{"peer", client.toString()}, {"reason", why}}}));
}

}  // namespace synscope
