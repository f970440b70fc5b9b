#pragma once

#include "core/logic/base/result.h"
#include "core/logic/reach/attempt.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace synscope {

/// Reads a list of ports: `22,80,8000-8100`, `-100` (1 to 100), `60000-` (to 65535), `all`, service names. Commas,
/// semicolons and spaces separate, full-width ones too. Returns the ports ascending, each once, at least one.
///
/// Errors: kEmptyInput, kTooLong (over 64 KiB), kBadPort (0, 65536, junk), kBadPortRange (reversed), kUnknownService;
/// `subject` is the item that was wrong, cut to 80 bytes.
Result<std::vector<std::uint16_t>> parsePorts(std::string_view text, Protocol protocol);

}  // namespace synscope
