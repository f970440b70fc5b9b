#pragma once

#include "core/logic/base/rng.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace synscope {

using Bytes = std::vector<std::byte>;

/// Builds a message front to back, numbers in network byte order.
class ByteWriter {
 public:
  ByteWriter& u8(unsigned value) { return number(value, 1); }
  ByteWriter& u16(unsigned value) { return number(value, 2); }
  ByteWriter& u24(unsigned value) { return number(value, 3); }
  ByteWriter& u32(std::uint32_t value) { return number(value, 4); }
  ByteWriter& u64(std::uint64_t value) { return number(value, 8); }

  ByteWriter& text(std::string_view text) {
    for (char c : text)
      m_bytes.push_back(static_cast<std::byte>(c));
    return *this;
  }
  ByteWriter& bytes(std::span<const std::byte> bytes) {
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    return *this;
  }
  ByteWriter& zeros(std::size_t count) {
    m_bytes.resize(m_bytes.size() + count);
    return *this;
  }
  ByteWriter& random(Rng& rng, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      u8(rng.next() & 0xff);
    return *this;
  }

  std::size_t size() const { return m_bytes.size(); }
  Bytes take() { return std::move(m_bytes); }

 private:
  ByteWriter& number(std::uint64_t value, int length) {
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      m_bytes.push_back(static_cast<std::byte>(value >> shift & 0xff));
    }
    return *this;
  }

  Bytes m_bytes;
};

}  // namespace synscope
