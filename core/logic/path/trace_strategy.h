#pragma once

#include "core/logic/base/time.h"
#include "core/logic/path/hop.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace synscope {

/// Bounds of one trace.
struct TraceLimits {
  int maxHops = 30;                            ///< 1 to 64.
  int knownDistance = 0;                       ///< No TTL beyond this; 0: unknown.
  int probesPerHop = 1;                        ///< 1 to 10.
  Duration timeout = std::chrono::seconds(2);  ///< For each probe.
  /// TCP: the kernel sends an unanswered SYN again after this time (RFC 6298 section 2.1: one second).
  std::optional<Duration> repeatsAfter;
  /// Somebody is known to refuse this port: TTLs go out in steps of two, so that his ICMP errors are not used up.
  bool refusalExpected = false;
};

/// Names one probe of a trace.
struct ProbeId {
  int ttl = 1;
  int round = 0;

  auto operator<=>(const ProbeId&) const = default;
};

/// Decides which probe of a trace goes out when, and when the trace is over. Pure: it is told the time and what came.
///
/// Built around the ICMP limit of a Linux router: six errors at once per client, then one a second (icmp(7),
/// icmp_ratelimit), shared by time-exceeded and reject.
///  * TTLs go out in waves of five (two where a refusal is expected, as long as all answer), the next wave at once when
///  the highest TTL is
///    answered, else 50 ms later; none after a final answer. So a firewall that rejects has errors left for whoever
///    asks next, and a way over four routers still costs one round trip.
///  * A silent TTL is asked again 1.1 s later, only up to two hops beyond the last answer, highest first: where one
///    device has one answer to give, its refusal tells more than its time-exceeded.
///  * That second try ends with the time-out of the first, so a trace costs one time-out whatever stays silent.
///  * Only where a device refuses and it is open at which hop it sits, the silent TTLs before its refusal are asked
///  once
///    more, lowest first and even after the time-out: there its limit is what hides the hop.
///  * A probe the kernel would repeat by itself is given up just before, where its own second try is to come or none is
///    worth it: so the repeat neither eats the router's next error nor blurs which probe was answered.
/// Invariant: a ProbeId is handed out once, and none with a TTL beyond the lowest final answer.
class TraceStrategy {
 public:
  static constexpr int kWave = 5;
  static constexpr int kCarefulWave = 2;
  static constexpr Duration kWaveGap = std::chrono::milliseconds(50);
  static constexpr Duration kRoundGap = std::chrono::milliseconds(500);   ///< Between probes of a TTL that answers.
  static constexpr Duration kRetryGap = std::chrono::milliseconds(1100);  ///< Between probes of a TTL that does not.
  /// The same where a refusal is expected: Linux charges a route's ICMP error twice (net/ipv4/route.c, ip_error), so it
  /// takes two seconds without a packet until there is one again.
  static constexpr Duration kCarefulGap = std::chrono::milliseconds(2500);
  static constexpr Duration kRetryWait = std::chrono::milliseconds(500);    ///< A second try needs at least this long.
  static constexpr int kPlacingTries = 3;                                   ///< Of a TTL that may hide the refuser.
  static constexpr Duration kPlacingWait = std::chrono::milliseconds(800);  ///< For each of those.
  static constexpr Duration kTogether = std::chrono::milliseconds(10);      ///< Within this no limit runs out.
  static constexpr Duration kRepeatMargin = std::chrono::milliseconds(50);  ///< Given up so long before a repeat.
  static constexpr int kHopsBeyondLastAnswer = 2;

  explicit TraceStrategy(TraceLimits limits);

  /// Probes to send now, in this order. Each must be reported by sent() or notSent() before the next call.
  std::vector<ProbeId> due(TimePoint now);
  void sent(ProbeId id, TimePoint at, std::uint16_t sourcePort);
  /// This machine could not send it: no further probe goes out, those under way are waited for.
  void notSent(ProbeId id);

  /// An answer, also one that comes after its probe's time was over. False when nobody needs it any more.
  /// @param at When it came; nullopt: it came, but cannot be timed.
  bool answered(ProbeId id, HopAnswer answer, std::optional<IpAddress> from, std::optional<IcmpReport> icmp,
                std::optional<TimePoint> at);
  /// Turns probes whose time is over into silence.
  void onTime(TimePoint now);

  /// When to call onTime() and due() again if nothing is answered before; nullopt when finished().
  std::optional<TimePoint> nextDeadline() const;
  bool finished() const { return !nextDeadline(); }
  /// Whether an answer to a TTL could still change the result.
  bool wanted(int ttl) const { return ttl <= horizon(); }
  /// Whether the time of a probe is not over and its answer is still wanted.
  bool waitsFor(ProbeId id) const;

  /// All probes sent so far, by TTL and round.
  std::vector<HopProbe> probes() const;
  const TraceLimits& limits() const { return m_limits; }

 private:
  struct Sent {
    HopProbe probe;
    TimePoint at;
    TimePoint deadline;
  };

  int horizon() const;
  int count(int ttl) const;
  bool anyAnswer(int ttl) const;
  bool complete(int ttl) const;
  bool worthRepeating(int ttl) const;
  int wave() const;
  Duration gapAfter(const Sent& last) const;
  const Sent* refusal() const;
  std::optional<int> routerTtl(const IpAddress& device) const;
  bool isPlaced(const Sent& refusal) const;
  bool worthPlacing(int ttl) const;
  void releaseWave(TimePoint now);
  std::optional<TimePoint> nextWaveAt() const;
  std::optional<TimePoint> nextProbeAt(int ttl) const;
  TimePoint deadlineFor(ProbeId id, TimePoint at) const;
  TimePoint overAt(const Sent& entry) const;

  TraceLimits m_limits;
  std::map<ProbeId, Sent> m_sent;
  int m_released = 0;  ///< TTLs up to here may be sent.
  TimePoint m_releasedAt{};
  TimePoint m_now{};  ///< The latest time it was told.
  int m_lastAnswering = 0;
  std::optional<int> m_firstFinal;
  bool m_blocked = false;
};

}  // namespace synscope
