#pragma once

#include <string_view>

namespace synscope {

/// How sure we are, from what was seen. kCertain: nothing else explains it. kLikely: another cause would be unusual.
/// kPossible: several causes look the same from here; the words name them and the check that would decide.
enum class Confidence { kCertain, kLikely, kPossible };

std::string_view name(Confidence confidence);

}  // namespace synscope
