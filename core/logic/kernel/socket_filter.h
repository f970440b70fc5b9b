#pragma once

#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/socket_states.h"

#include <cstdint>
#include <optional>
#include <string>

namespace synscope {

/// Which rows of the socket table to show; every condition that is set must hold.
struct SocketFilter {
  std::optional<Protocol> protocol;
  std::optional<IpFamily> family;
  SocketStates states = SocketStates::all();
  std::optional<std::uint16_t> port;  ///< Local or remote.
  /// Part of a local or remote "address:port", of the process's name, or its whole number. ASCII case does not matter.
  std::string text;

  bool matches(const SocketRow& row) const;
};

/// Order for people: TCP before UDP, listeners first, then by local and remote endpoint.
bool standsBefore(const SocketRow& a, const SocketRow& b);

}  // namespace synscope
