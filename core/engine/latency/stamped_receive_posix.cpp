#include "core/engine/base/clock.h"
#include "core/engine/latency/stamped_receive.h"

namespace synscope {

void stampArrivals(qintptr) {}

StampedRead receiveStamped(qintptr fd, std::span<std::byte> buffer) {
  StampedRead read;
  read.result = receiveInto(fd, buffer);
  read.at = monotonicNow();
  return read;
}

}  // namespace synscope
