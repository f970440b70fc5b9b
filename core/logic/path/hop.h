#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/time.h"
#include "core/logic/reach/attempt.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// What one probe with a limited TTL brought back (CONTRACT: "kind" of a path entry).
enum class HopAnswer {
  kTtlExceeded,      ///< A router on the way.
  kIcmpUnreachable,  ///< A device that refuses or cannot forward.
  kSynAck,           ///< The port is open, and this TTL reaches whoever answers for it.
  kRst,              ///< A reset: from the host, or from a device before it.
  kReply,            ///< UDP: a datagram came back.
  kSilent,           ///< Its time is over and nothing came.
  kPending,          ///< Its time is not over: not counted as lost.
};

std::string_view name(HopAnswer answer);

/// Every HopAnswer, for catalogue keys `hop.<name>`.
inline constexpr std::array kHopAnswers{HopAnswer::kTtlExceeded, HopAnswer::kIcmpUnreachable, HopAnswer::kSynAck,
                                        HopAnswer::kRst,         HopAnswer::kReply,           HopAnswer::kSilent,
                                        HopAnswer::kPending};

/// Whether it ends the way: nothing with a higher TTL can tell more.
bool isFinal(HopAnswer answer);
/// Whether anybody answered at all.
bool isAnswer(HopAnswer answer);

/// One probe: one connecting socket (or datagram) with one TTL.
struct HopProbe {
  int ttl = 1;    ///< 1 to 255.
  int round = 0;  ///< Which probe of this TTL, from 0.
  std::uint16_t sourcePort = 0;
  HopAnswer answer = HopAnswer::kPending;
  std::optional<IpAddress> from;  ///< Who answered; nullopt for silence.
  std::optional<IcmpReport> icmp;
  std::optional<Duration> rtt;
  std::optional<TimePoint> sentAt{};
};

/// What is known of one TTL after all its probes.
struct Hop {
  int ttl = 1;
  HopAnswer answer = HopAnswer::kPending;  ///< The most telling answer: final answers beat ttl-exceeded beats silence.
  std::vector<IpAddress> addresses;        ///< Everyone who answered at this TTL, first seen first (several: ECMP).
  std::optional<IcmpReport> icmp;
  int sent = 0;
  int received = 0;
  int pending = 0;  ///< Sent but not over; loss is (sent - pending - received) / (sent - pending).
  std::optional<Duration> best, average, worst, last;
  std::optional<TimePoint> answeredAt;  ///< When `answer` came first; nullopt where it could not be timed.

  /// Percent of the probes whose time is over that brought nothing; nullopt while none is over.
  std::optional<double> lossPercent() const;
};

/// How a trace ended (CONTRACT: "ended").
enum class TraceEnd { kRunning, kReached, kRejected, kLostAfter, kMaxHops, kCancelled, kNotSent };

std::string_view name(TraceEnd end);

/// Every TraceEnd, for catalogue keys `trace.ended.<name>`.
inline constexpr std::array kTraceEnds{TraceEnd::kRunning,   TraceEnd::kReached, TraceEnd::kRejected,
                                       TraceEnd::kLostAfter, TraceEnd::kMaxHops, TraceEnd::kCancelled,
                                       TraceEnd::kNotSent};

/// The way to one port, hop by hop, up to the first TTL that reached an end.
struct Trace {
  IpEndpoint target;
  Protocol protocol = Protocol::kTcp;
  std::vector<Hop> hops;  ///< Ascending TTL from 1 without gaps.
  TraceEnd end = TraceEnd::kRunning;
  int lastAnsweringTtl = 0;  ///< 0: nobody answered.
  Duration elapsed{};
  SocketError error = SocketError::kNone;  ///< Why this machine could not send (the rest of) the probes.

  /// The hop of a TTL; nullptr where the trace does not go that far.
  const Hop* hop(int ttl) const;
  /// The hop whose answer ended the way; nullptr where none did.
  const Hop* finalHop() const;
};

/// Whether a final answer speaks for the port itself: SYN-ACK, reset, reply, or for UDP a port-unreachable of the
/// target (RFC 1122 section 4.1.3.1). Any other ICMP is a refusal on the way.
bool isReached(const Hop& hop, const IpEndpoint& target, Protocol protocol);

/// Catalogue key of how a trace ended: "trace.ended.<name>", finer where nobody answered at all or the host or this
/// machine itself refused.
std::string endKey(const Trace& trace);
inline constexpr std::array<std::string_view, 3> kFinerTraceEnds{"trace.ended.no-answer", "trace.ended.rejected-here",
                                                                 "trace.ended.rejected-by-host"};

/// Makes hops, end and lastAnsweringTtl from the probes. Pure; probes may come in any order.
/// Hops beyond the first TTL with a final answer are left out; trailing silence is kept up to one hop.
Trace summarize(const IpEndpoint& target, Protocol protocol, const std::vector<HopProbe>& probes, int maxHops);

}  // namespace synscope
