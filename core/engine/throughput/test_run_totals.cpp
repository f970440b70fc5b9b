#include "core/engine/throughput/data_stream_calls.h"
#include "core/engine/throughput/run_stream.h"
#include "core/engine/throughput/test_run.h"
#include "core/logic/throughput/throughput_text.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kLongestCongestionName = 15;  // TCP_CA_NAME_MAX without its NUL.

std::int64_t signedPackets(const StreamReading& reading) {
  return static_cast<std::int64_t>(reading.counts.packets);
}

std::optional<std::uint64_t> retransmitsSince(const StreamReading& base, const StreamReading& now) {
  if (!now.info || !now.info->totalRetransmits) return std::nullopt;
  return *now.info->totalRetransmits - (base.info ? base.info->totalRetransmits.value_or(0) : 0);
}

DatagramCounts datagramsSince(bool sender, const StreamReading& base, const StreamReading& now) {
  DatagramCounts counts;
  counts.packets = now.counts.packets - base.counts.packets;
  if (sender) return counts;
  counts.lost = now.counts.lost - base.counts.lost;
  counts.outOfOrder = now.counts.outOfOrder - base.counts.outOfOrder;
  counts.jitter = now.counts.jitter;
  if (now.bufferDrops) counts.bufferDrops = *now.bufferDrops - base.bufferDrops.value_or(0);
  return counts;
}

/// Adds where both are known.
void addKnown(std::optional<double>& sum, const std::optional<double>& value) {
  sum = sum && value ? std::optional(*sum + *value) : std::nullopt;
}

/// What the other end counted of a stream, with its omit time taken off.
void addPeerCounts(StreamTotal& total, const IperfStreamResult& peer, bool retransmitsAreReal, bool udp) {
  const Duration time = peer.time.value_or(total.sender ? total.sentTime : total.receivedTime);
  (total.sender ? total.receivedBytes : total.sentBytes) = peer.bytes;
  (total.sender ? total.receivedTime : total.sentTime) = time;
  if (!total.sender && retransmitsAreReal) total.retransmits = peer.retransmits;
  if (!total.sender || !udp) return;
  DatagramCounts counts;
  counts.packets =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, peer.packets - peer.omittedPackets.value_or(0)));
  counts.lost = peer.errors - peer.omittedErrors.value_or(0);
  counts.jitter = peer.jitter;
  total.datagrams = counts;
}

}  // namespace

Duration TestRun::measured(const RunStream& stream, TimePoint now) const {
  const TimePoint begin = *m_startedAt + m_settings.omit;
  const TimePoint end = m_stoppedAt ? std::max(*m_stoppedAt, stream.total.sender ? TimePoint{} : lastData(false)) : now;
  return std::max(end - begin, Duration::zero());
}

StreamTotal TestRun::totalOf(const RunStream& stream, TimePoint now) const {
  const StreamReading reading = stream.reading();
  const bool udp = m_settings.protocol == Protocol::kUdp;
  StreamTotal total = stream.total;
  const std::uint64_t bytes = reading.counts.bytes - stream.base.counts.bytes;
  (total.sender ? total.sentBytes : total.receivedBytes) = bytes;
  (total.sender ? total.sentTime : total.receivedTime) = measured(stream, now);
  total.info = reading.info;
  total.cpuPercent = loadOf(stream, now).total;
  if (total.sender && !udp) total.retransmits = retransmitsSince(stream.base, reading);
  if (udp) total.datagrams = datagramsSince(total.sender, stream.base, reading);
  if (!m_peer) return total;
  const auto peer = std::ranges::find(m_peer->streams, total.stream, &IperfStreamResult::id);
  if (peer != m_peer->streams.end()) addPeerCounts(total, *peer, m_peer->hasRetransmits == 1, udp);
  return total;
}

/// From the end of the omit time to that of the test, on the thread's own clock: what it has used between two looks, in
/// the time between them.
TestRun::CpuLoad TestRun::loadOf(const RunStream& stream, TimePoint now) const {
  const auto last = stream.reading().cpu;
  if (!last) return {};
  const auto& first = stream.base.cpu;
  const TimePoint begin = *m_startedAt + m_settings.omit;
  const TimePoint from = first ? first->validAt(begin) : begin;
  const Duration time = last->validAt(m_stoppedAt.value_or(now)) - from;
  CpuLoad load{cpuShare(last->used.total - (first ? first->used.total : Duration{}), time), std::nullopt};
  if (last->used.user)
    load.user = cpuShare(*last->used.user - (first ? first->used.user.value_or(Duration{}) : Duration{}), time);
  return load;
}

