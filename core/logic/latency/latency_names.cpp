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

std::optional<Duration> LatencySample::of(LatencyStep step) const {
  switch (step) {
    case LatencyStep::kConnect: return connect;
    case LatencyStep::kTls: return tls;
    case LatencyStep::kFirstByte: return reused ? std::nullopt : firstByte;
    case LatencyStep::kEcho: return echo;
    case LatencyStep::kReused: return reused ? firstByte : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace synscope
