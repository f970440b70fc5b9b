#include "core/engine/base/user_name.h"

namespace synscope {

std::optional<std::string> userName(std::uint32_t) {
  return std::nullopt;
}

}  // namespace synscope
