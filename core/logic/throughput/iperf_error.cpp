#include "core/logic/throughput/iperf_error.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr auto kKnown = std::to_array<std::uint32_t>(
    {5,   6,   7,   8,   10,  11,  12,  15,  20,  21,  27,  34,  37,  39,  100, 101, 102, 103,
     104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121,
     122, 123, 124, 125, 126, 127, 128, 129, 132, 134, 136, 141, 142, 144, 145, 150, 151, 152,
     153, 154, 159, 160, 200, 201, 202, 203, 204, 205, 206, 207, 208, 300, 301});

}  // namespace

std::span<const std::uint32_t> knownIperfErrors() {
  return kKnown;
}

std::string iperfErrorKey(std::uint32_t number) {
  const bool known = std::ranges::binary_search(kKnown, number);
  return "iperf-error." + (known ? std::to_string(number) : "unknown");
}

Error iperfRefusal(std::uint32_t number, std::uint32_t osCode) {
  const std::string foreign = osCode == 0 ? std::string() : " (errno " + std::to_string(osCode) + ')';
  return {ErrorCode::kThroughputRefused, iperfErrorKey(number), std::to_string(number) + foreign, 0};
}

}  // namespace synscope
