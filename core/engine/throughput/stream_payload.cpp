#include "core/engine/throughput/stream_payload.h"

#include "core/logic/base/rng.h"

namespace synscope {

std::shared_ptr<const std::vector<std::byte>> streamPayload(std::uint32_t length, bool repeating) {
  auto payload = std::make_shared<std::vector<std::byte>>(length);
  Rng rng(length);
  std::uint64_t random = 0;
  for (std::uint32_t i = 0; i < length; ++i) {
    if (i % sizeof random == 0) random = rng.next();
    (*payload)[i] = static_cast<std::byte>(repeating ? '0' + i % 10 : random >> i % sizeof random * 8 & 0xff);
  }
  return payload;
}

}  // namespace synscope
