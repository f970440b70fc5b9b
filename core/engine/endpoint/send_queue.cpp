#include "core/engine/endpoint/send_queue.h"

#include <algorithm>

namespace synscope {
namespace {

/// Small messages share a piece, so that a queue of single bytes is not one of allocations.
constexpr std::size_t kPieceSize = std::size_t{64} * 1024;

}  // namespace

void SendQueue::append(std::span<const std::byte> bytes) {
  if (bytes.empty()) return;
  m_size += bytes.size();
  if (!m_pieces.empty() && m_pieces.back().size() + bytes.size() <= kPieceSize) {
    m_pieces.back().insert(m_pieces.back().end(), bytes.begin(), bytes.end());
    return;
  }
  m_pieces.emplace_back(bytes.begin(), bytes.end());
}

std::vector<std::span<const std::byte>> SendQueue::front(std::size_t mostPieces) const {
  std::vector<std::span<const std::byte>> pieces;
  pieces.reserve(std::min(mostPieces, m_pieces.size()));
  for (const auto& piece : m_pieces) {
    if (pieces.size() == mostPieces) break;
    pieces.emplace_back(piece);
  }
  if (!pieces.empty()) pieces.front() = pieces.front().subspan(m_offset);
  return pieces;
}

void SendQueue::drop(std::size_t count) {
  m_size -= count;
  m_offset += count;
  while (!m_pieces.empty() && m_offset >= m_pieces.front().size()) {
    m_offset -= m_pieces.front().size();
    m_pieces.pop_front();
  }
}

void SendQueue::clear() {
  m_pieces.clear();
  m_offset = 0;
  m_size = 0;
}

}  // namespace synscope
