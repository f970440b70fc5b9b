#include "core/engine/throughput/ack_clock.h"

namespace synscope {

AckClock::AckClock(qintptr fd) : m_fd(fd) {}

AckClock::~AckClock() = default;

std::optional<Duration> AckClock::take() {
  Q_UNUSED(m_fd);
  return std::nullopt;
}

}  // namespace synscope
