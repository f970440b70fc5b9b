#include "core/logic/throughput/pacer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace synscope {

Pacer::Pacer(std::uint64_t bitsPerSecond, std::size_t blockBytes, int blocks, TimePoint start)
    : m_bytesPerNano(static_cast<double>(bitsPerSecond) / 8e9),
      m_burst(static_cast<double>(std::max<std::size_t>(blockBytes, 1)) * std::max(blocks, 1)),
      m_epoch(start) {}

std::size_t Pacer::allowance(TimePoint now) {
  if (unlimited()) return std::numeric_limits<std::size_t>::max();
  if (now < nextSend()) return 0;
  if (now - nextSend() > kCatchUp) {
    m_epoch = now - kCatchUp;
    m_sent = 0;
  }
  const double due = static_cast<double>((now - m_epoch).count()) * m_bytesPerNano - m_sent;
  return static_cast<std::size_t>(std::max(due, 0.0) + m_burst);
}

TimePoint Pacer::nextSend() const {
  if (unlimited()) return m_epoch;
  return m_epoch + Duration(static_cast<Duration::rep>(std::ceil(m_sent / m_bytesPerNano)));
}

}  // namespace synscope
