#include "core/engine/endpoint/traffic_walk.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::uint64_t kPieceBytes = std::uint64_t{128} << 10U;

}  // namespace

std::size_t TrafficWalk::through(std::span<const std::byte> bytes) {
  std::size_t passed = 0;
  while (!done()) {
    const TrafficEntry entry = decodeTrafficEntry(bytes.subspan(passed), TrafficCheck::kTrust);
    if (entry.kind == TrafficEntry::Kind::kDamaged) m_done = true;
    if (entry.kind == TrafficEntry::Kind::kDamaged || entry.kind == TrafficEntry::Kind::kCut) break;
    passed += entry.length;
    if (entry.kind == TrafficEntry::Kind::kGap) continue;
    const std::uint64_t number = m_number++;
    if (number >= m_first && !m_visitor(number, entry.record)) m_done = true;
  }
  return passed;
}

void TrafficWalk::throughFile(QFile& file, std::uint64_t offset, std::uint64_t end) {
  std::uint64_t piece = kPieceBytes;
  std::unique_ptr<std::byte[]> buffer = std::make_unique_for_overwrite<std::byte[]>(piece);
  while (!done() && offset < end) {
    const std::uint64_t wanted = std::min(piece, end - offset);
    if (!file.seek(static_cast<qint64>(offset))) break;
    const qint64 got = file.read(reinterpret_cast<char*>(buffer.get()), static_cast<qint64>(wanted));
    if (got <= 0) break;
    const std::size_t passed = through({buffer.get(), static_cast<std::size_t>(got)});
    offset += passed;
    if (passed > 0) continue;
    if (static_cast<std::uint64_t>(got) < piece) break;
    piece *= 4;  // One entry is longer than that; entries have a limit, so this has one.
    buffer = std::make_unique_for_overwrite<std::byte[]>(piece);
  }
  if (offset < end) m_done = true;
}

}  // namespace synscope
