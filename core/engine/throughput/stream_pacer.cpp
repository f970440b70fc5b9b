#include "core/engine/throughput/stream_pacer.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr Duration kMostCredit = std::chrono::milliseconds(100);

}  // namespace

StreamPacer::StreamPacer(std::uint64_t bitsPerSecond, std::uint32_t blockLength, int burst, TimePoint start)
    : m_burst(static_cast<std::uint64_t>(std::max(burst, 1))), m_due(start) {
  if (bitsPerSecond == 0) return;
  const double seconds = 8.0 * blockLength / static_cast<double>(bitsPerSecond);
  m_gap = std::max(Duration(1), std::chrono::round<Duration>(std::chrono::duration<double>(seconds)));
}

std::uint64_t StreamPacer::blocksDue(TimePoint now, std::uint64_t most) const {
  if (!limited()) return most;
  if (now < m_due) return 0;
  const auto due = static_cast<std::uint64_t>((now - m_due) / m_gap) + m_burst;
  return std::min(most, due);
}

void StreamPacer::sent(std::uint64_t blocks, TimePoint now) {
  if (!limited()) return;
  m_due = std::max(m_due, now - kMostCredit) + m_gap * static_cast<Duration::rep>(blocks);
}

}  // namespace synscope
