#pragma once

#include <cstddef>
#include <cstring>
#include <optional>
#include <span>
#include <type_traits>

namespace synscope {

/// Reads numbers in host byte order at any offset of kernel memory that was copied to us; nullopt beyond its end.
class HostOrderReader {
 public:
  explicit HostOrderReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

  template <typename T>
  std::optional<T> at(std::size_t offset) const {
    static_assert(std::is_trivially_copyable_v<T>);
    if (offset > m_bytes.size() || m_bytes.size() - offset < sizeof(T)) return std::nullopt;
    T value;
    std::memcpy(&value, m_bytes.data() + offset, sizeof(T));
    return value;
  }

  std::size_t size() const { return m_bytes.size(); }

 private:
  std::span<const std::byte> m_bytes;
};

}  // namespace synscope
