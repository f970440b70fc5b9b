#include "core/engine/base/thread_room.h"
#include "core/engine/base/unique_fd.h"

#include <array>
#include <fcntl.h>
#include <unistd.h>

namespace synscope {

/// A thread takes one (eventfd) or two (pipe); the others are for who takes some at the same moment.
bool roomForThread() {
  std::array<UniqueFd, 8> taken;
  for (UniqueFd& fd : taken) {
    fd.reset(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!fd) return false;
  }
  return true;
}

}  // namespace synscope
