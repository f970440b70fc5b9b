#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/time.h"
#include "core/logic/reach/icmp.h"
#include "core/logic/reach/socket_error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace synscope {

enum class Protocol : std::uint8_t { kTcp, kUdp };

/// "tcp" or "udp".
std::string_view name(Protocol protocol);

/// How one attempt to reach a port came to its end.
enum class AttemptEnd {
  kAnswered,   ///< TCP: the handshake completed. UDP: a datagram came back.
  kFailed,     ///< The kernel reported an error after something had been sent.
  kNotSent,    ///< The system call itself failed: nothing left this machine.
  kSilent,     ///< Nothing came back before the time was over.
  kCancelled,  ///< Stopped by the user; says nothing about the port.
};

/// State of the next hop in the neighbour table (RFC 4861 section 7.3.2, and Linux rtnetlink(7) for IPv4).
enum class NeighbourState {
  kReachable,
  kIncomplete,
  kFailed,
  kOther,  ///< Its link-layer address is known, but not lately confirmed, or fixed (STALE, DELAY, PROBE, PERMANENT).
};

/// What both ends agreed on in the handshake (RFC 9293 section 3.7.1, RFC 7323, RFC 2018), from TCP_INFO.
struct NegotiatedOptions {
  std::uint32_t sendMss = 0;     ///< Bytes.
  std::uint32_t receiveMss = 0;  ///< Bytes; what we advertised.
  std::uint32_t pathMtu = 0;     ///< Bytes.
  std::optional<int> sendWindowScale;
  std::optional<int> receiveWindowScale;
  bool selectiveAck = false;
  bool timestamps = false;

  bool operator==(const NegotiatedOptions&) const = default;
};

/// Everything one attempt saw: the evidence from which judge() makes a verdict. Plain values, no interpretation.
struct Attempt {
  Protocol protocol = Protocol::kTcp;
  IpEndpoint target;
  std::optional<IpEndpoint> local;  ///< Source address and port the system chose.
  AttemptEnd end = AttemptEnd::kSilent;
  SocketError error = SocketError::kNone;
  std::optional<IcmpReport> icmp;  ///< From the socket's error queue (Linux: ip(7), IP_RECVERR).
  Duration elapsed{};              ///< From the connecting or sending call to the answer, or to giving up.
  TimePoint startedAt{};

  bool selfConnected = false;  ///< Our own source port was the target: we connected to, or answered, ourselves.
  std::optional<std::uint32_t> synRetransmits;  ///< TCP: SYNs sent again, nullopt where the system does not tell.
  /// TCP: the retransmitted SYN did not get out of this machine (a local firewall). nullopt: not known (yet).
  std::optional<bool> retransmitStayedLocal;
  std::optional<NeighbourState> neighbour;  ///< Next hop's state when the attempt ended, where it was asked for.
  std::optional<Duration> kernelRtt;        ///< TCP: the kernel's own round-trip time of the handshake.
  std::optional<NegotiatedOptions> negotiated;

  std::size_t datagramsSent = 0;        ///< UDP.
  std::vector<std::byte> reply;         ///< UDP: first datagram that came back, cut at 2,048 bytes.
  std::optional<IpEndpoint> replyFrom;  ///< UDP: who sent it (may be another address than the target).
};

}  // namespace synscope
