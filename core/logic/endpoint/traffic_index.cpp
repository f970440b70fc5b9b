#include "core/logic/endpoint/traffic_index.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::uint64_t kRecordsApart = 256;
constexpr std::uint64_t kBytesApart = std::uint64_t{256} << 10U;

}  // namespace

void TrafficIndex::add(std::uint64_t record, std::uint64_t offset) {
  const bool near = !m_places.empty() && record - m_places.back().record < kRecordsApart &&
                    offset - m_places.back().offset < kBytesApart;
  if (!near) m_places.push_back({record, offset});
}

TrafficIndex::Place TrafficIndex::before(std::uint64_t record) const {
  const auto behind = std::ranges::upper_bound(m_places, record, {}, &Place::record);
  return behind == m_places.begin() ? m_places.front() : *std::prev(behind);
}

}  // namespace synscope
