#include "core/logic/reach/attempt.h"

namespace synscope {

std::string_view name(Protocol protocol) {
  return protocol == Protocol::kTcp ? "tcp" : "udp";
}

}  // namespace synscope
