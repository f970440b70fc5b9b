#pragma once

#include "core/logic/kernel/socket_view.h"

#include <unordered_map>

namespace synscope {

/// Puts the TIME_WAIT connections between the same two addresses into one row, however many they are.
class TimeWaitFold {
 public:
  /// @param id, index Of the socket in its snapshot.
  void add(const SocketRow& row, std::uint64_t id, std::uint32_t index);
  /// Adds one row for each pair of addresses; a connection that is alone stays itself.
  void addTo(std::vector<SocketViewRow>& rows) const;

 private:
  struct Group {
    SocketViewRow row;
    std::uint64_t firstId = 0;
    std::uint16_t localPort = 0, remotePort = 0;
    std::uint32_t longestMs = 0;
  };

  std::unordered_map<std::uint64_t, Group> m_groups;
};

}  // namespace synscope
