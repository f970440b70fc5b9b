#include "core/engine/throughput/stream_payload.h"

#include "core/logic/base/rng.h"

namespace synscope {

std::vector<std::byte> streamPayload(std::uint32_t length, bool repeating) {
  std::vector<std::byte> payload(length);
  Rng rng(length);
  for (std::uint32_t i = 0; i < length; ++i)
    payload[i] = static_cast<std::byte>(repeating ? '0' + i % 10 : rng.next() & 0xff);
  return payload;
}

}  // namespace synscope
