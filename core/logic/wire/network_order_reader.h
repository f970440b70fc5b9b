#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace synscope {

/// Reads numbers in network byte order (RFC 1700) at any offset of a packet; nullopt beyond its end.
class NetworkOrderReader {
 public:
  explicit NetworkOrderReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

  std::optional<std::uint8_t> u8(std::size_t offset) const { return read<std::uint8_t>(offset); }
  std::optional<std::uint16_t> u16(std::size_t offset) const { return read<std::uint16_t>(offset); }
  std::optional<std::uint32_t> u32(std::size_t offset) const { return read<std::uint32_t>(offset); }

  std::size_t size() const { return m_bytes.size(); }

 private:
  template <typename T>
  std::optional<T> read(std::size_t offset) const {
    if (offset > m_bytes.size() || m_bytes.size() - offset < sizeof(T)) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
      value = value << 8U | std::to_integer<std::uint32_t>(m_bytes[offset + i]);
    return static_cast<T>(value);
  }

  std::span<const std::byte> m_bytes;
};

}  // namespace synscope
