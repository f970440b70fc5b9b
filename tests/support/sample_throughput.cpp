#include "tests/support/sample_throughput.h"

#include "core/logic/throughput/loaded_latency.h"
#include "core/logic/throughput/why_slow.h"

#include <cmath>

namespace synscope {
namespace {

Duration fromSeconds(double seconds) {
  return Duration(static_cast<Duration::rep>(seconds * 1e9));
}

StreamInterval streamAt(SampleTransfer transfer, int stream, bool sender, Duration begin, Duration end) {
  const double at = toMs(begin) / 1000, length = toMs(end - begin) / 1000;
  const double rise = std::min(1.0, 0.2 + at * 0.9), wave = 1 + 0.05 * std::sin(at * 2.1 + stream * 1.7);
  StreamInterval made;
  made.stream = stream;
  made.sender = sender;
  made.begin = begin;
  made.end = end;
  made.omitted = at < 1 && transfer == SampleTransfer::kTcpUp;
  const bool dip = transfer != SampleTransfer::kUdp && at > 6 && at < 6.6;
  made.bytes = static_cast<std::uint64_t>(235e6 / 8 * rise * wave * length * (dip ? 0.45 : 1));
  if (transfer == SampleTransfer::kUdp) {
    made.bytes = static_cast<std::uint64_t>(100e6 / 8 * length);
    DatagramCounts counts;
    counts.packets = made.bytes / 1460;
    counts.lost = static_cast<std::int64_t>(static_cast<double>(counts.packets) * 0.004 * (1 + std::sin(at * 3)));
    counts.bufferDrops = static_cast<std::uint64_t>(static_cast<double>(counts.lost) * (at > 4 && at < 7 ? 0.8 : 0.1));
    counts.outOfOrder = at > 2 && at < 3 ? 3 : 0;
    counts.jitter = fromSeconds(0.00021 * (1 + 0.4 * std::sin(at * 5)));
    made.datagrams = counts;
    return made;
  }
  if (!sender && transfer == SampleTransfer::kTcpDown) made.rttUs = static_cast<std::uint32_t>(14'000 * wave);
  if (!sender) return made;
  made.retransmits = dip ? 37 : 0;
  made.rttUs = static_cast<std::uint32_t>(12'000 + 31'000 * rise * wave);
  made.cwndBytes = static_cast<std::uint32_t>(1'250'000 * rise * (dip ? 0.6 : 1));
  return made;
}

std::vector<std::pair<int, bool>> streamsOf(SampleTransfer transfer) {
  switch (transfer) {
    case SampleTransfer::kTcpUp: return {{1, true}, {3, true}, {4, true}, {5, true}};
    case SampleTransfer::kTcpBoth: return {{1, true}, {3, false}};
    case SampleTransfer::kTcpInTurn: return {{1, true}, {1, false}};
    case SampleTransfer::kFailed: return {};
    default: return {{1, false}};
  }
}

std::vector<LoadState> loadsOf(SampleTransfer transfer) {
  switch (transfer) {
    case SampleTransfer::kTcpUp: return {LoadState::kUp};
    case SampleTransfer::kTcpBoth: return {LoadState::kBoth};
    case SampleTransfer::kTcpInTurn: return {LoadState::kUp, LoadState::kDown};
    case SampleTransfer::kFailed: return {};
    default: return {LoadState::kDown};
  }
}

double waved(double level, double at) {
  return level * (1 + 0.06 * std::sin(at * 7.3) + 0.03 * std::sin(at * 19));
}

void addTotals(ThroughputReport& report, SampleTransfer transfer) {
  for (const auto& [stream, sender] : streamsOf(transfer)) {
    StreamTotal total;
    total.stream = stream;
    total.sender = sender;
    total.local = {*IpAddress::parse("192.0.2.40"), static_cast<std::uint16_t>(51'000 + stream)};
    total.peer = {*IpAddress::parse("198.51.100.20"), 5201};
    total.sentTime = total.receivedTime = report.elapsed;
    DatagramCounts counts;
    for (const ThroughputInterval& interval : report.intervals) {
      for (const StreamInterval& each : interval.streams) {
        if (each.stream != stream || each.sender != sender || each.omitted) continue;
        total.sentBytes += each.bytes;
        if (each.retransmits) total.retransmits = total.retransmits.value_or(0) + *each.retransmits;
        if (!each.datagrams) continue;
        counts.packets += each.datagrams->packets;
        counts.lost += each.datagrams->lost;
        counts.jitter = each.datagrams->jitter;
      }
    }
    if (transfer == SampleTransfer::kTcpInTurn) total.sentTime = total.receivedTime = report.elapsed / 2;
    if (transfer == SampleTransfer::kUdp) total.datagrams = counts;
    total.receivedBytes = total.sentBytes;
    report.streams.push_back(total);
  }
}

}  // namespace

std::vector<ThroughputInterval> sampleThroughputIntervals(SampleTransfer transfer, int seconds, int perSecond) {
  std::vector<ThroughputInterval> intervals;
  if (transfer == SampleTransfer::kFailed) return intervals;
  for (int index = 0; index < seconds * perSecond; ++index) {
    ThroughputInterval interval;
    interval.begin = fromSeconds(static_cast<double>(index) / perSecond);
    interval.end = fromSeconds(static_cast<double>(index + 1) / perSecond);
    interval.cpuPercent = 34 + index % 5;
    const bool secondHalf = index * 2 >= seconds * perSecond;
    for (const auto& [stream, sender] : streamsOf(transfer))
      if (transfer != SampleTransfer::kTcpInTurn || sender != secondHalf)
        interval.streams.push_back(streamAt(transfer, stream, sender, interval.begin, interval.end));
    interval.omitted = !interval.streams.empty() && interval.streams.front().omitted;
    intervals.push_back(interval);
  }
  return intervals;
}

std::vector<LoadSample> sampleLoadSamples(SampleTransfer transfer, int seconds) {
  std::vector<LoadSample> samples;
  const std::vector<LoadState> loads = loadsOf(transfer);
  if (loads.empty()) return samples;
  const auto add = [&samples](double at, LoadState load, LoadMethod method, double ms) {
    samples.push_back({fromSeconds(at), load, method, fromSeconds(ms / 1000)});
  };
  add(-0.85, LoadState::kIdle, LoadMethod::kHandshake, 12.3);
  for (int index = 0; index < 15; ++index)
    add(-0.8 + index * 0.05, LoadState::kIdle, LoadMethod::kAcknowledgement, waved(12.1, index));
  add(-0.02, LoadState::kIdle, LoadMethod::kHandshake, 12);
  for (int index = 1; index < seconds * 5; ++index) {
    const double at = index * 0.2;
    const std::size_t half = loads.size() * static_cast<std::size_t>(index) / static_cast<std::size_t>(seconds * 5);
    const double level = half == 1 ? 88 : 43.5;
    add(at, loads[half], LoadMethod::kHandshake, waved(12 + (level - 12) * std::min(1.0, 0.3 + at), at));
    if (transfer == SampleTransfer::kUdp && index == 30) samples.back().time.reset();
  }
  return samples;
}

ThroughputReport sampleThroughputReport(SampleTransfer transfer, bool finished, int seconds) {
  ThroughputReport report;
  report.host = "speed.example.net";
  report.local = {*IpAddress::parse("192.0.2.40"), 51'000};
  report.peer = {*IpAddress::parse("198.51.100.20"), 5201};
  report.peerVersion = "iperf 3.12";
  report.startedAtMs = 1'772'357'405'000;
  report.settings.protocol = transfer == SampleTransfer::kUdp ? Protocol::kUdp : Protocol::kTcp;
  report.settings.direction = transfer == SampleTransfer::kTcpUp       ? TransferDirection::kUp
                              : transfer == SampleTransfer::kTcpBoth   ? TransferDirection::kBoth
                              : transfer == SampleTransfer::kTcpInTurn ? TransferDirection::kInTurn
                                                                       : TransferDirection::kDown;
  report.settings.parallel = transfer == SampleTransfer::kTcpUp ? 4 : 1;
  report.settings.time = std::chrono::seconds(10);
  if (transfer == SampleTransfer::kTcpUp) report.settings.omit = std::chrono::seconds(1);
  if (transfer == SampleTransfer::kUdp) report.settings.bitsPerSecond = 100'000'000;
  report.congestion = "cubic";
  report.finished = finished;
  if (transfer == SampleTransfer::kFailed) {
    report.unreachable = PortVerdict{PortState::kClosed, Reason::kRst};
    report.error = Error{ErrorCode::kConnectFailed, "connect", "speed.example.net:5201", 111};
    return report;
  }
  report.intervals = sampleThroughputIntervals(transfer, seconds, 1);
  report.elapsed = std::chrono::seconds(seconds);
  addTotals(report, transfer);
  report.cpuPercent = 36;
  report.latency = loadedLatencyOf(sampleLoadSamples(transfer, seconds));
  if (!finished) return report;
  report.peerCpuPercent = 22;
  using Kind = ThroughputMark::Kind;
  if (transfer == SampleTransfer::kTcpUp) report.marks.push_back({Kind::kOmitEnds, std::chrono::seconds(1), 0});
  if (transfer != SampleTransfer::kUdp) report.marks.push_back({Kind::kStall, std::chrono::milliseconds(6200), 1});
  if (transfer == SampleTransfer::kTcpInTurn) report.marks.push_back({Kind::kTurn, report.elapsed / 2, 0});
  report.why = explainSlow(report, report.sends());
  if (bothWays(report.settings.direction)) report.whyOther = explainSlow(report, !report.sends());
  return report;
}

std::shared_ptr<ThroughputRunRecord> sampleThroughputRecord(SampleTransfer transfer) {
  auto record = std::make_shared<ThroughputRunRecord>();
  record->report = std::make_shared<ThroughputReport>(sampleThroughputReport(transfer));
  record->curves->feed(sampleThroughputIntervals(transfer, 10, 10));
  if (record->report->latency)
    record->curves->feedLatency(record->report->latency->samples, idleMedian(*record->report));
  record->curves->feedEnd(*record->report);
  return record;
}

}  // namespace synscope
