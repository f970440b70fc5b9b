#include "core/logic/throughput/interval_maths.h"

#include <algorithm>
#include <limits>

namespace synscope {
namespace {

constexpr Duration kStall = std::chrono::milliseconds(500);
constexpr double kCpuBoundPercent = 95, kCpuFreePercent = 85;        ///< Between them a bout goes on.
constexpr Duration kShortestForCpu = std::chrono::milliseconds(50);  ///< A thread looks at its clock each 10 ms.
constexpr std::size_t kMaxLive = 1000, kMaxMarks = 1000;
constexpr std::size_t kMaxStreamLines = 200'000;  ///< Lines times streams.

template <typename T>
std::optional<T> grown(const std::optional<T>& from, const std::optional<T>& to) {
  if (!to) return std::nullopt;
  return *to - std::min(*to, from.value_or(T{}));
}

std::optional<DatagramCounts> grownCounts(const std::optional<DatagramCounts>& from,
                                          const std::optional<DatagramCounts>& to) {
  if (!to) return std::nullopt;
  const DatagramCounts before = from.value_or(DatagramCounts{});
  DatagramCounts counts = *to;
  counts.packets -= std::min(counts.packets, before.packets);
  counts.lost -= before.lost;
  counts.outOfOrder -= std::min(counts.outOfOrder, before.outOfOrder);
  counts.bufferDrops = grown(before.bufferDrops, to->bufferDrops);
  return counts;
}

std::optional<double> cpuBetween(const StreamSample& from, const StreamSample& to) {
  if (!to.cpu) return std::nullopt;
  return cpuShare(*to.cpu - from.cpu.value_or(Duration{}), to.cpuAt - from.cpuAt);
}

StreamInterval streamBetween(const StreamSample& from, const StreamSample& to) {
  StreamInterval stream;
  stream.stream = to.stream;
  stream.sender = to.sender;
  stream.bytes = to.bytes - std::min(to.bytes, from.bytes);
  stream.retransmits = grown(from.retransmits, to.retransmits);
  stream.rttUs = to.rttUs;
  stream.rttVarianceUs = to.rttVarianceUs;
  stream.cwndBytes = to.cwndBytes;
  stream.sendWindowBytes = to.sendWindowBytes;
  stream.datagrams = grownCounts(from.datagrams, to.datagrams);
  stream.cpuPercent = cpuBetween(from, to);
  return stream;
}

std::optional<double> meanCpu(const std::optional<double>& early, Duration first, const std::optional<double>& late,
                              Duration second) {
  if (!early || !late || first + second <= Duration{}) return early ? early : late;
  return (*early * toMs(first) + *late * toMs(second)) / toMs(first + second);
}

void appendTo(StreamInterval& early, const StreamInterval& late) {
  StreamInterval both = late;
  both.cpuPercent = meanCpu(early.cpuPercent, early.end - early.begin, late.cpuPercent, late.end - late.begin);
  both.begin = early.begin;
  both.bytes += early.bytes;
  if (both.retransmits) *both.retransmits += early.retransmits.value_or(0);
  if (both.datagrams && early.datagrams) {
    both.datagrams->packets += early.datagrams->packets;
    both.datagrams->lost += early.datagrams->lost;
    both.datagrams->outOfOrder += early.datagrams->outOfOrder;
    if (both.datagrams->bufferDrops) *both.datagrams->bufferDrops += early.datagrams->bufferDrops.value_or(0);
  }
  early = both;
}

/// Two lines that follow each other as one.
void appendTo(ThroughputInterval& early, const ThroughputInterval& late) {
  early.cpuPercent = meanCpu(early.cpuPercent, early.end - early.begin, late.cpuPercent, late.end - late.begin);
  early.end = late.end;
  for (std::size_t i = 0; i < early.streams.size() && i < late.streams.size(); ++i)
    appendTo(early.streams[i], late.streams[i]);
}

std::vector<ThroughputInterval> mergedByTwos(const std::vector<ThroughputInterval>& lines) {
  std::vector<ThroughputInterval> merged;
  for (bool open = false; const ThroughputInterval& line : lines) {
    open = open && merged.back().omitted == line.omitted;
    open ? appendTo(merged.back(), line) : merged.push_back(line);
    open = !open;
  }
  return merged;
}

}  // namespace

std::optional<std::uint32_t> congestionWindow(const TcpInfo& info) {
  if (!info.cwnd || !info.sendMss) return std::nullopt;
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::min(kMost, std::uint64_t{*info.cwnd} * *info.sendMss));
}

double cpuShare(Duration used, Duration time) {
  return time > Duration{} ? std::clamp(toMs(used) / toMs(time) * 100, 0.0, 100.0) : 0;
}

