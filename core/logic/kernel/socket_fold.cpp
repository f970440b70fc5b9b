#include "core/logic/kernel/socket_fold.h"

namespace synscope {
namespace {

constexpr std::uint64_t kFoldedBit = std::uint64_t{1} << 63U;

/// FNV-1a, 64 bits.
class Hash {
 public:
  void add(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes)
      m_value = (m_value ^ byte) * 0x100'0000'01b3ULL;
  }
  std::uint64_t value() const { return m_value; }

 private:
  std::uint64_t m_value = 0xcbf2'9ce4'8422'2325ULL;
};

std::uint64_t idOf(const SocketRow& row) {
  Hash hash;
  hash.add(row.local.address.octets());
  hash.add(row.remote.address.octets());
  return hash.value() | kFoldedBit;
}

}  // namespace

void TimeWaitFold::add(const SocketRow& row, std::uint64_t id, std::uint32_t index) {
  Group& group = m_groups[idOf(row)];
  const std::uint32_t left = row.timer ? row.timer->expiresMs : 0;
  if (group.row.folded == 0) {
    group = {{idOf(row), index, 0, true, true}, id, row.local.port, row.remote.port, left};
  } else if (left > group.longestMs) {
    group.row.index = index;
    group.longestMs = left;
  }
  ++group.row.folded;
  group.row.sameLocalPort = group.row.sameLocalPort && group.localPort == row.local.port;
  group.row.sameRemotePort = group.row.sameRemotePort && group.remotePort == row.remote.port;
}

void TimeWaitFold::addTo(std::vector<SocketViewRow>& rows) const {
  for (const auto& [key, group] : m_groups) {
    SocketViewRow row = group.row;
    if (row.folded == 1) {
      row.id = group.firstId;
      row.folded = 0;
    }
    rows.push_back(row);
  }
}

}  // namespace synscope
