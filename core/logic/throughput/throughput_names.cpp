#include "core/logic/throughput/throughput_report.h"

#include <algorithm>
#include <limits>

namespace synscope {

std::string_view name(TransferDirection direction) {
  switch (direction) {
    case TransferDirection::kUp: return "up";
    case TransferDirection::kDown: return "down";
    case TransferDirection::kBoth: return "both";
    case TransferDirection::kInTurn: return "in-turn";
  }
  return "";
}

bool bothWays(TransferDirection direction) {
  return direction == TransferDirection::kBoth || direction == TransferDirection::kInTurn;
}

Duration wholeTime(const ThroughputSettings& settings) {
  const int turns = settings.direction == TransferDirection::kInTurn ? 2 : 1;
  return settings.time > Duration{} ? (settings.omit + settings.time) * turns : Duration{};
}

std::uint64_t transferLimit(const ThroughputSettings& settings) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const std::uint64_t block = std::max<std::uint64_t>(settings.blockLength.value_or(1), 1);
  const bool udp = settings.protocol == Protocol::kUdp;
  if (settings.bytes > 0) return udp ? (settings.bytes - 1) / block + 1 : std::min(settings.bytes, kMost);
  return udp ? std::min(settings.blocks, kMost) : std::min(settings.blocks, kMost / block) * block;
}

std::string_view name(LoadState load) {
  switch (load) {
    case LoadState::kIdle: return "idle";
    case LoadState::kUp: return "up";
    case LoadState::kDown: return "down";
    case LoadState::kBoth: return "both";
  }
  return "";
}

std::string_view name(LoadMethod method) {
  switch (method) {
    case LoadMethod::kHandshake: return "handshake";
    case LoadMethod::kAcknowledgement: return "acknowledgement";
    case LoadMethod::kLeastRtt: return "least-rtt";
  }
  return "";
}

std::string_view name(BusyPolicy policy) {
  switch (policy) {
    case BusyPolicy::kRefuse: return "refuse";
    case BusyPolicy::kQueue: return "queue";
    case BusyPolicy::kServeTogether: return "together";
  }
  return "";
}

std::string_view name(SlowCause cause) {
  switch (cause) {
    case SlowCause::kUnknown: return "unknown";
    case SlowCause::kRateLimit: return "rate-limit";
    case SlowCause::kReceiverWindow: return "receiver-window";
    case SlowCause::kSenderBuffer: return "sender-buffer";
    case SlowCause::kApplication: return "application";
    case SlowCause::kNetworkLoss: return "network-loss";
    case SlowCause::kCongestionWindow: return "congestion-window";
    case SlowCause::kBufferbloat: return "bufferbloat";
    case SlowCause::kSenderCpu: return "sender-cpu";
    case SlowCause::kReceiverCpu: return "receiver-cpu";
    case SlowCause::kReceiverBuffer: return "receiver-buffer";
    case SlowCause::kPolicer: return "policer";
    case SlowCause::kShortTest: return "short-test";
    case SlowCause::kNothingArrived: return "nothing-arrived";
    case SlowCause::kSameMachine: return "same-machine";
    case SlowCause::kStoppedEarly: return "stopped-early";
  }
  return "";
}

std::string_view name(ThroughputMark::Kind kind) {
  switch (kind) {
    case ThroughputMark::Kind::kOmitEnds: return "omit-ends";
    case ThroughputMark::Kind::kRetransmits: return "retransmits";
    case ThroughputMark::Kind::kStall: return "stall";
    case ThroughputMark::Kind::kStreamDied: return "stream-died";
    case ThroughputMark::Kind::kCpuBound: return "cpu-bound";
    case ThroughputMark::Kind::kEnd: return "end";
    case ThroughputMark::Kind::kTurn: return "turn";
  }
  return "";
}

}  // namespace synscope
