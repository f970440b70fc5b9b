#pragma once

#include "core/engine/endpoint/traffic_store.h"

#include <QFile>

namespace synscope {

/// Goes through the entries of some bytes in order and hands over those records that were asked for.
class TrafficWalk {
 public:
  /// @param number Of the first record that will be seen.
  TrafficWalk(std::uint64_t number, std::uint64_t first, std::uint64_t count, const TrafficLog::Visitor& visitor)
      : m_number(number), m_first(first), m_behind(first + count), m_visitor(visitor) {}

  /// Returns how many bytes were whole entries.
  std::size_t through(std::span<const std::byte> bytes);
  /// The bytes of a file from `offset` up to `end`.
  void throughFile(QFile& file, std::uint64_t offset, std::uint64_t end);

  /// The visitor has had enough, everything asked for was seen, or something could not be read.
  bool done() const { return m_done || m_number >= m_behind; }
  /// Of the record that comes next.
  std::uint64_t number() const { return m_number; }

 private:
  std::uint64_t m_number, m_first, m_behind;
  const TrafficLog::Visitor& m_visitor;
  bool m_done = false;
};

}  // namespace synscope
