#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace synscope {

/// Which of a log's records were chosen: one bit for each, so that any choice out of six million takes 850 kB, and both
/// "the n-th chosen" and "how many before this one" cost next to nothing.
class RecordSet {
 public:
  /// Precondition: not lower than any record added before.
  void add(std::uint64_t record);
  std::uint64_t count() const { return m_count; }
  bool empty() const { return m_count == 0; }

  bool contains(std::uint64_t record) const;
  /// How many chosen ones are below `record`.
  std::uint64_t countBelow(std::uint64_t record) const;
  /// The n-th chosen record, from 0. Precondition: n < count().
  std::uint64_t at(std::uint64_t n) const;
  /// The first chosen record at or behind `record`; the last one before it.
  std::optional<std::uint64_t> firstFrom(std::uint64_t record) const;
  std::optional<std::uint64_t> lastBefore(std::uint64_t record) const;

 private:
  void growTo(std::size_t words);

  std::vector<std::uint64_t> m_words;
  std::vector<std::uint64_t> m_before;  ///< How many are chosen before each block of words.
  std::uint64_t m_count = 0;
};

}  // namespace synscope
