#include "app/cli/input_pump.h"

namespace synscope {

InputPump::InputPump(std::size_t piece, QObject* parent) : QObject(parent), m_piece(piece) {
  connect(&m_turn, &QTimer::timeout, this, &InputPump::readSome);
  if (m_input.isAlwaysReady()) return;
  m_notifier = std::make_unique<QSocketNotifier>(QSocketNotifier::Read);
  m_notifier->setSocket(m_input.descriptor());
  connect(m_notifier.get(), &QSocketNotifier::activated, this, &InputPump::readSome);
}

void InputPump::setWanted(bool wanted) {
  wanted = wanted && !m_ended;
  if (m_notifier)
    m_notifier->setEnabled(wanted);
  else if (wanted != m_turn.isActive())
    wanted ? m_turn.start(0) : m_turn.stop();
}

void InputPump::readSome() {
  QByteArray piece(static_cast<qsizetype>(m_piece), Qt::Uninitialized);
  const StandardIoResult result = m_input.read(std::as_writable_bytes(std::span(piece.data(), m_piece)));
  if (result.bytes > 0) {
    piece.truncate(static_cast<qsizetype>(result.bytes));
    Q_EMIT received(piece);
  }
  if (!result.ended && result.error == 0) return;
  m_ended = true;
  setWanted(false);
  Q_EMIT ended(result.error);
}

}  // namespace synscope
