#include "app/cli/output_pump.h"

#include <cerrno>

namespace synscope {

OutputPump::OutputPump(QObject* parent) : QObject(parent), m_notifier(QSocketNotifier::Write) {
  m_notifier.setSocket(m_output.descriptor());
  connect(&m_notifier, &QSocketNotifier::activated, this, &OutputPump::writeWaiting);
}

void OutputPump::write(const QByteArray& bytes) {
  if (m_failed) return;
  const bool first = m_waiting.empty();
  const qsizetype taken = first ? writeNow(bytes, 0) : 0;
  if (m_failed || taken == bytes.size()) return;
  m_waiting.emplace_back(bytes.constData() + taken, bytes.size() - taken);
  m_waitingBytes += bytes.size() - taken;
  if (!first) return;
  m_notifier.setEnabled(true);
  Q_EMIT filled();
}

void OutputPump::writeWaiting() {
  while (!m_waiting.empty()) {
    const qsizetype taken = writeNow(m_waiting.front(), m_taken);
    if (m_failed) return;
    m_taken += taken;
    m_waitingBytes -= taken;
    if (m_taken < m_waiting.front().size()) return;
    m_waiting.pop_front();
    m_taken = 0;
  }
  m_notifier.setEnabled(false);
  if (m_closes) close();
  Q_EMIT drained();
}

qsizetype OutputPump::writeNow(const QByteArray& bytes, qsizetype from) {
  qsizetype taken = 0;
  while (from + taken < bytes.size()) {
    const QByteArrayView rest = QByteArrayView(bytes).sliced(from + taken);
    const StandardIoResult result = m_output.write(std::as_bytes(std::span(rest.data(), std::size_t(rest.size()))));
    taken += static_cast<qsizetype>(result.bytes);
    if (result.bytes > 0) continue;
    if (result.error != 0) fail(result.ended ? EPIPE : result.error);
    break;
  }
  return taken;
}

void OutputPump::fail(int error) {
  m_failed = true;
  m_waiting.clear();
  m_waitingBytes = 0;
  m_notifier.setEnabled(false);
  Q_EMIT failed(error);
}

void OutputPump::closeWhenDrained() {
  m_closes = true;
  if (m_waiting.empty()) close();
}

void OutputPump::close() {
  if (std::exchange(m_failed, true)) return;
  m_notifier.setEnabled(false);
  m_output.close();
}

}  // namespace synscope
