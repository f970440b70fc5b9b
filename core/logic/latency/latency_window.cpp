#include "core/logic/latency/latency_window.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kChunk = 512;

}  // namespace

void LatencyWindow::add(Duration value) {
  if (m_latest.size() < m_most) {
    m_latest.push_back(value);
  } else {
    erase(std::exchange(m_latest[m_oldest], value));
    m_oldest = (m_oldest + 1) % m_most;
  }
  insert(value);
}

/// The first chunk that ends with this value or a larger one; the last one where all are smaller.
std::vector<LatencyWindow::Chunk>::iterator LatencyWindow::chunkFor(Duration value) {
  const auto found = std::ranges::lower_bound(m_chunks, value, {}, [](const Chunk& chunk) { return chunk.back(); });
  return found == m_chunks.end() ? std::prev(found) : found;
}

void LatencyWindow::insert(Duration value) {
  if (m_chunks.empty()) m_chunks.emplace_back();
  auto chunk = m_chunks.front().empty() ? m_chunks.begin() : chunkFor(value);
  chunk->insert(std::ranges::upper_bound(*chunk, value), value);
  if (chunk->size() < kChunk) return;
  const auto middle = chunk->begin() + kChunk / 2;
  Chunk upper(middle, chunk->end());
  chunk->erase(middle, chunk->end());
  m_chunks.insert(std::next(chunk), std::move(upper));
}

void LatencyWindow::erase(Duration value) {
  const auto chunk = chunkFor(value);
  chunk->erase(std::ranges::lower_bound(*chunk, value));
  if (chunk->empty()) m_chunks.erase(chunk);
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
