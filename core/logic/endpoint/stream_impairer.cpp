#include "core/logic/endpoint/stream_impairer.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr std::uint64_t kSlicesPerSecond = 100;  // A rate limit lets bytes through in steps of 10 ms.

Duration transmissionTime(std::size_t bytes, std::uint64_t bytesPerSecond) {
  constexpr std::uint64_t kNsPerSecond = 1'000'000'000;
  const std::uint64_t whole = bytes / bytesPerSecond, rest = bytes % bytesPerSecond;
  return std::chrono::seconds(whole) + Duration(rest * kNsPerSecond / bytesPerSecond);
}

}  // namespace

StreamImpairer::StreamImpairer(const ImpairmentSettings& settings, std::uint64_t seed)
    : m_settings(settings), m_rng(seed) {}

void StreamImpairer::push(std::span<const std::byte> bytes, TimePoint now) {
  if (!bytes.empty()) add({.what = ImpairedPiece::What::kBytes, .bytes = {bytes.begin(), bytes.end()}}, now);
}

void StreamImpairer::finish(TimePoint now) {
  add({.what = ImpairedPiece::What::kFin, .bytes = {}}, now);
}

void StreamImpairer::abort(TimePoint now) {
  add({.what = ImpairedPiece::What::kReset, .bytes = {}}, now);
}

void StreamImpairer::add(ImpairedPiece piece, TimePoint now) {
  if (m_ended) return;
  const auto most = static_cast<std::uint64_t>(std::max(m_settings.jitter, Duration::zero()).count());
  const Duration jitter(static_cast<Duration::rep>(most == 0 ? 0 : m_rng.below(most + 1)));
  m_lastDue = std::max(m_lastDue, now + m_settings.delay + jitter);
  m_held += piece.bytes.size();
  stallIfReached(m_lastDue);
  m_entries.push_back({.due = m_lastDue, .piece = std::move(piece)});
}

void StreamImpairer::stallIfReached(TimePoint at) {
  if (m_stalled || m_passed != m_settings.stallAfterBytes) return;
  m_stalled = true;
  m_stalledForEver = !m_settings.stallFor.has_value();
  m_free = std::max(m_free, at) + m_settings.stallFor.value_or(Duration::zero());
}

std::optional<ImpairedPiece::What> StreamImpairer::limitReached() const {
  if (m_passed == m_settings.resetAfterBytes) return ImpairedPiece::What::kReset;
  if (m_passed == m_settings.halfCloseAfterBytes) return ImpairedPiece::What::kFin;
  return std::nullopt;
}

/// Never beyond a point where something happens, so that m_passed meets every limit exactly.
std::size_t StreamImpairer::nextSize() const {
  const Entry& front = m_entries.front();
  std::uint64_t size = front.piece.bytes.size() - front.taken;
  if (m_settings.bytesPerSecond)
    size = std::min(size, std::max<std::uint64_t>(1, *m_settings.bytesPerSecond / kSlicesPerSecond));
  for (const auto& limit : {m_settings.stallAfterBytes, m_settings.halfCloseAfterBytes, m_settings.resetAfterBytes})
    if (limit && *limit > m_passed) size = std::min(size, *limit - m_passed);
  return static_cast<std::size_t>(size);
}

/// When the piece at the front is wholly through: it starts when it is due and the link is free.
std::optional<TimePoint> StreamImpairer::nextLeave() const {
  if (m_entries.empty() || m_stalledForEver || m_settings.bytesPerSecond == 0U) return std::nullopt;
  const TimePoint start = std::max(m_entries.front().due, m_free);
  return m_settings.bytesPerSecond ? start + transmissionTime(nextSize(), *m_settings.bytesPerSecond) : start;
}

std::optional<TimePoint> StreamImpairer::nextDeadline() const {
  if (m_ended) return std::nullopt;
  if (limitReached()) return m_stalledForEver ? std::nullopt : std::optional(m_free);
  return nextLeave();
}

std::optional<ImpairedPiece> StreamImpairer::pull(TimePoint now) {
  const auto due = nextDeadline();
  if (!due || *due > now) return std::nullopt;
  if (const auto limit = limitReached()) {
    endStream();
    return ImpairedPiece{.what = *limit, .bytes = {}};
  }
  const std::size_t size = nextSize();
  m_free = *due;
  m_passed += size;
  stallIfReached(*due);
  return take(size);
}

ImpairedPiece StreamImpairer::take(std::size_t size) {
  Entry& front = m_entries.front();
  m_held -= size;
  ImpairedPiece piece{.what = front.piece.what, .bytes = {}};
  if (front.taken == 0 && size == front.piece.bytes.size()) {
    piece.bytes = std::move(front.piece.bytes);
    m_entries.pop_front();
  } else {
    const auto from = front.piece.bytes.begin() + static_cast<std::ptrdiff_t>(front.taken);
    piece.bytes.assign(from, from + static_cast<std::ptrdiff_t>(size));
    front.taken += size;
    if (front.taken == front.piece.bytes.size()) m_entries.pop_front();
  }
  if (piece.what == ImpairedPiece::What::kReset) endStream();
  return piece;
}

void StreamImpairer::endStream() {
  m_ended = true;
  m_entries.clear();
  m_held = 0;
}

}  // namespace synscope
