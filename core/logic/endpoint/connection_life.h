#pragma once

#include "core/logic/base/capability.h"
#include "core/logic/endpoint/life_cycle.h"
#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/tcp_info.h"
#include "core/logic/wire/saved_syn.h"

#include <cstdint>
#include <optional>
#include <string>

namespace synscope {

/// Everything known of one TCP connection at one moment: a snapshot that may cross threads.
struct ConnectionLife {
  std::uint64_t generation = 0;  ///< Grows with every change.
  IpEndpoint local, peer;
  Timeline timeline;  ///< Calls, states and segments, observed or inferred. Lane 0 is ours, lane 1 the peer's.
  TcpState state = TcpState::kClosed;
  std::optional<TcpState> peerState;  ///< Inferred from what passed; observed where the peer is on this machine too.
  Teardown teardown;
  std::optional<TcpInfo> info;        ///< The last one the kernel gave; kept after the end.
  std::optional<SocketTimer> timer;   ///< Running now: retransmission, keepalive, TIME_WAIT.
  std::optional<SavedSyn> clientSyn;  ///< Of a connection we accepted, where the kernel kept it.
  std::optional<int> peerPid;         ///< Of the process that holds the peer's socket, where it is on this machine.
  std::string peerProcess;            ///< Its name as it chose it: at most 15 bytes (proc(5), comm).
  std::uint64_t omittedEvents = 0;    ///< Data events left out of the timeline to keep it bounded.
  bool gone = false;                  ///< The kernel does not know it any more.
  Capability afterClose;              ///< Whether the system tells of it after our close; else the rest is inferred.
  Capability everyTransition;  ///< Whether the kernel tells every change of state; else short states are inferred.
};

}  // namespace synscope
