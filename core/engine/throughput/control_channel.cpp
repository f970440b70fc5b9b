#include "core/engine/throughput/control_channel.h"

#include "core/engine/endpoint/socket_options.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/reach/native_socket.h"

#include <array>

namespace synscope {
namespace {

constexpr int kReadsPerTurn = 16;  // Others get their turn in between.

}  // namespace

ControlChannel::ControlChannel(UniqueFd fd, Handlers handlers, QObject* parent)
    : QObject(parent),
      m_handlers(std::move(handlers)),
      m_fd(std::move(fd)),
      m_reading(m_fd.get(), QSocketNotifier::Read),
      m_writing(m_fd.get(), QSocketNotifier::Write) {
  m_writing.setEnabled(false);
  EndpointSettings settings;
  settings.noDelay = true;
  applyTcpOptions(m_fd.get(), settings);
  connect(&m_reading, &QSocketNotifier::activated, this, [this] { onReadable(); });
  connect(&m_writing, &QSocketNotifier::activated, this, [this] { onWritable(); });
}

void ControlChannel::send(std::span<const std::byte> bytes) {
  if (!open()) return;
  m_waiting.insert(m_waiting.end(), bytes.begin(), bytes.end());
  onWritable();
}

void ControlChannel::close() {
  m_reading.setEnabled(false);
  m_writing.setEnabled(false);
  m_fd.reset();
}

void ControlChannel::onWritable() {
  const std::array pieces = {std::span<const std::byte>(m_waiting)};
  const StreamResult result = m_waiting.empty() ? StreamResult{} : sendPieces(m_fd.get(), pieces);
  m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(result.bytes));
  // A peer that is gone is noticed by reading, which also brings what it has sent before.
  if (result.error != SocketError::kNone) m_waiting.clear();
  m_writing.setEnabled(!m_waiting.empty());
}

void ControlChannel::onReadable() {
  std::array<std::byte, 65'536> buffer;
  for (int i = 0; i < kReadsPerTurn && open(); ++i) {
    const StreamResult result = receiveInto(m_fd.get(), buffer);
    if (result.ended || result.error != SocketError::kNone) return lose();
    if (result.bytes == 0) return void(drainErrorQueue(m_fd.get()));  // A late stamp of AckClock makes it readable.
    m_handlers.received(std::span(buffer).first(result.bytes));
  }
}

/// The notifier would tell it again and again.
void ControlChannel::lose() {
  m_reading.setEnabled(false);
  m_handlers.closed();
}

}  // namespace synscope