void TestRun::publishTotals(TimePoint now) {
  std::vector<StreamTotal> totals;
  CpuLoad load{0, 0};
  for (const auto& stream : m_streams) {
    totals.push_back(totalOf(*stream, now));
    const CpuLoad own = loadOf(*stream, now);
    addKnown(load.total, own.total);
    addKnown(load.user, own.user);
  }
  const TimePoint end = m_stoppedAt.value_or(now), begin = *m_startedAt + m_settings.omit;
  m_report->change([&](ThroughputReport& report) {
    report.streams = std::move(totals);
    report.elapsed = end - *m_startedAt;
    if (m_omitting || end <= begin) return;
    report.cpuPercent = load.total;
    report.cpuUserPercent = load.total ? load.user : std::nullopt;
    if (load.total && load.user) report.cpuSystemPercent = std::max(0.0, *load.total - *load.user);
  });
}

IperfResults TestRun::results() const {
  const ThroughputReport report = m_report->part();
  const bool udp = m_settings.protocol == Protocol::kUdp;
  IperfResults results;
  results.cpuPercent = report.cpuPercent.value_or(0);
  results.cpuUserPercent = report.cpuUserPercent.value_or(0);
  results.cpuSystemPercent = report.cpuSystemPercent.value_or(0);
  results.congestion = report.congestion;
  if (!report.client && m_settings.serverOutput) results.serverOutput = throughputText(report);
  for (const auto& stream : m_streams) {
    const StreamReading reading = stream->reading();
    const bool sender = stream->total.sender;
    IperfStreamResult result;
    result.id = stream->total.stream;
    result.bytes = reading.counts.bytes - stream->base.counts.bytes;
    result.time = measured(*stream, m_stoppedAt.value_or(TimePoint{}));
    if (sender && !udp) result.retransmits = retransmitsSince(stream->base, reading);
    if (sender) results.hasRetransmits = result.retransmits ? 1 : 0;
    if (udp) {
      result.jitter = reading.counts.jitter;
      result.errors = reading.counts.lost;
      result.packets = signedPackets(reading);
      result.omittedErrors = stream->base.counts.lost;
      result.omittedPackets = signedPackets(stream->base);
    }
    results.streams.push_back(std::move(result));
  }
  return results;
}

void TestRun::takePeerResults(const IperfResults& results) {
  m_peer = results;
  m_peer->serverOutput.clear();
  m_report->change([&](ThroughputReport& report) {
    report.peerCpuPercent = results.cpuPercent;
    report.peerCpuUserPercent = results.cpuUserPercent;
    report.peerCpuSystemPercent = results.cpuSystemPercent;
    report.peerCongestion = results.congestion.substr(0, kLongestCongestionName);
    if (m_client) report.serverOutput = results.serverOutput;
  });
  if (m_startedAt) publishTotals(m_stoppedAt.value_or(*m_startedAt));
}

bool TestRun::limitReached() const {
  if (!m_dataStarted) return false;
  if (m_receiving && m_receiving->spent() && receives()) return true;
  if (!m_sending || !m_sending->spent()) return false;
  return std::ranges::all_of(m_streams, [](const auto& stream) {
    return !stream->total.sender || (!stream->worker->working() && unsentBytes(stream->worker->fd()) == 0);
  });
}

std::optional<int> TestRun::allDead() const {
  int code = 0;
  for (const auto& stream : m_streams) {
    const StreamWorker& worker = *stream->worker;
    if (worker.osCode() != 0) code = worker.osCode();
    if (worker.osCode() == 0 && !worker.closedByPeer()) return std::nullopt;
  }
  return m_streams.empty() ? std::nullopt : std::optional(code);
}

TimePoint TestRun::lastData(bool sender) const {
  TimePoint last;
  for (const auto& stream : m_streams)
    if (stream->total.sender == sender) last = std::max(last, stream->reading().counts.lastData);
  return last;
}

std::uint64_t TestRun::receivedBytes() const {
  std::uint64_t bytes = 0;
  for (const auto& stream : m_streams)
    if (!stream->total.sender) bytes += stream->reading().counts.bytes;
  return bytes;
}

bool TestRun::receives() const {
  return std::ranges::any_of(m_streams, [](const auto& stream) { return !stream->total.sender; });
}

}  // namespace synscope
