#include "core/engine/base/close_native.h"

#include <unistd.h>

namespace synscope {

void closeNative(qintptr fd) {
  ::close(static_cast<int>(fd));
}

}  // namespace synscope
