#include "core/logic/latency/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace synscope {
namespace {

constexpr unsigned kBits = 4;  ///< 16 bins for a power of two.
constexpr std::size_t kPerOctave = std::size_t{1} << kBits;
constexpr std::size_t kBins = (63 - kBits) * kPerOctave + kPerOctave;

}  // namespace

std::size_t LatencyHistogram::binOf(Duration value) {
  const auto ns = static_cast<std::uint64_t>(std::max<Duration::rep>(value.count(), 0));
  if (ns < kPerOctave) return static_cast<std::size_t>(ns);
  const auto octave = static_cast<unsigned>(std::bit_width(ns)) - 1 - kBits;
  return octave * kPerOctave + static_cast<std::size_t>(ns >> octave);
}

Duration LatencyHistogram::beginOf(std::size_t bin) {
  if (bin < kPerOctave) return Duration(static_cast<Duration::rep>(bin));
  if (bin >= kBins) return Duration::max();
  const std::size_t octave = bin / kPerOctave - 1;
  return Duration(static_cast<Duration::rep>((kPerOctave + bin % kPerOctave) << octave));
}

void LatencyHistogram::add(Duration value) {
  const std::size_t bin = binOf(value);
  if (bin >= m_counts.size()) m_counts.resize(bin + 1);
  ++m_counts[bin];
}

std::vector<LatencyBin> LatencyHistogram::bins() const {
  std::vector<LatencyBin> bins;
  const auto first = std::ranges::find_if(m_counts, [](std::uint64_t count) { return count > 0; });
  for (auto bin = static_cast<std::size_t>(first - m_counts.begin()); bin < m_counts.size(); ++bin)
    bins.push_back({beginOf(bin), beginOf(bin + 1), m_counts[bin]});
  return bins;
}

}  // namespace synscope