ThroughputInterval intervalBetween(const ThroughputSample& from, const ThroughputSample& to, bool omitted) {
  ThroughputInterval interval;
  interval.begin = from.at;
  interval.end = to.at;
  interval.omitted = omitted;
  for (std::size_t i = 0; i < to.streams.size(); ++i) {
    const StreamSample before = i < from.streams.size() ? from.streams[i] : StreamSample{};
    StreamInterval& stream = interval.streams.emplace_back(streamBetween(before, to.streams[i]));
    stream.begin = from.at;
    stream.end = to.at;
    stream.omitted = omitted;
  }
  for (const StreamInterval& stream : interval.streams)
    if (stream.cpuPercent) interval.cpuPercent = interval.cpuPercent.value_or(0) + *stream.cpuPercent;
  return interval;
}

IntervalRecorder::IntervalRecorder(const ThroughputSettings& settings, Duration interval)
    : m_interval(interval), m_omit(settings.omit), m_paced(settings.bitsPerSecond.value_or(1) > 0) {
  if (settings.protocol == Protocol::kTcp && !settings.bitsPerSecond) m_paced = false;
}

void IntervalRecorder::add(const ThroughputSample& sample) {
  if (!m_last) {
    m_lineBegin = m_last = sample;
    m_lineDue = sample.at + m_interval;
    if (m_omit <= Duration{}) m_omitEnd = sample;
    return;
  }
  if (sample.at <= m_last->at) return;
  const ThroughputInterval live = intervalBetween(*m_last, sample, !m_omitEnd);
  watch(live, sample);
  if (m_live.size() >= kMaxLive) m_live.erase(m_live.begin(), m_live.begin() + kMaxLive / 2);
  m_live.push_back(live);
  const bool omitOver = !m_omitEnd && sample.at >= m_omit;
  if (omitOver || (m_interval > Duration{} && sample.at >= m_lineDue)) closeLine(sample);
  if (omitOver) {
    m_omitEnd = sample;
    m_lineDue = sample.at + m_interval;
    mark(ThroughputMark::Kind::kOmitEnds, sample.at, 0);
  }
  m_last = sample;
}

void IntervalRecorder::finish(const ThroughputSample& sample) {
  add(sample);
  if (!m_last) return;
  const Duration open = m_last->at - m_lineBegin->at;
  if (m_interval > Duration{} && open > Duration{} && (open * 10 >= m_interval || m_lines.empty())) closeLine(*m_last);
  mark(ThroughputMark::Kind::kEnd, m_last->at, 0);
}

void IntervalRecorder::closeLine(const ThroughputSample& sample) {
  if (m_interval > Duration{}) addLine(intervalBetween(*m_lineBegin, sample, !m_omitEnd));
  m_lineBegin = sample;
  while (m_interval > Duration{} && m_lineDue <= sample.at)
    m_lineDue += m_interval;
}

void IntervalRecorder::addLine(ThroughputInterval line) {
  const std::size_t perLine = std::max<std::size_t>(line.streams.size(), 1);
  m_newLines.push_back(line);
  m_lines.push_back(std::move(line));
  if (m_lines.size() * perLine > kMaxStreamLines) m_lines = mergedByTwos(m_lines);
  if (m_newLines.size() * perLine > kMaxStreamLines) m_newLines.clear();
}

void IntervalRecorder::watch(const ThroughputInterval& live, const ThroughputSample& sample) {
  for (std::size_t i = 0; i < live.streams.size(); ++i)
    watchStream(live.streams[i], sample.streams[i]);
}

/// A mark where a bout begins, not at every sample within it.
void IntervalRecorder::watchStream(const StreamInterval& live, const StreamSample& sample) {
  using Kind = ThroughputMark::Kind;
  Watch& seen = m_watches[live.stream];
  const bool retransmits = live.retransmits.value_or(0) > 0;
  if (retransmits && !seen.retransmits) mark(Kind::kRetransmits, live.end, live.stream);
  seen.retransmits = retransmits;
  if (live.bytes > 0) {
    seen.quietSince = live.end;
    seen.stalled = false;
  }
  if (!m_paced && !seen.stalled && live.end - seen.quietSince >= kStall) {
    seen.stalled = true;
    mark(Kind::kStall, seen.quietSince, live.stream);
  }
  if (!sample.alive && seen.alive) mark(Kind::kStreamDied, live.end, live.stream);
  seen.alive = sample.alive;
  watchCpu(live);
}

/// One thread serves one stream: it can use one core.
void IntervalRecorder::watchCpu(const StreamInterval& live) {
  if (live.end - live.begin < kShortestForCpu) return;
  Watch& seen = m_watches[live.stream];
  const bool bound = live.cpuPercent.value_or(0) >= (seen.cpuBound ? kCpuFreePercent : kCpuBoundPercent);
  if (bound && !seen.cpuBound) mark(ThroughputMark::Kind::kCpuBound, live.begin, live.stream);
  seen.cpuBound = bound;
}

void IntervalRecorder::mark(ThroughputMark::Kind kind, Duration at, int stream) {
  if (m_marks.size() < kMaxMarks || kind == ThroughputMark::Kind::kEnd) m_marks.push_back({kind, at, stream});
}

}  // namespace synscope
