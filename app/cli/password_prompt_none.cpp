#include "app/cli/password_prompt.h"

namespace synscope {

std::optional<std::string> askForPassword(const std::string&) {
  return std::nullopt;
}

}  // namespace synscope
