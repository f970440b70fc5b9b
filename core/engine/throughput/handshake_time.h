#pragma once

#include "core/logic/reach/attempt.h"

namespace synscope {

/// What one handshake took: by the kernel's clock where it tells, else as this program saw it. Idle and loaded
/// handshakes are compared, so both are timed the same way.
inline Duration handshakeTime(const Attempt& attempt) {
  return attempt.kernelRtt.value_or(attempt.elapsed);
}

}  // namespace synscope
