#pragma once

#include <string>

namespace synscope {

/// Whether this system can do something, and if not why, and what would help. A missing ability is neither an error nor
/// a silent gap.
struct Capability {
  bool available = true;
  std::string reason;  ///< Catalogue key of why it is missing: "capability.error-queue.not-linux"; empty if available.
  std::string remedy;  ///< Catalogue key of what would help; empty where nothing does.

  bool operator==(const Capability&) const = default;
};

}  // namespace synscope
