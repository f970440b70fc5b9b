#pragma once

#include "core/logic/base/time.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace synscope {

/// The latest values of a series, in the order they came and by size, so that percentiles over them are exact.
/// A value costs one binary search and the move of at most 512 others. Bounded: a ring of the size, and chunks of
/// 4 KiB of which any two neighbours hold more than 384 values; from the moment the window is full it takes no more:
/// 0.3 MB for kSize.
class LatencyWindow {
 public:
  static constexpr std::size_t kSize = 10'000;

  explicit LatencyWindow(std::size_t size = kSize) : m_most(size) {}

  void add(Duration value);
  std::size_t count() const { return m_latest.size(); }
  /// The smallest value that at least `percent` of the values do not exceed (nearest rank): 0 < percent <= 100.
  std::optional<Duration> percentile(double percent) const;
  /// Bytes that are taken for values.
  std::size_t room() const;

 private:
  using Chunk = std::vector<Duration>;

  void insert(Duration value);
  void erase(Duration value);
  std::vector<Chunk>::iterator chunkFor(Duration value);
  void takeRoom();
  void split(std::vector<Chunk>::iterator chunk);
  bool join(std::vector<Chunk>::iterator chunk);
  void putAside(std::vector<Chunk>::iterator chunk);

  std::size_t m_most;
  std::size_t m_oldest = 0;
  std::vector<Duration> m_latest;  ///< A ring once it is full.
  std::vector<Chunk> m_chunks;     ///< Ascending, within and from one to the next; none is empty beside others.
  std::vector<Chunk> m_spare;      ///< Empty ones with their memory.
};

}  // namespace synscope
