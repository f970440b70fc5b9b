#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace synscope {

/// What lies in one stretch of time: the least, the greatest and the sum of its samples.
struct PlotBucket {
  double begin = 0, end = 0;
  double low = 0, high = 0, sum = 0;
  std::uint32_t count = 0;
  bool broken = false;  ///< The line is interrupted before it.

  double mean() const { return sum / count; }
  void add(double time, double value);
  void add(const PlotBucket& other);
};

/// The samples of one line, for any length of time in bounded memory: the newest as they came, older ones only as
/// stretches of 16, 64, 256 … samples. Every stretch keeps its extremes, so no peak is lost.
/// Invariant: buckets of a level are in order of time; there are at most mostKept(level) of them, on kLevels levels:
/// 2.6 MB for a whole line. What came more than 4·10⁹ samples ago (at a thousand a second: 50 days) is let go.
class PlotSeries {
 public:
  static constexpr std::size_t kWhole = 4096;  ///< A stretch of any length has 1,024 buckets: about one per pixel.
  static constexpr std::size_t kSmall = 512;   ///< For one of very many lines: an eighth of that.
  static constexpr std::size_t kLevels = 10;

  /// @param kept Buckets of each coarser level; of single samples four times as many are kept.
  explicit PlotSeries(std::size_t kept = kWhole) : m_kept(kept) {}

  /// Seconds, nearly in order; a sample that is late is put where it belongs or, very late, at the end.
  void append(double time, double value);
  /// What follows is not joined to what came before.
  void interrupt();
  void clear();
  /// Puts a bucket of all() back; in order of time.
  void restore(const PlotBucket& bucket);
  /// Takes all the memory it can ever need: from then on a line that goes on for days takes no more.
  void takeRoom();

  /// Bytes that are taken for buckets.
  std::size_t room() const;
  std::size_t mostKept(std::size_t level) const { return level == 0 ? 4 * m_kept : m_kept; }
  bool isEmpty() const { return m_count == 0; }
  std::uint64_t count() const { return m_count; }
  double first() const { return m_first; }
  double last() const { return m_last; }

  /// The stretch from..to as at most about `columns` + 2 buckets, one per column of a fixed grid, so that a window that
  /// moves on does not shimmer. One bucket before and one behind are included: lines reach the edges.
  std::vector<PlotBucket> columns(double from, double to, int columns) const;
  /// The finest bucket at or next to a time, no further off than `reach` seconds.
  std::optional<PlotBucket> at(double time, double reach) const;
  /// Everything that is kept, the finest there is for each time.
  std::vector<PlotBucket> all() const;
  /// The same with neighbours put together: at most about twice `most` buckets where the line is often interrupted,
  /// else `most`.
  std::vector<PlotBucket> atMost(std::size_t most) const;

 private:
  struct Level {
    std::vector<PlotBucket> ring;
    std::size_t oldest = 0;
    bool dropped = false;  ///< It does not reach back to the beginning any more.
    PlotBucket open;

    std::size_t size() const { return ring.size(); }
    const PlotBucket& operator[](std::size_t index) const { return ring[(oldest + index) % ring.size()]; }
    PlotBucket& operator[](std::size_t index) { return ring[(oldest + index) % ring.size()]; }
    void push(const PlotBucket& bucket, std::size_t most);
    std::size_t lowerBound(double time) const;
    std::size_t firstAfter(double time) const;
  };
  /// Buckets begin..end of a level.
  struct Part {
    const Level* level;
    std::size_t begin, end;
  };

  void appendTo(std::size_t level, const PlotBucket& bucket);
  void sortLast();
  const Level& levelFor(double from, double to, int columns) const;
  std::vector<Part> parts() const;

  std::size_t m_kept;
  Level m_levels[kLevels];
  bool m_interrupted = false;
  std::uint64_t m_count = 0;
  double m_first = 0, m_last = 0;
};

}  // namespace synscope
