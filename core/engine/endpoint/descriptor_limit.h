#pragma once

namespace synscope {

/// Raises the number of descriptors this process may open as far as it may without rights (setrlimit(2), soft up to
/// hard): 1,024 is what many systems start with. Affects the whole process; programs it starts inherit it.
void raiseDescriptorLimit();

}  // namespace synscope
