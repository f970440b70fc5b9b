#include "core/logic/throughput/throughput_report.h"

#include <algorithm>
#include <concepts>
#include <limits>

namespace synscope {
namespace {

/// What a stranger writes into headers may fill a count to its end: sums stay there.
std::int64_t sumOf(std::int64_t a, std::int64_t b) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (b > 0 && a > Limits::max() - b) return Limits::max();
  if (b < 0 && a < Limits::min() - b) return Limits::min();
  return a + b;
}

/// Windows too: four of a gibibyte are more than 32 bits.
template <std::unsigned_integral T>
T sumOf(T a, T b) {
  return b > std::numeric_limits<T>::max() - a ? std::numeric_limits<T>::max() : static_cast<T>(a + b);
}

double sumOf(double a, double b) {
  return a + b;
}

/// Adds where both are known; one known is not enough for a sum.
template <typename T>
void addKnown(std::optional<T>& sum, const std::optional<T>& value, bool first) {
  if (first) {
    sum = value;
  } else {
    sum = sum && value ? std::optional<T>(sumOf(*sum, *value)) : std::nullopt;
  }
}

/// Sum of counts; jitter is the mean of the streams', as iperf3 shows it.
class CountsSum {
 public:
  void add(const std::optional<DatagramCounts>& counts) {
    if (!counts) return;
    m_sum.packets = sumOf(m_sum.packets, counts->packets);
    m_sum.lost = sumOf(m_sum.lost, counts->lost);
    m_sum.outOfOrder = sumOf(m_sum.outOfOrder, counts->outOfOrder);
    addKnown(m_sum.bufferDrops, counts->bufferDrops, m_count == 0);
    addJitter(counts->jitter);
    ++m_count;
  }
  std::optional<DatagramCounts> sum() {
    if (m_count == 0) return std::nullopt;
    if (m_jitters > 0) m_sum.jitter = m_jitter;
    return m_sum;
  }

 private:
  /// The mean so far, moved: a sum could outgrow its type.
  void addJitter(const std::optional<Duration>& jitter) {
    if (!jitter) return;
    ++m_jitters;
    m_jitter += Duration((jitter->count() - m_jitter.count()) / m_jitters);
  }

  DatagramCounts m_sum;
  Duration m_jitter{};
  int m_count = 0, m_jitters = 0;
};

}  // namespace

double StreamInterval::bitsPerSecond() const {
  const double seconds = std::chrono::duration<double>(end - begin).count();
  return seconds > 0 ? static_cast<double>(bytes) * 8 / seconds : 0;
}

StreamInterval ThroughputInterval::sum(bool sender) const {
  StreamInterval total;
  total.stream = 0;
  total.sender = sender;
  total.begin = begin;
  total.end = end;
  total.omitted = omitted;
  CountsSum counts;
  std::uint64_t rtts = 0, rttSum = 0;
  bool first = true;
  for (const StreamInterval& stream : streams) {
    if (stream.sender != sender) continue;
    total.bytes += stream.bytes;
    addKnown(total.retransmits, stream.retransmits, first);
    addKnown(total.cwndBytes, stream.cwndBytes, first);
    addKnown(total.sendWindowBytes, stream.sendWindowBytes, first);
    addKnown(total.cpuPercent, stream.cpuPercent, first);
    counts.add(stream.datagrams);
    rtts += stream.rttUs.has_value();
    rttSum += stream.rttUs.value_or(0);
    first = false;
  }
  if (rtts > 0) total.rttUs = static_cast<std::uint32_t>(rttSum / rtts);
  total.datagrams = counts.sum();
  return total;
}

const std::optional<LatencyNumbers>& LoadedLatency::of(LoadState load) const {
  switch (load) {
    case LoadState::kIdle: return idle;
    case LoadState::kUp: return up;
    case LoadState::kDown: return down;
    case LoadState::kBoth: break;
  }
  return both;
}

bool ThroughputReport::sends() const {
  return std::ranges::find(streams, true, &StreamTotal::sender) != streams.end();
}

StreamTotal ThroughputReport::sum(bool sender) const {
  StreamTotal total;
  total.stream = 0;
  total.sender = sender;
  CountsSum counts;
  bool first = true;
  for (const StreamTotal& stream : streams) {
    if (stream.sender != sender) continue;
    total.sentBytes += stream.sentBytes;
    total.receivedBytes += stream.receivedBytes;
    total.sentTime = std::max(total.sentTime, stream.sentTime);
    total.receivedTime = std::max(total.receivedTime, stream.receivedTime);
    addKnown(total.retransmits, stream.retransmits, first);
    addKnown(total.cpuPercent, stream.cpuPercent, first);
    counts.add(stream.datagrams);
    first = false;
  }
  total.datagrams = counts.sum();
  return total;
}

}  // namespace synscope
