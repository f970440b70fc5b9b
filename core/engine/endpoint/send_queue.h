#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <vector>

namespace synscope {

/// Bytes that wait for the kernel to take them, in order. Invariant: holds at most limit() bytes.
class SendQueue {
 public:
  static constexpr std::size_t limit() { return std::size_t{16} * 1024 * 1024; }

  bool empty() const { return m_size == 0; }
  std::size_t size() const { return m_size; }
  bool fits(std::size_t more) const { return more <= limit() - m_size; }

  /// Precondition: fits(bytes.size()).
  void append(std::span<const std::byte> bytes);
  /// The oldest pieces; valid until the next change.
  std::vector<std::span<const std::byte>> front(std::size_t mostPieces) const;
  /// Forgets the oldest `count` bytes.
  void drop(std::size_t count);
  void clear();

 private:
  std::deque<std::vector<std::byte>> m_pieces;
  std::size_t m_offset = 0;  ///< Bytes of the first piece that are gone already.
  std::size_t m_size = 0;
};

}  // namespace synscope
