#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace synscope {

/// What a stream sends: bytes that compression cannot shorten, or with `repeating` the digits 0 to 9 over and over.
std::shared_ptr<const std::vector<std::byte>> streamPayload(std::uint32_t length, bool repeating);

}  // namespace synscope
