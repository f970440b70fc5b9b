#include "core/logic/throughput/why_facts.h"

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

double secondsOf(Duration time) {
  return std::chrono::duration<double>(time).count();
}

double rateOf(std::uint64_t bytes, Duration time) {
  return time > Duration{} ? static_cast<double>(bytes) * 8 / secondsOf(time) : 0;
}

double percent(double part, double whole) {
  return whole > 0 ? std::clamp(part / whole * 100, 0.0, 100.0) : 0;
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// One value per line after the omit time; lines without it are left out.
template <typename Value>
std::vector<double> overLines(const ThroughputReport& report, bool sender, Value value) {
  std::vector<double> values;
  for (const ThroughputInterval& line : report.intervals) {
    if (line.omitted) continue;
    const std::optional<double> one = value(line.sum(sender));
    if (one) values.push_back(*one);
  }
  return values;
}

template <typename T>
std::optional<double> asDouble(const std::optional<T>& value) {
  return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

struct Sums {
  int streams = 0;
  std::optional<double> busyUs, receiverUs, senderUs;
  std::optional<double> minRttUs, rttUs, cwndBytes, sendWindow, mss;
  bool neverLeftSlowStart = true, infos = false;

  /// A receiver's kernel knows the MSS and the handshake, and nothing of what its peer's TCP waits for.
  void addReceiver(const std::optional<TcpInfo>& info) {
    ++streams;
    neverLeftSlowStart = false;
    if (info && info->receiveMss) mss = asDouble(info->receiveMss);
    noteLeast(info);
  }

  void addSender(const std::optional<TcpInfo>& info) {
    ++streams;
    if (!info) {
      neverLeftSlowStart = false;
      return;
    }
    infos = true;
    plus(busyUs, asDouble(info->busyUs));
    plus(receiverUs, asDouble(info->receiverLimitedUs));
    plus(senderUs, asDouble(info->senderLimitedUs));
    noteLeast(info);
    if (info->rttUs) rttUs = std::max(rttUs.value_or(0), static_cast<double>(*info->rttUs));
    mss = info->sendMss ? asDouble(info->sendMss) : mss;
    if (info->cwnd && info->sendMss) cwndBytes = static_cast<double>(*info->cwnd) * *info->sendMss;
    sendWindow = info->sendWindow ? asDouble(info->sendWindow) : sendWindow;
    neverLeftSlowStart = neverLeftSlowStart && !info->sendSsthresh;
  }

 private:
  void noteLeast(const std::optional<TcpInfo>& info) {
    if (info && info->minRttUs) minRttUs = std::min(minRttUs.value_or(1e12), static_cast<double>(*info->minRttUs));
  }
  static void plus(std::optional<double>& sum, std::optional<double> value) {
    if (value) sum = sum.value_or(0) + *value;
  }
};

Sums sumsOf(const ThroughputReport& report, bool sender) {
  Sums sums;
  for (const StreamTotal& stream : report.streams) {
    if (stream.sender == sender) sender ? sums.addSender(stream.info) : sums.addReceiver(stream.info);
  }
  return sums;
}

/// The smallest of the limits that a person set.
double askedRate(const ThroughputSettings& settings, int streams) {
  std::uint64_t perStream =
      settings.bitsPerSecond.value_or(settings.protocol == Protocol::kUdp ? kDefaultUdpBitsPerSecond : 0);
  if (settings.pacing > 0) perStream = perStream > 0 ? std::min(perStream, settings.pacing) : settings.pacing;
  return static_cast<double>(perStream) * streams;
}

/// By the quartiles, so that one line that stalled or emptied a buffer does not count: for normal values the distance
/// of the quartiles is 1.35 standard deviations.
std::optional<double> variationOf(std::vector<double> rates) {
  if (rates.size() < 5) return std::nullopt;
  std::ranges::sort(rates);
  const std::size_t last = rates.size() - 1;
  const double middle = rates[last / 2], distance = rates[last * 3 / 4] - rates[last / 4];
  return middle > 0 ? std::optional(distance / 1.35 / middle * 100) : std::nullopt;
}

/// What a client sends goes up; what a server sends comes down to its client.
std::optional<double> addedLatency(const ThroughputReport& report, bool sender) {
  if (!report.latency || !report.latency->idle || !report.latency->idle->p50) return std::nullopt;
  const auto& own = report.client == sender ? report.latency->up : report.latency->down;
  const auto& loaded = own ? own : report.latency->both;
  if (!loaded || !loaded->p50) return std::nullopt;
  return toMs(*loaded->p50 - *report.latency->idle->p50);
}

void addTcp(WhyFacts& facts, const ThroughputReport& report, bool sender, const StreamTotal& total, const Sums& sums) {
  const double connections = facts.seconds * 1e6 * sums.streams;
  if (sums.busyUs && connections > 0) facts.busy = percent(*sums.busyUs, connections);
  if (sums.busyUs && sums.receiverUs) facts.receiverLimited = percent(*sums.receiverUs, *sums.busyUs);
  if (sums.busyUs && sums.senderUs) facts.senderLimited = percent(*sums.senderUs, *sums.busyUs);
  facts.mss = sums.mss ? sums.mss : asDouble(report.mss);
  facts.retransmits = asDouble(total.retransmits);
  const double segments = static_cast<double>(total.sentBytes) / facts.mss.value_or(1448);
  if (facts.retransmits && segments > 0) facts.lossPercent = percent(*facts.retransmits, segments + *facts.retransmits);
  facts.slowStart = sums.infos && sums.neverLeftSlowStart && facts.retransmits.value_or(1) == 0;
  if (report.settings.window > 0) facts.window = report.settings.window;
  if (sums.minRttUs) facts.minRttMs = *sums.minRttUs / 1000;
  if (!sender) return;
  const auto rtts = overLines(report, sender, [](const StreamInterval& line) { return asDouble(line.rttUs); });
  const std::optional<double> rttUs = median(rtts) ? median(rtts) : sums.rttUs;
  if (rttUs) facts.rttMs = *rttUs / 1000;
  facts.cwndBytes = sums.cwndBytes;
  facts.sendWindow = sums.sendWindow;
}

void addUdp(WhyFacts& facts, const StreamTotal& total) {
  if (!total.datagrams || total.receivedTime <= Duration{} || total.datagrams->packets == 0) return;
  const DatagramCounts& counts = *total.datagrams;
  const double lost = static_cast<double>(std::max<std::int64_t>(counts.lost, 0));
  facts.lossPercent = percent(lost, static_cast<double>(counts.packets));
  if (counts.bufferDrops) facts.bufferDropPercent = percent(static_cast<double>(*counts.bufferDrops), lost);
}

/// Of what the threads of one direction could use: a core for each, or their share of all where there are fewer. Where
/// no thread tells, and of the peer, only the whole is known.
std::optional<double> cpuOf(const ThroughputReport& report, bool sender) {
  const double streams = std::max<double>(static_cast<double>(report.streams.size()), 1);
  const auto own = report.sum(sender).cpuPercent;
  const auto threads = static_cast<double>(std::ranges::count(report.streams, sender, &StreamTotal::sender));
  if (!own || threads == 0) return report.cpuPercent ? std::optional(*report.cpuPercent / streams) : std::nullopt;
  const double cores = report.processors > 0 ? std::min(1.0, report.processors / streams) : 1;
  return std::min(100.0, *own / (threads * cores));
}

}  // namespace

WhyFacts whyFacts(const ThroughputReport& report, bool sender) {
  WhyFacts facts;
  const StreamTotal total = report.sum(sender);
  const Sums sums = sumsOf(report, sender);
  const auto streams = static_cast<double>(std::max<std::size_t>(report.streams.size(), 1));
  facts.udp = report.settings.protocol == Protocol::kUdp;
  facts.sentRate = rateOf(total.sentBytes, total.sentTime);
  facts.streams = std::max(sums.streams, 1);
  facts.nothingArrived = total.receivedTime > Duration{} && total.receivedBytes == 0 && total.sentBytes > 0;
  facts.sameMachine = report.peer.port != 0 && report.peer.address == report.local.address;
  facts.rate = total.receivedTime > Duration{} ? rateOf(total.receivedBytes, total.receivedTime) : facts.sentRate;
  facts.asked = askedRate(report.settings, sums.streams);
  facts.seconds =
      secondsOf(std::max(report.elapsed, report.settings.omit + std::max(total.sentTime, total.receivedTime)));
  facts.stopped = report.interrupted;
  facts.counted = secondsOf(std::max(total.sentTime, total.receivedTime));
  (sender ? facts.senderCpu : facts.receiverCpu) = cpuOf(report, sender);
  if (report.peerCpuPercent) (sender ? facts.receiverCpu : facts.senderCpu) = *report.peerCpuPercent / streams;
  facts.variation =
      variationOf(overLines(report, sender, [](const auto& line) { return std::optional(line.bitsPerSecond()); }));
  facts.udp ? addUdp(facts, total) : addTcp(facts, report, sender, total, sums);
  facts.addedMs = addedLatency(report, sender);
  if (!facts.addedMs && sender && facts.rttMs && facts.minRttMs) facts.addedMs = *facts.rttMs - *facts.minRttMs;
  return facts;
}

std::optional<double> networkLimited(const WhyFacts& facts) {
  if (!facts.receiverLimited || !facts.senderLimited) return std::nullopt;
  return std::max(0.0, 100 - *facts.receiverLimited - *facts.senderLimited);
}

std::optional<double> rttGrowth(const WhyFacts& facts) {
  if (!facts.rttMs || !facts.minRttMs || *facts.minRttMs <= 0) return std::nullopt;
  return *facts.rttMs / *facts.minRttMs;
}

}  // namespace synscope
