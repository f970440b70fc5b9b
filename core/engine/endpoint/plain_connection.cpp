#include "core/engine/endpoint/plain_connection.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/stream_error.h"
#include "core/engine/reach/native_socket.h"

#include <algorithm>
#include <array>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kPiecesPerCall = 16;
constexpr std::size_t kMostRest = std::size_t{1024} * 1024;
constexpr std::size_t kRestBuffer = std::size_t{16} * 1024;

}  // namespace

PlainConnection::PlainConnection(ConnectionId id, UniqueFd fd, IpEndpoint peer, StreamSurroundings& surroundings)
    : m_id(id), m_fd(std::move(fd)), m_peer(std::move(peer)), m_around(surroundings) {}

PlainConnection::~PlainConnection() {
  if (m_fd) m_around.watch.forget(m_fd.get());
}

bool PlainConnection::start() {
  return updateWatch();
}

/// The kernel is asked first: what it takes at once is never copied.
bool PlainConnection::send(std::span<const std::byte> bytes) {
  if (!m_fd || m_output != Output::kOpen || !m_queue.fits(bytes.size())) return false;
  if (bytes.empty()) return true;
  std::size_t taken = 0;
  if (m_queue.empty()) {
    const std::array pieces{bytes};
    const StreamResult sent = trySend(pieces);
    taken = sent.bytes;  // An error is met again, and dealt with, when the event loop flushes.
  }
  m_queue.append(bytes.subspan(taken));
  if (m_queue.empty() && !m_drainDue) {
    m_drainDue = true;
    m_around.owner.streamWillDrain(m_id);
  }
  updateWatch();
  return true;
}

StreamResult PlainConnection::trySend(std::span<const std::span<const std::byte>> pieces) {
  const StreamResult sent = sendPieces(m_fd.get(), pieces);
  if (sent.bytes == 0) return sent;
  const TimePoint now = monotonicNow();
  if (m_around.life != nullptr) m_around.life->sent(m_id, now, sent.bytes);
  std::size_t left = sent.bytes;
  for (const auto piece : pieces) {
    const auto part = piece.first(std::min(left, piece.size()));
    if (!part.empty()) m_around.owner.streamSent(m_id, now, part);
    left -= part.size();
  }
  return sent;
}

void PlainConnection::tellDrained() {
  if (!std::exchange(m_drainDue, false)) return;
  if (m_fd && m_queue.empty()) m_around.owner.streamDrained(m_id);
}

void PlainConnection::pauseReading(bool paused) {
  if (!m_fd || m_paused == paused) return;
  m_paused = paused;
  m_brokenWhilePaused = false;
  updateWatch();
}

void PlainConnection::close(CloseMode mode) {
  if (!m_fd) return;
  if (mode == CloseMode::kReset) return closeNow(mode);
  if (m_output == Output::kOpen) m_output = Output::kEnding;
  m_closeAfterFlush = m_closeAfterFlush || mode == CloseMode::kFin;
  if (m_queue.empty()) onFlushed();
}

void PlainConnection::closeNow(CloseMode mode) {
  if (!m_fd) return;
  if (mode == CloseMode::kReset) {
    setResetOnClose(m_fd.get());
    return closeSocket(EndpointCall::kAbort);
  }
  if (!m_queue.empty()) trySend(m_queue.front(kPiecesPerCall));
  closeSocket(EndpointCall::kClose);
}

void PlainConnection::onReady(Readiness ready) {
  if (ready.writable && !m_queue.empty()) flush();
  if (!m_fd) return;
  if (ready.readable && isReading()) return readOnce();
  if (ready.broken) onBroken();
}

void PlainConnection::readOnce() {
  take(receiveInto(m_fd.get(), m_around.buffer), m_around.buffer);
}

void PlainConnection::readRest() {
  std::array<std::byte, kRestBuffer> buffer;
  for (std::size_t got = 0; isReading() && got < kMostRest;) {
    const StreamResult read = receiveInto(m_fd.get(), buffer);
    got += read.bytes;
    if (read.error != SocketError::kNone || !take(read, buffer) || read.bytes < buffer.size()) return;
  }
}

/// Returns false where the connection is gone.
bool PlainConnection::take(const StreamResult& read, std::span<const std::byte> buffer) {
  const TimePoint now = monotonicNow();
  if (read.error != SocketError::kNone) {
    fail(EndpointCall::kReceive, read);
  } else if (read.bytes > 0) {
    if (m_around.life != nullptr) m_around.life->received(m_id, now, read.bytes);
    m_around.owner.streamReceived(m_id, now, buffer.first(read.bytes));
  } else if (read.ended) {
    m_inputEnded = true;
    if (m_around.life != nullptr) m_around.life->endOfInput(m_id, now);
    updateWatch();
    m_around.owner.streamEnded(m_id);
    if (m_fd && m_output == Output::kEnded) closeSocket(EndpointCall::kClose);
  }
  return m_fd.valid();
}

void PlainConnection::flush() {
  const StreamResult sent = trySend(m_queue.front(kPiecesPerCall));
  m_queue.drop(sent.bytes);
  if (sent.error != SocketError::kNone) {
    readRest();  // What the peer sent before it went is still there to be read.
    if (m_fd) fail(EndpointCall::kSend, sent);
    return;
  }
  updateWatch();
  if (m_queue.empty()) onFlushed();
}

void PlainConnection::onFlushed() {
  if (m_closeAfterFlush) {
    readRest();
    if (m_fd) closeSocket(EndpointCall::kClose);
    return;
  }
  if (m_output == Output::kEnding) return endOutput();
  if (m_output == Output::kOpen) m_around.owner.streamDrained(m_id);
}

void PlainConnection::endOutput() {
  m_output = Output::kEnded;
  const TimePoint now = monotonicNow();
  shutDownWriting(m_fd.get());
  if (m_around.life != nullptr) m_around.life->called(m_id, now, EndpointCall::kShutdownWrite);
  if (m_inputEnded) closeSocket(EndpointCall::kClose);
}

/// The event loop reports an error even to those who do not read just now; it must be dealt with or be told for ever.
void PlainConnection::onBroken() {
  const StreamResult next = lookAhead(m_fd.get(), m_inputEnded);
  if (next.error != SocketError::kNone) return fail(EndpointCall::kReceive, next);
  m_brokenWhilePaused = true;
  updateWatch();
}

void PlainConnection::fail(EndpointCall call, const StreamResult& result) {
  if (m_around.life != nullptr) m_around.life->failed(m_id, monotonicNow(), call, result.error);
  m_around.owner.streamFailed(m_id, streamError(call, m_peer, result));
  if (m_fd) closeSocket(EndpointCall::kClose);
}

void PlainConnection::closeSocket(EndpointCall call) {
  m_around.watch.forget(m_fd.get());
  if (m_around.life != nullptr) m_around.life->called(m_id, monotonicNow(), call);
  m_queue.clear();
  m_output = Output::kEnded;
  m_fd.reset();
  m_around.owner.streamClosed(m_id);
}

bool PlainConnection::updateWatch() {
  if (!m_fd) return false;
  if (!m_brokenWhilePaused) return m_around.watch.watch(m_fd.get(), *this, isReading(), !m_queue.empty());
  m_around.watch.forget(m_fd.get());
  return true;
}

}  // namespace synscope
