#include "core/logic/base/display_text.h"
#include "core/logic/throughput/throughput_text.h"

#include <array>
#include <cstdio>
#include <optional>

namespace synscope {
namespace {

std::string seconds(Duration time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

/// What ends the test.
std::string extent(const ThroughputSettings& settings) {
  if (settings.bytes > 0) return std::to_string(settings.bytes) + " bytes to send";
  if (settings.blocks > 0) return std::to_string(settings.blocks) + " blocks to send";
  return seconds(settings.time) + " second test";
}

std::string percent(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f%%", value);
  return text.data();
}

using Percent = std::optional<double>;

/// "12.5% (2.5%u/10.0%s)".
std::string cpu(const Percent& total, const Percent& user, const Percent& system) {
  if (!user || !system) return percent(*total);
  return percent(*total) + " (" + percent(*user) + "u/" + percent(*system) + "s)";
}

std::string congestion(const char* side, const std::string& name) {
  return name.empty() ? std::string() : side + sanitizeForDisplay(name) + '\n';
}

}  // namespace

std::string throughputDetails(const ThroughputReport& report) {
  const ThroughputSettings& s = report.settings;
  const bool tcp = s.protocol == Protocol::kTcp;
  std::string text;
  if (tcp && s.mss > 0) text += "      TCP MSS: " + std::to_string(s.mss) + '\n';
  if (tcp && s.mss == 0 && report.mss) text += "      TCP MSS: " + std::to_string(*report.mss) + " (default)\n";
  if (s.bitsPerSecond.value_or(0) > 0) text += "      Target Bitrate: " + std::to_string(*s.bitsPerSecond) + '\n';
  return text + "Starting Test: protocol: " + (tcp ? "TCP" : "UDP") + ", " + std::to_string(s.parallel) + " streams, " +
         std::to_string(report.blockLength) + " byte blocks, omitting " + seconds(s.omit) + " seconds, " + extent(s) +
         ", tos " + std::to_string(s.tos) + '\n';
}

std::string throughputAftermath(const ThroughputReport& report) {
  const bool sends = report.sends(), both = bothWays(report.settings.direction);
  const char* own = both ? "sender-receiver" : sends ? "sender" : "receiver";
  const char* other = both ? "receiver-sender" : sends ? "receiver" : "sender";
  std::string text;
  if (report.cpuPercent)
    text += std::string("CPU Utilization: local/") + own + ' ' +
            cpu(report.cpuPercent, report.cpuUserPercent, report.cpuSystemPercent);
  if (report.cpuPercent && report.peerCpuPercent)
    text += std::string(", remote/") + other + ' ' +
            cpu(report.peerCpuPercent, report.peerCpuUserPercent, report.peerCpuSystemPercent);
  if (!text.empty()) text += '\n';
  const std::string& sending = sends ? report.congestion : report.peerCongestion;
  const std::string& receiving = sends ? report.peerCongestion : report.congestion;
  return text + congestion("snd_tcp_congestion ", sending) + congestion("rcv_tcp_congestion ", receiving);
}

}  // namespace synscope
