#include "core/engine/endpoint/descriptor_limit.h"

#include <sys/resource.h>

#include <algorithm>

namespace synscope {
namespace {

constexpr rlim_t kEnough = 1'048'576;

}  // namespace

void raiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kEnough) return;
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, kEnough));
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace synscope
