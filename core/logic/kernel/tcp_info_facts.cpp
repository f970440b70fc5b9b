#include "core/logic/kernel/tcp_info_facts.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <type_traits>

namespace synscope {
namespace {

using Value = std::optional<std::uint64_t>;
using Unit = TcpInfoUnit;

/// One row per number: what it is called, what it counts, where it is found.
struct Source {
  std::string_view key;
  Unit unit;
  Value (*read)(const TcpInfo&);
};

template <auto Member>
Value read(const TcpInfo& info) {
  const auto& field = info.*Member;
  if (!field) return std::nullopt;
  return static_cast<std::uint64_t>(*field);
}

template <auto Member>
constexpr Source row(std::string_view key, Unit unit) {
  return {key, unit, &read<Member>};
}

using I = TcpInfo;

constexpr std::array kSources = {
    row<&I::rttUs>("tcp-info.rtt", Unit::kMicroseconds),
    row<&I::rttVarianceUs>("tcp-info.rttvar", Unit::kMicroseconds),
    row<&I::minRttUs>("tcp-info.min-rtt", Unit::kMicroseconds),
    row<&I::receiverRttUs>("tcp-info.receiver-rtt", Unit::kMicroseconds),
    row<&I::rtoUs>("tcp-info.rto", Unit::kMicroseconds),
    row<&I::sendMss>("tcp-info.send-mss", Unit::kBytes),
    row<&I::receiveMss>("tcp-info.receive-mss", Unit::kBytes),
    row<&I::advertisedMss>("tcp-info.advertised-mss", Unit::kBytes),
    row<&I::pathMtu>("tcp-info.pmtu", Unit::kBytes),
    row<&I::sendWindowScale>("tcp-info.send-window-scale", Unit::kShift),
    row<&I::receiveWindowScale>("tcp-info.receive-window-scale", Unit::kShift),
    row<&I::selectiveAck>("tcp-info.sack", Unit::kFlag),
    row<&I::timestamps>("tcp-info.timestamps", Unit::kFlag),
    row<&I::ecn>("tcp-info.ecn", Unit::kFlag),
    row<&I::sendWindow>("tcp-info.send-window", Unit::kBytes),
    row<&I::receiveWindow>("tcp-info.receive-window", Unit::kBytes),
    row<&I::cwnd>("tcp-info.cwnd", Unit::kSegments),
    row<&I::sendSsthresh>("tcp-info.ssthresh", Unit::kSegments),
    row<&I::congestionState>("tcp-info.congestion-state", Unit::kCongestionState),
    row<&I::unacked>("tcp-info.unacked", Unit::kSegments),
    row<&I::notSentBytes>("tcp-info.not-sent", Unit::kBytes),
    row<&I::retransmits>("tcp-info.retransmits", Unit::kCount),
    row<&I::totalRetransmits>("tcp-info.total-retransmits", Unit::kSegments),
    row<&I::bytesRetransmitted>("tcp-info.bytes-retransmitted", Unit::kBytes),
    row<&I::lost>("tcp-info.lost", Unit::kSegments),
    row<&I::sacked>("tcp-info.sacked", Unit::kSegments),
    row<&I::backoff>("tcp-info.backoff", Unit::kCount),
    row<&I::probes>("tcp-info.probes", Unit::kCount),
    row<&I::reordering>("tcp-info.reordering", Unit::kSegments),
    row<&I::reorderingsSeen>("tcp-info.reorderings-seen", Unit::kCount),
    row<&I::duplicateSacks>("tcp-info.duplicate-sacks", Unit::kSegments),
    row<&I::outOfOrderReceived>("tcp-info.out-of-order", Unit::kSegments),
    row<&I::deliveredEcn>("tcp-info.delivered-ecn", Unit::kSegments),
    row<&I::deliveryRate>("tcp-info.delivery-rate", Unit::kBytesPerSecond),
    row<&I::deliveryRateAppLimited>("tcp-info.app-limited", Unit::kFlag),
    row<&I::pacingRate>("tcp-info.pacing-rate", Unit::kBytesPerSecond),
    row<&I::busyUs>("tcp-info.busy", Unit::kMicroseconds),
    row<&I::receiverLimitedUs>("tcp-info.receiver-limited", Unit::kMicroseconds),
    row<&I::senderLimitedUs>("tcp-info.sender-limited", Unit::kMicroseconds),
    row<&I::bytesSent>("tcp-info.bytes-sent", Unit::kBytes),
    row<&I::bytesAcked>("tcp-info.bytes-acked", Unit::kBytes),
    row<&I::bytesReceived>("tcp-info.bytes-received", Unit::kBytes),
    row<&I::segmentsOut>("tcp-info.segments-out", Unit::kSegments),
    row<&I::segmentsIn>("tcp-info.segments-in", Unit::kSegments),
    row<&I::lastDataSentMs>("tcp-info.last-data-sent", Unit::kMilliseconds),
    row<&I::lastDataReceivedMs>("tcp-info.last-data-received", Unit::kMilliseconds),
    row<&I::lastAckReceivedMs>("tcp-info.last-ack-received", Unit::kMilliseconds),
};

constexpr auto kKeys = [] {
  std::array<std::string_view, kSources.size()> keys{};
  std::ranges::transform(kSources, keys.begin(), &Source::key);
  return keys;
}();

constexpr std::uint64_t kUnlimited = ~std::uint64_t{0};  // sk_pacing_rate: no limit set

std::string number(double value, int decimals, std::string_view unit) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%.*f ", decimals, value);
  return text.data() + std::string(unit);
}

std::string rateText(std::uint64_t bytesPerSecond) {
  const auto value = static_cast<double>(bytesPerSecond);
  if (bytesPerSecond < 1000) return number(value, 0, "B/s");
  if (bytesPerSecond < 1'000'000) return number(value / 1e3, 1, "kB/s");
  if (bytesPerSecond < 1'000'000'000) return number(value / 1e6, 1, "MB/s");
  return number(value / 1e9, 2, "GB/s");
}

std::string congestionText(std::uint64_t state) {
  static constexpr std::array<std::string_view, 5> kNames = {"open", "disorder", "CWR", "recovery", "loss"};
  return state < kNames.size() ? std::string(kNames[state]) : std::to_string(state);
}

}  // namespace

std::vector<TcpInfoFact> tcpInfoFacts(const TcpInfo& info) {
  std::vector<TcpInfoFact> facts;
  // A listener keeps its queue lengths in these fields (tcp_get_info of Linux): they are no facts of a connection.
  if (info.state == TcpState::kListen) return facts;
  for (const Source& source : kSources) {
    const Value value = source.read(info);
    const bool unlimited = source.unit == Unit::kBytesPerSecond && value == kUnlimited;
    if (value && !unlimited) facts.push_back({source.key, source.unit, *value});
  }
  return facts;
}

std::string textOf(const TcpInfoFact& fact) {
  switch (fact.unit) {
    case Unit::kMicroseconds: return number(static_cast<double>(fact.value) / 1e3, 3, "ms");
    case Unit::kMilliseconds: return std::to_string(fact.value) + " ms";
    case Unit::kBytes: return std::to_string(fact.value) + " B";
    case Unit::kBytesPerSecond: return rateText(fact.value);
    case Unit::kFlag: return fact.value != 0 ? "yes" : "no";
    case Unit::kCongestionState: return congestionText(fact.value);
    case Unit::kSegments:
    case Unit::kCount:
    case Unit::kShift: break;
  }
  return std::to_string(fact.value);
}

std::span<const std::string_view> tcpInfoKeys() {
  return kKeys;
}

}  // namespace synscope
