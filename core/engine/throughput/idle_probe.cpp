#include "core/engine/throughput/idle_probe.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/socket_options.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/logic/throughput/load_sample.h"

#include <array>
#include <utility>

namespace synscope {
namespace {

/// As many segments as Linux acknowledges at once at the beginning of a connection (tcp_incr_quickack), less one.
constexpr std::size_t kWrites = 15;
constexpr auto kInterval = std::chrono::milliseconds(50);
constexpr auto kPatience = std::chrono::milliseconds(2000);

}  // namespace

IdleProbe::IdleProbe(qintptr fd, std::span<const std::byte> greeting, Handlers handlers, QObject* parent)
    : QObject(parent),
      m_fd(fd),
      m_greeting(greeting.begin(), greeting.end()),
      m_handlers(std::move(handlers)),
      m_clock(std::in_place, fd),
      m_reading(fd, QSocketNotifier::Read) {
  EndpointSettings settings;
  settings.noDelay = true;
  applyTcpOptions(fd, settings);
  m_patience.setSingleShot(true);
  connect(&m_reading, &QSocketNotifier::activated, this, [this] { onReadable(); });
  connect(&m_next, &QTimer::timeout, this, [this] { sendNext(); });
  connect(&m_patience, &QTimer::timeout, this, [this] { end(); });
}

void IdleProbe::start() {
  if (!m_clock->stamps()) return end();
  m_next.start(kInterval);
  m_patience.start(kPatience);
  sendNext();
}

void IdleProbe::sendNext() {
  if (m_underWay || m_ended) return;
  if (m_sent >= kWrites || m_sent + 1 >= m_greeting.size()) return end();
  const std::array pieces = {std::span<const std::byte>(m_greeting).subspan(m_sent, 1)};
  m_sentAt = monotonicNow();
  const StreamResult result = sendPieces(m_fd, pieces);
  if (result.bytes == 0) return end();
  ++m_sent;
  m_underWay = true;
}

/// What the server says so early (that it is busy) or that it is gone is for others to read.
void IdleProbe::onReadable() {
  if (m_ended) return;
  if (const auto time = m_clock->take()) {
    m_underWay = false;
    if (const auto believed = believableTime(*time, monotonicNow() - m_sentAt)) m_handlers.sampled(m_sentAt, *believed);
  }
  const StreamResult ahead = lookAhead(m_fd, false);
  if (ahead.bytes > 0 || ahead.ended || ahead.error != SocketError::kNone) end();
}

void IdleProbe::end() {
  if (std::exchange(m_ended, true)) return;
  m_next.stop();
  m_patience.stop();
  m_reading.setEnabled(false);
  m_clock.reset();
  QMetaObject::invokeMethod(
      this, [this] { m_handlers.done(); }, Qt::QueuedConnection);
}

}  // namespace synscope
