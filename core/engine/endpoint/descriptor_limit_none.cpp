#include "core/engine/endpoint/descriptor_limit.h"

namespace synscope {

void raiseDescriptorLimit() {}

}  // namespace synscope
