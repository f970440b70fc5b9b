#pragma once

#include "core/logic/base/time.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace synscope {

/// The latest values of a series, in the order they came and by size, so that percentiles over them are exact.
/// A value costs one binary search and the move of at most 512 others; memory is bounded by the size.
class LatencyWindow {
 public:
  static constexpr std::size_t kSize = 10'000;

  explicit LatencyWindow(std::size_t size = kSize) : m_most(size) {}

  void add(Duration value);
  std::size_t count() const { return m_latest.size(); }
  /// The smallest value that at least `percent` of the values do not exceed (nearest rank): 0 < percent <= 100.
  std::optional<Duration> percentile(double percent) const;

 private:
  using Chunk = std::vector<Duration>;

  void insert(Duration value);
  void erase(Duration value);
  std::vector<Chunk>::iterator chunkFor(Duration value);

  std::size_t m_most;
  std::size_t m_oldest = 0;
  std::vector<Duration> m_latest;  ///< A ring once it is full.
  std::vector<Chunk> m_chunks;     ///< Ascending within and from one to the next; none is empty.
};

}  // namespace synscope
