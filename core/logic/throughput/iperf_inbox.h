#pragma once

#include "core/logic/base/byte_reader.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace synscope {

/// What came on a control connection and has not been used yet, whatever the segmentation. Grows with what came, never
/// with what a length announces.
class IperfInbox {
 public:
  enum class Frame { kPartial, kWhole, kBadLength };

  void add(std::span<const std::byte> bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }

  std::size_t size() const { return m_bytes.size() - m_used; }
  bool empty() const { return size() == 0; }
  std::byte front() const { return m_bytes[m_used]; }
  std::span<const std::byte> rest() const { return std::span(m_bytes).subspan(m_used); }

  void drop(std::size_t count) {
    m_used += count;
    if (m_used < m_bytes.size()) return;
    m_bytes = {};
    m_used = 0;
  }

  /// A JSON message at the front: whole, it is moved into `json`. A length of 0 or beyond `maxLength` is bad as soon as
  /// it is there.
  Frame takeFrame(std::size_t maxLength, std::string& json) {
    ByteReader reader(rest());
    const std::size_t length = reader.u32();
    if (!reader.ok()) return Frame::kPartial;
    if (length == 0 || length > maxLength) return Frame::kBadLength;
    if (reader.left() < length) return Frame::kPartial;
    json = textOf(reader.bytes(length));
    drop(4 + length);
    return Frame::kWhole;
  }

 private:
  std::vector<std::byte> m_bytes;
  std::size_t m_used = 0;
};

}  // namespace synscope
