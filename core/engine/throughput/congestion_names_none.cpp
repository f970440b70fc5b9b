#include "core/engine/throughput/congestion_names.h"

namespace synscope {

std::string allowedCongestionNames() {
  return {};
}

}  // namespace synscope
