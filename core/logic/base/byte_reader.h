#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace synscope {

/// Reads a hostile message front to back, numbers in network byte order.
/// Invariant: never reads past the end. A read that does not fit gives 0 or nothing, moves to the end, and ok() stays
/// false from then on.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : m_rest(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::uint64_t u64() { return number(8); }

  std::span<const std::byte> bytes(std::size_t count) {
    if (count > m_rest.size()) return fail();
    const auto taken = m_rest.first(count);
    m_rest = m_rest.subspan(count);
    return taken;
  }
  void skip(std::size_t count) { bytes(count); }

  std::span<const std::byte> rest() const { return m_rest; }
  std::size_t left() const { return m_rest.size(); }
  bool ok() const { return m_ok; }

 private:
  std::span<const std::byte> fail() {
    m_ok = false;
    m_rest = m_rest.last(0);
    return {};
  }
  std::uint64_t number(std::size_t length) {
    std::uint64_t value = 0;
    for (std::byte byte : bytes(length))
      value = value << 8 | std::to_integer<std::uint64_t>(byte);
    return value;
  }

  std::span<const std::byte> m_rest;
  bool m_ok = true;
};

/// The bytes as text, whatever they are; sanitize before showing.
inline std::string textOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace synscope
