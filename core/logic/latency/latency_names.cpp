#include "core/logic/base/enum_values.h"
#include "core/logic/latency/latency_sample.h"

namespace synscope {

std::string_view name(LatencyMethod method) {
  switch (method) {
    case LatencyMethod::kConnect: return "connect";
    case LatencyMethod::kTls: return "tls";
    case LatencyMethod::kHttp: return "http";
    case LatencyMethod::kFirstByte: return "first-byte";
    case LatencyMethod::kUdpEcho: return "udp-echo";
  }
  return "";
}

std::string_view name(LatencyStep step) {
  switch (step) {
    case LatencyStep::kConnect: return "connect";
    case LatencyStep::kTls: return "tls";
    case LatencyStep::kFirstByte: return "first-byte";
    case LatencyStep::kEcho: return "echo";
    case LatencyStep::kReused: return "reused";
  }
  return "";
}

std::span<const LatencyStep> allLatencySteps() {
  static constexpr auto kAll = enumValues<LatencyStep, LatencyStep::kReused>();
  return kAll;
}

std::optional<Duration> LatencySample::of(LatencyStep step) const {
  switch (step) {
    case LatencyStep::kConnect: return connect;
    case LatencyStep::kTls: return tls;
    case LatencyStep::kFirstByte: return reused ? std::nullopt : firstByte;
    case LatencyStep::kEcho: return reused ? std::nullopt : echo;
    case LatencyStep::kReused: return !reused ? std::nullopt : firstByte ? firstByte : echo;
  }
  return std::nullopt;
}

}  // namespace synscope
