#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/ip_endpoint.h"
#include "core/logic/kernel/tcp_info.h"
#include "core/logic/reach/icmp.h"
#include "core/logic/reach/socket_error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace synscope {

/// The native calls that attempts, the tracer and the scanner are made of. None blocks. One file per system implements
/// them; where a system has no error queue or TCP_INFO the answers are empty, never guessed.

struct OpenedSocket {
  UniqueFd fd;
  SocketError error = SocketError::kNone;
};

/// A non-blocking, close-on-exec socket whose error queue is switched on where the system has one.
OpenedSocket openTcp(IpFamily family);
OpenedSocket openUdp(IpFamily family);

/// Whether ICMP errors reach the socket with type, code and sender (Linux: ip(7), IP_RECVERR).
bool hasErrorQueue();

/// IP_TTL or IPV6_UNICAST_HOPS, 1 to 255.
SocketError setTtl(qintptr fd, IpFamily family, int ttl);
/// IP_MINTTL or IPV6_MINHOPCOUNT (Linux): the kernel drops what arrives with less.
SocketError setMinimumTtl(qintptr fd, IpFamily family, int ttl);
/// TCP_MAXSEG, bytes.
SocketError setMaximumSegment(qintptr fd, int bytes);
/// IP_RECVERR or IPV6_RECVERR. Of no effect where hasErrorQueue() is false.
SocketError setErrorQueue(qintptr fd, IpFamily family, bool on);
/// SO_LINGER with zero seconds: close() sends a reset and leaves no TIME_WAIT behind.
void setResetOnClose(qintptr fd);

enum class ConnectStart { kConnected, kPending, kFailed };

struct StartedConnect {
  ConnectStart state = ConnectStart::kFailed;
  SocketError error = SocketError::kNone;  ///< Of connect(2) itself, for kFailed.
};

/// Calls connect(2) once. An address whose zone is unknown here fails with kNoSuchDevice.
/// @param flowLabel Of IPv6, 1 to 0xfffff; 0: the system's own.
StartedConnect startConnect(qintptr fd, const IpEndpoint& target, std::uint32_t flowLabel = 0);

/// One record of the error queue.
struct QueuedError {
  SocketError error = SocketError::kNone;
  int osCode = 0;                         ///< errno that belongs to `error`.
  std::optional<IcmpReport> icmp;         ///< nullopt: the error was made on this machine (SO_EE_ORIGIN_LOCAL).
  std::optional<IpEndpoint> destination;  ///< UDP: where the offending datagram was sent. TCP: the peer, or nullopt.
  std::vector<std::byte> payload;         ///< UDP: what the offending datagram carried, as far as it was quoted.
};

/// Takes up to `limit` records out of the error queue, oldest first. Beware: taking the last one clears SO_ERROR, so
/// for a connecting socket use takeError().
std::vector<QueuedError> drainErrorQueue(qintptr fd, std::size_t limit = 64);

struct SocketFailure {
  SocketError error = SocketError::kNone;
  std::optional<IcmpReport> icmp;
};

/// What has gone wrong with a connecting socket, kNone where nothing: SO_ERROR first, then the error queue, whose own
/// errno wins. Consumes both. Decides even while the kernel still says SYN_SENT.
SocketFailure takeError(qintptr fd);

/// getsockopt(TCP_INFO); nullopt where the system does not tell.
std::optional<TcpInfo> tcpInfo(qintptr fd);

/// getsockname(2); getpeername(2), which also tells whether a connecting socket has connected.
std::optional<IpEndpoint> localEndpoint(qintptr fd);
std::optional<IpEndpoint> peerEndpoint(qintptr fd);

/// sendto(2) from an unconnected socket, with its own TTL where one is given.
SocketError sendDatagram(qintptr fd, const IpEndpoint& target, std::span<const std::byte> payload,
                         std::optional<int> ttl = std::nullopt);

struct ReceivedDatagram {
  IpEndpoint from;
  std::vector<std::byte> payload;
};

/// The next waiting datagram, cut at `limit` bytes; nullopt where none waits.
std::optional<ReceivedDatagram> receiveDatagram(qintptr fd, std::size_t limit = 2048);

}  // namespace synscope
