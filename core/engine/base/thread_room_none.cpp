#include "core/engine/base/thread_room.h"

namespace synscope {

/// Threads need no descriptors here.
bool roomForThread() {
  return true;
}

}  // namespace synscope
