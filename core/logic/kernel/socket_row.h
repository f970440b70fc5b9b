#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/kernel/tcp_info.h"
#include "core/logic/kernel/tcp_state.h"
#include "core/logic/reach/attempt.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// What a connection waits for (tcp_diag of Linux).
enum class SocketTimerKind : std::uint8_t {
  kRetransmit,       ///< The oldest unacknowledged segment is sent again (SYN and SYN-ACK included).
  kKeepAlive,        ///< The next keepalive probe; FIN_WAIT_2 without a program: its end.
  kTimeWait,         ///< The end of TIME_WAIT, or of a FIN_WAIT_2 that no program holds.
  kZeroWindowProbe,  ///< The peer's window is closed: it is asked again.
  kOther,            ///< A kind this version does not know.
};

/// "retransmit", "keepalive", "time-wait", "zero-window-probe", "other".
std::string_view name(SocketTimerKind kind);

inline constexpr SocketTimerKind kSocketTimerKinds[] = {SocketTimerKind::kRetransmit, SocketTimerKind::kKeepAlive,
                                                        SocketTimerKind::kTimeWait, SocketTimerKind::kZeroWindowProbe,
                                                        SocketTimerKind::kOther};

/// The timer that runs on a connection.
struct SocketTimer {
  SocketTimerKind kind = SocketTimerKind::kOther;
  std::uint32_t expiresMs = 0;   ///< Left, in milliseconds.
  std::uint8_t retransmits = 0;  ///< Tries that have failed: time-outs, or probes without an answer.

  bool operator==(const SocketTimer&) const = default;
};

/// A process that holds a socket.
struct SocketProcess {
  int pid = 0;
  std::string name;  ///< Of the process's own choosing: hostile text.

  bool operator==(const SocketProcess&) const = default;
};

/// How well a listener keeps up with those who want to connect.
enum class ListenerLevel : std::uint8_t {
  kHealthy,
  kFilling,  ///< At least half of the accept queue is taken.
  kFull,     ///< The next connection will be turned away: the client sees silence, as from a firewall.
};

/// "healthy", "filling", "full".
std::string_view name(ListenerLevel level);

inline constexpr ListenerLevel kListenerLevels[] = {ListenerLevel::kHealthy, ListenerLevel::kFilling,
                                                    ListenerLevel::kFull};

/// The queues of a listener.
struct ListenerHealth {
  std::uint32_t acceptQueue = 0;  ///< Connections that wait for accept().
  std::uint32_t backlog = 0;      ///< The queue's limit; Linux takes one more (sk_acceptq_is_full).
  std::size_t halfOpen = 0;       ///< In SYN_RECV: our SYN-ACK has not been acknowledged yet.
  ListenerLevel level = ListenerLevel::kHealthy;

  bool operator==(const ListenerHealth&) const = default;
};

/// One row of the kernel's socket table (sock_diag(7)).
struct SocketRow {
  Protocol protocol = Protocol::kTcp;
  TcpState state = TcpState::kUnknown;  ///< UDP: kEstablished with a peer, kClosed without.
  IpEndpoint local;
  IpEndpoint remote;
  std::uint32_t interfaceIndex = 0;  ///< Bound to this interface only; 0: to none.
  std::string interfaceName;         ///< Of that interface, where it still exists. Never read from the wire.
  std::uint64_t cookie = 0;          ///< The kernel's number of this socket, unique in its life.
  std::uint32_t receiveQueue = 0;    ///< Bytes; LISTEN: connections waiting to be accepted.
  std::uint32_t sendQueue = 0;       ///< Bytes; LISTEN: the backlog asked for.
  std::optional<std::uint32_t> uid;  ///< Owner; not told where no process holds it.
  std::uint32_t inode = 0;           ///< 0: no process holds it.
  std::optional<bool> v6Only;        ///< IPv6 sockets: takes no IPv4 connections (IPV6_V6ONLY).
  std::optional<SocketTimer> timer;
  std::optional<TcpInfo> info;             ///< Where asked for; SYN_RECV, TIME_WAIT and UDP have none.
  std::optional<ListenerHealth> listener;  ///< Filled in by judgeListeners().
  std::optional<SocketProcess> process;    ///< Where asked for and allowed. Never read from the wire.
};

/// The state as shown: the name of RFC 9293 for TCP; UDP has no states: "CONNECTED" with a peer, "UNCONNECTED" without.
std::string_view stateName(const SocketRow& row);

/// "10.9.0.2:443"; with "*" as the port where there is none.
std::string endpointText(const IpEndpoint& endpoint);

/// Like endpointText(), with the interface where the socket is bound to one: "10.9.0.2%eth0:443", "[fe80::1%eth0]:443"
/// (RFC 4007 section 11.2); "%3" where the interface has no name any more.
std::string localText(const SocketRow& row);
/// A link-local peer is in the zone of the socket's interface; other addresses have none.
std::string remoteText(const SocketRow& row);

/// SOCK_DIAG_BY_FAMILY dump of every socket in one of the states (bits 1 << Linux state number).
/// @param withInfo Ask for TCP_INFO as well.
std::vector<std::byte> encodeSocketDump(IpFamily family, Protocol protocol, std::uint32_t states,
                                        bool withInfo = false);
/// SOCK_DIAG_BY_FAMILY question for the one TCP socket with these two ends, with TCP_INFO. Beware: where there is none,
/// the kernel answers with a listener on the local port if there is one (inet_diag_find_one_icsk).
/// @param interfaceIndex Of link-local addresses; 0: any.
std::vector<std::byte> encodeSocketLookup(const IpEndpoint& local, const IpEndpoint& remote,
                                          std::uint32_t interfaceIndex = 0);
/// @param payload Of a SOCK_DIAG_BY_FAMILY message.
/// @param protocol That was asked for: the answer does not repeat it.
std::optional<SocketRow> decodeSocketRow(std::span<const std::byte> payload, Protocol protocol = Protocol::kTcp);

inline constexpr std::uint16_t kSocketDiagByFamily = 20;
inline constexpr std::uint32_t kStatesListen = 1U << 10;
inline constexpr std::uint32_t kStatesUnconnected = 1U << 7;  ///< UDP sockets without a peer.

}  // namespace synscope
