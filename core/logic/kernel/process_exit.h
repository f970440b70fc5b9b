#pragma once

#include <optional>

namespace synscope {

/// How a process ended, as far as the system tells an outsider.
struct ProcessExit {
  std::optional<int> signal;  ///< That ended it, as in signal(7).
  std::optional<int> status;  ///< Of exit(3), 0 to 255.

  bool operator==(const ProcessExit&) const = default;
};

}  // namespace synscope
