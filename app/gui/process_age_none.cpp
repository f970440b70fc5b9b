#include "app/gui/process_age.h"

namespace synscope {

std::optional<Duration> processAge() {
  return std::nullopt;
}

}  // namespace synscope
