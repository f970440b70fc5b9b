#pragma once

#include "core/logic/base/time.h"
#include "core/logic/reach/attempt.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace synscope {

/// What came back for one attempt of a scan, as far as the plan cares.
enum class ScanAnswer {
  kAnswered,  ///< The host itself: handshake, reset, datagram.
  kIcmp,      ///< An ICMP error, which routers and hosts send only at a limited rate (RFC 1812 section 4.3.2.8).
  kSilent,
  kRefusedHere,  ///< Nothing left this machine.
};

/// What a scan knows of one host: round-trip time, who answered how often, and which ports were silent.
///
/// Linux sends each peer a burst of 6 ICMP errors, then one a second (icmp(7), icmp_ratelimit). Silent ports beside
/// rejected ones may thus be rejected as well: they are tried again slowly, a bounded number of them, the rest is
/// marked.
class ScanHost {
 public:
  enum class Retry { kNone, kNormal, kSlow };

  /// A little over the second after which Linux allows itself the next ICMP error.
  static constexpr Duration kSlowPace = std::chrono::milliseconds(1100);

  void onAnswer(ScanAnswer answer, Duration elapsed, bool slow, TimePoint now);
  void onSlowAttempt(TimePoint now);

  /// Whether and how silent ports are worth another attempt.
  Retry retry(Protocol protocol) const;
  /// Earliest moment of that attempt: after a rejection, when the next one may be sent.
  TimePoint nextRepeat(Protocol protocol) const;
  /// Silence here may be a rejection that was not sent for its rate limit.
  bool perhapsRateLimited() const;

  /// RFC 6298 section 2 with margin; never over `most`. Without a measurement it is `most`.
  Duration patience(Duration most) const;

  void markSilent(std::size_t port, std::size_t ports);
  std::size_t silentCount() const { return m_silentCount; }
  /// The next silent port from `from` on, which is then no longer marked; nullopt where none is left.
  std::optional<std::size_t> takeSilent(std::size_t from);

  std::size_t cursor = 0;  ///< Where this round of repeats stands.

 private:
  std::optional<Duration> m_smoothed, m_variation;
  std::uint32_t m_answered = 0, m_icmp = 0, m_silent = 0;
  std::uint32_t m_slowTried = 0, m_slowAnswered = 0, m_slowSilent = 0;
  TimePoint m_nextSlow{};
  std::vector<bool> m_isSilent;  ///< By port index; empty until one was silent.
  std::size_t m_silentCount = 0;
};

}  // namespace synscope
