#include "core/logic/reach/scan_host.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::uint32_t kRateLimitBurst = 5;     ///< Of route errors; of other ICMP errors it is 6.
constexpr std::uint32_t kSilentThatRefutes = 3;  ///< Slow attempts in a row without any rejection.
constexpr std::uint32_t kSilenceOfAHost = 16;    ///< Silent ports, none answered: no loss explains it.
constexpr std::uint32_t kSlowTcp = 10;           ///< Slow attempts at most, one a second.
constexpr std::uint32_t kSlowUdp = 60;
constexpr Duration kLeastPatience = std::chrono::milliseconds(200);

}  // namespace

void ScanHost::onAnswer(ScanAnswer answer, Duration elapsed, bool slow, TimePoint now) {
  if (answer == ScanAnswer::kSilent) {
    ++m_silent;
    if (slow) ++m_slowSilent;
    return;
  }
  if (answer == ScanAnswer::kIcmp) {
    ++m_icmp;
    m_nextSlow = now + kSlowPace;
    if (slow) ++m_slowAnswered;
  }
  if (answer != ScanAnswer::kAnswered) return;
  ++m_answered;
  if (!m_smoothed) {
    m_smoothed = elapsed;
    m_variation = elapsed / 2;
    return;
  }
  const Duration difference = elapsed > *m_smoothed ? elapsed - *m_smoothed : *m_smoothed - elapsed;
  m_variation = (*m_variation * 3 + difference) / 4;
  m_smoothed = (*m_smoothed * 7 + elapsed) / 8;
}

void ScanHost::onSlowAttempt(TimePoint now) {
  ++m_slowTried;
  m_nextSlow = now + kSlowPace;
}

ScanHost::Retry ScanHost::retry(Protocol protocol) const {
  if (m_answered == 0 && m_icmp == 0 && m_silent >= kSilenceOfAHost) return Retry::kNone;
  const bool refuted = m_slowAnswered == 0 && m_slowSilent >= kSilentThatRefutes;
  if (m_icmp < kRateLimitBurst || refuted) return Retry::kNormal;
  return m_slowTried < (protocol == Protocol::kTcp ? kSlowTcp : kSlowUdp) ? Retry::kSlow : Retry::kNone;
}

TimePoint ScanHost::nextRepeat(Protocol protocol) const {
  return retry(protocol) == Retry::kSlow ? m_nextSlow : TimePoint{};
}

bool ScanHost::perhapsRateLimited() const {
  const bool refuted = m_slowAnswered == 0 && m_slowSilent >= kSilentThatRefutes;
  return m_icmp >= kRateLimitBurst && !refuted;
}

Duration ScanHost::patience(Duration most) const {
  if (!m_smoothed) return most;
  return std::min(most, std::max(kLeastPatience, 2 * (*m_smoothed + 4 * *m_variation)));
}

void ScanHost::markSilent(std::size_t port, std::size_t ports) {
  if (m_isSilent.empty()) m_isSilent.resize(ports);
  if (m_isSilent[port]) return;
  m_isSilent[port] = true;
  ++m_silentCount;
}

std::optional<std::size_t> ScanHost::takeSilent(std::size_t from) {
  const auto found = std::find(m_isSilent.begin() + static_cast<std::ptrdiff_t>(std::min(from, m_isSilent.size())),
                               m_isSilent.end(), true);
  if (found == m_isSilent.end()) return std::nullopt;
  *found = false;
  --m_silentCount;
  return static_cast<std::size_t>(found - m_isSilent.begin());
}

}  // namespace synscope
