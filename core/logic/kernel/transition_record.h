#pragma once

#include "core/logic/base/time.h"
#include "core/logic/kernel/socket_ends.h"
#include "core/logic/kernel/tcp_state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

namespace synscope {

/// One change of state of a TCP socket, as the kernel made it.
struct TransitionRecord {
  TimePoint at;
  SocketEnds ends;  ///< The local port is 0 in the first one of a client that chose none: the kernel chooses it later.
  TcpState from = TcpState::kUnknown;
  TcpState to = TcpState::kUnknown;
};

/// Where the fields stand in a raw record of the tracepoint sock:inet_sock_set_state (Linux 4.16 and later).
class TransitionFormat {
 public:
  /// @param text The file events/sock/inet_sock_set_state/format of tracefs. nullopt: a field is missing or has a size
  ///        that makes no sense.
  static std::optional<TransitionFormat> parse(std::string_view text);

  /// nullopt for what is not TCP, and for a record that is too short.
  /// @param socket Receives a name of the kernel's for the socket, the same in all its records.
  std::optional<TransitionRecord> decode(TimePoint at, std::span<const std::byte> record, std::uint64_t& socket) const;

 private:
  struct Field {
    std::size_t offset = 0, size = 0;
  };
  static std::optional<Field> find(std::string_view text, std::string_view declared, std::size_t size);

  Field m_socket, m_from, m_to, m_sourcePort, m_targetPort, m_family, m_protocol;
  Field m_source4, m_target4, m_source6, m_target6;
};

/// Gives the first record of a connecting socket, which does not know its port yet, back with the second one's ends.
class TransitionJoiner {
 public:
  /// How many first records wait for their second.
  std::size_t held() const { return m_held.size(); }

  /// Calls `tell` for what is complete, in order.
  template <typename Tell>
  void add(std::uint64_t socket, const TransitionRecord& record, const Tell& tell) {
    if (record.ends.local.port == 0) return hold(socket, record);
    const auto held = m_held.find(socket);
    if (held != m_held.end()) {
      TransitionRecord first = held->second;
      first.ends = record.ends;
      m_held.erase(held);
      tell(first);
    }
    tell(record);
  }

 private:
  static constexpr std::size_t kMostHeld = 4096;
  void hold(std::uint64_t socket, const TransitionRecord& record);

  std::unordered_map<std::uint64_t, TransitionRecord> m_held;
};

}  // namespace synscope
