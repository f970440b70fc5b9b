#include "core/logic/endpoint/roles/relay_direction.h"

#include "core/logic/endpoint/roles/role_limits.h"

namespace synscope {
namespace {

constexpr std::size_t kMostHeld = 4 * 1024 * 1024;  // A delay of 100 ms at 300 Mbit/s.

}  // namespace

void RelayDirection::setEnds(ConnectionId from, ConnectionId to) {
  m_from = from;
  m_to = to;
}

void RelayDirection::open() {
  m_open = true;
  pump();
}

void RelayDirection::push(std::span<const std::byte> bytes) {
  if (m_noDestination) return;
  m_impairer->push(bytes, m_host.now());
  pump();
}

void RelayDirection::finish() {
  if (m_inputEnded) return;
  m_inputEnded = true;
  m_impairer->finish(m_host.now());
  pump();
}

void RelayDirection::abort() {
  m_inputEnded = true;
  if (m_finSent) return reset();
  m_impairer->abort(m_host.now());
  pump();
}

void RelayDirection::reset() {
  m_reset = true;
  m_noDestination = true;
  m_host.close(m_to, CloseMode::kReset);
  m_host.close(m_from, CloseMode::kReset);
}

void RelayDirection::setNoDestination() {
  m_noDestination = true;
  adjustReading();
}

bool RelayDirection::destinationTakes() const {
  return !m_noDestination && m_open && m_host.queued(m_to) < kRoleQueueLimit;
}

void RelayDirection::pump() {
  while (destinationTakes()) {
    const auto piece = m_impairer->pull(m_host.now());
    if (!piece) break;
    hand(*piece);
  }
  adjustReading();
}

void RelayDirection::hand(const ImpairedPiece& piece) {
  switch (piece.what) {
    case ImpairedPiece::What::kBytes: m_host.send(m_to, piece.bytes); return;
    case ImpairedPiece::What::kFin:
      m_finSent = true;
      m_host.close(m_to, CloseMode::kHalf);
      return;
    case ImpairedPiece::What::kReset: reset(); return;
  }
}

std::optional<TimePoint> RelayDirection::nextDeadline() const {
  return destinationTakes() ? m_impairer->nextDeadline() : std::nullopt;
}

/// Resumes only when half of it is gone, so that a slow way does not flap.
void RelayDirection::adjustReading() {
  if (m_inputEnded) return;
  const bool hindered = !m_noDestination && (!m_open || m_host.queued(m_to) >= kRoleQueueLimit);
  const std::size_t limit = m_paused ? kMostHeld / 2 : kMostHeld;
  const bool pause = hindered || (!m_noDestination && m_impairer->held() >= limit);
  if (pause == m_paused) return;
  m_paused = pause;
  m_host.pauseReading(m_from, pause);
}

}  // namespace synscope
