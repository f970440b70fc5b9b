#include "core/logic/latency/latency_window.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kChunk = 512;
constexpr std::size_t kLeastRing = 16;
constexpr std::size_t kJoined = kChunk / 4 * 3;  ///< Neighbours that hold no more than this together become one.

std::size_t mostChunks(std::size_t values) {
  return 2 * values / (kJoined + 1) + 2;
}

}  // namespace

void LatencyWindow::add(Duration value) {
  if (m_latest.size() < m_most) {
    if (m_latest.size() == m_latest.capacity())
      m_latest.reserve(std::min(m_most, std::max(kLeastRing, 2 * m_latest.size())));
    m_latest.push_back(value);
  } else {
    if (m_oldest == 0) takeRoom();
    erase(std::exchange(m_latest[m_oldest], value));
    m_oldest = (m_oldest + 1) % m_most;
  }
  insert(value);
}

/// All the chunks there can ever be; memory that was never written is not there yet.
void LatencyWindow::takeRoom() {
  const std::size_t most = mostChunks(m_most);
  m_chunks.reserve(most);
  m_spare.reserve(most);
  while (m_chunks.size() + m_spare.size() < most)
    m_spare.emplace_back(kChunk).clear();
}

/// The first chunk that ends with this value or a larger one; the last one where all are smaller.
std::vector<LatencyWindow::Chunk>::iterator LatencyWindow::chunkFor(Duration value) {
  const auto found = std::ranges::lower_bound(m_chunks, value, {}, [](const Chunk& chunk) { return chunk.back(); });
  return found == m_chunks.end() ? std::prev(found) : found;
}

void LatencyWindow::insert(Duration value) {
  if (m_chunks.empty()) m_chunks.emplace_back().reserve(std::min(m_most + 1, kChunk));
  auto chunk = m_chunks.front().empty() ? m_chunks.begin() : chunkFor(value);
  chunk->insert(std::ranges::upper_bound(*chunk, value), value);
  if (chunk->size() >= kChunk) split(chunk);
}

/// A half and the neighbour beside it may have room in one.
void LatencyWindow::split(std::vector<Chunk>::iterator chunk) {
  const auto middle = chunk->begin() + kChunk / 2;
  Chunk upper;
  if (!m_spare.empty()) {
    upper = std::move(m_spare.back());
    m_spare.pop_back();
  }
  upper.reserve(kChunk);
  upper.assign(middle, chunk->end());
  chunk->erase(middle, chunk->end());
  const auto after = m_chunks.insert(std::next(chunk), std::move(upper));
  join(after);
  if (const auto lower = std::prev(after); lower != m_chunks.begin()) join(std::prev(lower));
}

/// With the one that follows, where both have room in one.
bool LatencyWindow::join(std::vector<Chunk>::iterator chunk) {
  const auto next = std::next(chunk);
  if (next == m_chunks.end() || chunk->size() + next->size() > kJoined) return false;
  chunk->reserve(kChunk);
  chunk->insert(chunk->end(), next->begin(), next->end());
  putAside(next);
  return true;
}

void LatencyWindow::putAside(std::vector<Chunk>::iterator chunk) {
  chunk->clear();
  m_spare.push_back(std::move(*chunk));
  m_chunks.erase(chunk);
}

void LatencyWindow::erase(Duration value) {
  const auto chunk = chunkFor(value);
  chunk->erase(std::ranges::lower_bound(*chunk, value));
  if (chunk->empty() && m_chunks.size() > 1)
    putAside(chunk);
  else if (!join(chunk) && chunk != m_chunks.begin())
    join(std::prev(chunk));
}

std::size_t LatencyWindow::room() const {
  std::size_t values = m_latest.capacity();
  for (const auto* chunks : {&m_chunks, &m_spare})
    for (const Chunk& chunk : *chunks)
      values += chunk.capacity();
  return values * sizeof(Duration) + (m_chunks.capacity() + m_spare.capacity()) * sizeof(Chunk);
}

std::optional<Duration> LatencyWindow::percentile(double percent) const {
  if (m_latest.empty()) return std::nullopt;
  const auto count = static_cast<double>(m_latest.size());
  const auto rank = static_cast<std::size_t>(std::clamp(std::ceil(percent * count / 100), 1.0, count));
  std::size_t left = rank - 1;
  for (const Chunk& chunk : m_chunks) {
    if (left < chunk.size()) return chunk[left];
    left -= chunk.size();
  }
  return std::nullopt;
}

}  // namespace synscope
