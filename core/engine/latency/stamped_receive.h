#pragma once

#include "core/engine/endpoint/stream_calls.h"
#include "core/logic/base/time.h"

#include <cstddef>
#include <span>

namespace synscope {

/// What one read brought, and when it reached this machine.
struct StampedRead {
  StreamResult result;
  /// When the kernel took the packet from the device (Linux: SO_TIMESTAMPNS, socket(7)); else when the read returned.
  TimePoint at{};
};

/// Asks the kernel to note when packets arrive. Of no effect where the system cannot.
void stampArrivals(qintptr fd);

/// recvmsg(2) of a stream or a connected datagram socket, without waiting. For a datagram, `ended` is never set.
StampedRead receiveStamped(qintptr fd, std::span<std::byte> buffer);

}  // namespace synscope
