#include "ui/plots/plot_series.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kMostLate = 64;          ///< Steps back that a late sample may take.
constexpr std::size_t kBucketsPerColumn = 16;  ///< Looked at for one column of pixels.

/// Samples of a bucket: 1, 16, 64, 256 …
std::uint32_t samplesOf(std::size_t level) {
  return level == 0 ? 1 : 4U << (2 * level);
}

}  // namespace

void PlotBucket::add(double time, double value) {
  if (count == 0) {
    begin = end = time;
    low = high = value;
  }
  begin = std::min(begin, time);
  end = std::max(end, time);
  low = std::min(low, value);
  high = std::max(high, value);
  sum += value;
  ++count;
}

void PlotBucket::add(const PlotBucket& other) {
  if (count == 0) {
    *this = other;
    return;
  }
  begin = std::min(begin, other.begin);
  end = std::max(end, other.end);
  low = std::min(low, other.low);
  high = std::max(high, other.high);
  sum += other.sum;
  count += other.count;
}

void PlotSeries::Level::push(const PlotBucket& bucket, std::size_t most) {
  if (ring.size() < most) {
    ring.push_back(bucket);
    return;
  }
  ring[oldest] = bucket;
  oldest = (oldest + 1) % ring.size();
  dropped = true;
}

/// The first bucket that ends at or after a time.
std::size_t PlotSeries::Level::lowerBound(double time) const {
  std::size_t first = 0, count = size();
  while (count > 0) {
    const std::size_t half = count / 2;
    if ((*this)[first + half].end < time) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first;
}

/// The first bucket that begins after a time.
std::size_t PlotSeries::Level::firstAfter(double time) const {
  std::size_t index = lowerBound(time);
  while (index < size() && (*this)[index].begin <= time)
    ++index;
  return index;
}

void PlotSeries::append(double time, double value) {
  if (!std::isfinite(time) || !std::isfinite(value)) return interrupt();
  PlotBucket one;
  one.add(time, value);
  one.broken = m_interrupted;
  restore(one);
  sortLast();
}

void PlotSeries::restore(const PlotBucket& bucket) {
  if (bucket.count == 0 || !std::isfinite(bucket.begin + bucket.end + bucket.low + bucket.high + bucket.sum)) return;
  for (std::size_t level = 0; level < kLevels; ++level)
    appendTo(level, bucket);
  m_interrupted = false;
  m_first = m_count == 0 ? bucket.begin : std::min(m_first, bucket.begin);
  m_last = m_count == 0 ? bucket.end : std::max(m_last, bucket.end);
  m_count += bucket.count;
}

std::size_t PlotSeries::room() const {
  std::size_t buckets = 0;
  for (const Level& level : m_levels)
    buckets += level.ring.capacity();
  return buckets * sizeof(PlotBucket);
}

void PlotSeries::interrupt() {
  m_interrupted = m_count > 0;
}

void PlotSeries::clear() {
  *this = PlotSeries(m_kept);
}

/// Memory that was never written is not there yet.
void PlotSeries::takeRoom() {
  for (std::size_t index = 0; index < kLevels; ++index) {
    std::vector<PlotBucket>& ring = m_levels[index].ring;
    const std::size_t size = ring.size();
    ring.reserve(mostKept(index));
    ring.resize(mostKept(index));
    ring.resize(size);
  }
}

/// A break in the line ends a stretch early if that is half full: many breaks do not make a level any longer.
void PlotSeries::appendTo(std::size_t index, const PlotBucket& bucket) {
  Level& level = m_levels[index];
  const std::uint32_t full = samplesOf(index);
  const std::size_t most = mostKept(index);
  if (bucket.broken && level.open.count * 2 > full) {
    level.push(level.open, most);
    level.open = {};
  }
  PlotBucket ordered = bucket;
  if (index > 0 && level.size() > 0) {
    ordered.begin = std::max(ordered.begin, level[level.size() - 1].end);
    ordered.end = std::max(ordered.end, ordered.begin);
  }
  level.open.add(ordered);
  if (level.open.count < full) return;
  level.push(level.open, most);
  level.open = {};
}

void PlotSeries::sortLast() {
  Level& raw = m_levels[0];
  for (std::size_t index = raw.size() - 1, steps = 0; index > 0 && steps < kMostLate; --index, ++steps) {
    if (raw[index - 1].begin <= raw[index].begin) return;
    std::swap(raw[index - 1], raw[index]);
  }
  const std::size_t last = raw.size() - 1;
  if (last > 0 && raw[last].begin < raw[last - 1].begin) raw[last].begin = raw[last].end = raw[last - 1].end;
}

/// The finest level that reaches back far enough and has not too much to look at.
const PlotSeries::Level& PlotSeries::levelFor(double from, double to, int columns) const {
  const std::size_t most = kBucketsPerColumn * static_cast<std::size_t>(std::max(1, columns));
  for (const Level& level : m_levels) {
    const bool reaches = !level.dropped || level[0].begin <= from;
    if (reaches && level.lowerBound(to) - level.lowerBound(from) <= most) return level;
  }
  return m_levels[kLevels - 1];
}

std::vector<PlotBucket> PlotSeries::columns(double from, double to, int columns) const {
  std::vector<PlotBucket> found;
  if (isEmpty() || !(to > from) || columns < 1) return found;
  const Level& level = levelFor(from, to, columns);
  const double width = (to - from) / columns;
  const std::size_t at = level.lowerBound(from), begin = at > 0 ? at - 1 : 0;
  found.reserve(static_cast<std::size_t>(columns) + 3);
  double columnEnd = -std::numeric_limits<double>::infinity();
  const auto take = [&](const PlotBucket& bucket) {
    const bool next = bucket.begin >= columnEnd;
    next || bucket.broken ? found.push_back(bucket) : found.back().add(bucket);
    if (next) columnEnd = (std::floor(bucket.begin / width) + 1) * width;
    return bucket.begin <= to;
  };
  bool inside = true;
  for (std::size_t index = begin; inside && index < level.size(); ++index)
    inside = take(level[index]);
  if (inside && level.open.count > 0) take(level.open);
  return found;
}

std::optional<PlotBucket> PlotSeries::at(double time, double reach) const {
  if (isEmpty()) return std::nullopt;
  const auto distance = [time](const PlotBucket& bucket) {
    return time < bucket.begin ? bucket.begin - time : std::max(0.0, time - bucket.end);
  };
  for (const Level& level : m_levels) {
    if (level.size() == 0 || (level.dropped && level[0].begin > time + reach)) continue;
    const std::size_t after = level.lowerBound(time);
    const PlotBucket* best = after < level.size() ? &level[after] : &level[level.size() - 1];
    if (after > 0 && distance(level[after - 1]) < distance(*best)) best = &level[after - 1];
    if (distance(*best) <= reach) return *best;
    return std::nullopt;
  }
  return std::nullopt;
}

/// What is kept, in order of time: the finest there is for each. Where a level begins within a bucket of the next one,
/// that bucket is taken whole.
std::vector<PlotSeries::Part> PlotSeries::parts() const {
  std::vector<Part> parts;
  for (const Level& level : m_levels) {
    if (level.size() == 0) continue;
    Part part{&level, 0, level.size()};
    if (!parts.empty()) {
      Part& finer = parts.back();
      const double from = (*finer.level)[0].begin;
      part.end = level.lowerBound(from);
      if (part.end < level.size() && level[part.end].begin < from)
        finer.begin = std::min(finer.level->firstAfter(level[part.end++].end), finer.end);
    }
    parts.push_back(part);
    if (!level.dropped) break;
  }
  std::reverse(parts.begin(), parts.end());
  return parts;
}

std::vector<PlotBucket> PlotSeries::all() const {
  return atMost(std::numeric_limits<std::size_t>::max());
}

std::vector<PlotBucket> PlotSeries::atMost(std::size_t most) const {
  const std::vector<Part> parts = this->parts();
  std::size_t size = 0;
  for (const Part& part : parts)
    size += part.end - part.begin;
  const std::size_t together = size <= most ? 1 : (size + most - 1) / most;
  std::vector<PlotBucket> found;
  found.reserve(size / together + 1);
  std::size_t joined = together;
  const auto take = [&](const PlotBucket& bucket) {
    const bool anew = joined == together || (bucket.broken && joined * 2 > together);
    anew ? found.push_back(bucket) : found.back().add(bucket);
    joined = anew ? 1 : joined + 1;
  };
  for (const Part& part : parts)
    for (std::size_t index = part.begin; index < part.end; ++index)
      take((*part.level)[index]);
  return found;
}

}  // namespace synscope
