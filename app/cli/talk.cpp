#include "app/cli/talk.h"

#include "app/cli/terminal.h"

namespace synscope {
namespace {

constexpr std::size_t kStreamPiece = 256 * 1024;
constexpr std::size_t kDatagramPiece = 1'400;           ///< Fits into one packet on nearly every way.
constexpr std::size_t kMostQueued = 1024 * 1024;        ///< For each peer, in advance.
constexpr qsizetype kMostUdpWaiting = 4 * 1024 * 1024;  ///< A datagram's sender cannot be made to wait.

InputForm inputForm(const EndpointRequest& request) {
  if (request.hex) return InputForm::kHex;
  return request.crLf ? InputForm::kCrLf : InputForm::kRaw;
}

OutputForm outputForm(const EndpointRequest& request) {
  if (request.hex) return OutputForm::kHex;
  return isTerminal(StandardStream::kOutput) && !request.raw ? OutputForm::kTerminal : OutputForm::kRaw;
}

}  // namespace

Talk::Talk(EndpointSession& session, const EndpointRequest& request, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_request(request),
      m_input(request.isUdp() ? kDatagramPiece : kStreamPiece),
      m_typed(inputForm(request)),
      m_shown(outputForm(request), request),
      m_inputIsTerminal(isTerminal(StandardStream::kInput)) {
  connect(&session, &EndpointSession::connected, this, &Talk::onConnected);
  connect(&session, &EndpointSession::received, this, &Talk::onReceived);
  connect(&session, &EndpointSession::endOfInput, this, &Talk::onEndOfInput);
  connect(&session, &EndpointSession::drained, this, &Talk::onDrained);
  connect(&session, &EndpointSession::disconnected, this, &Talk::onDisconnected);
  connect(&session, &EndpointSession::sendingDone, this, [this] { onInputEnded(0); });
  connect(&m_input, &InputPump::received, this, &Talk::onInput);
  connect(&m_input, &InputPump::ended, this, &Talk::onInputEnded);
  connect(&m_output, &OutputPump::filled, this, [this] { setReading(false); });
  connect(&m_output, &OutputPump::drained, this, [this] {
    setReading(true);
    Q_EMIT outputTaken();
  });
  connect(&m_output, &OutputPump::failed, this, &Talk::outputFailed);
}

void Talk::onConnected(const ConnectionRow& row) {
  m_open.insert(row.id);
  m_shown.add(row);
  if (m_output.isFull()) m_session.pauseReading(row.id, true);
  if (m_inputEnded) return endTowards(row.id);
  if (!m_request.file.isEmpty()) return m_session.sendFile(m_request.file, {row.id});
  updateInput();
}

void Talk::onReceived(ConnectionId from, const QByteArray& bytes) {
  if (m_request.isUdp() && m_output.waiting() > kMostUdpWaiting)
    m_lostBytes += static_cast<quint64>(bytes.size());
  else
    m_output.write(m_shown.format(from, bytes));
}

/// The peer may still read, so what standard input brings goes on to it; a person at a terminal is not kept waiting.
void Talk::onEndOfInput(ConnectionId peer) {
  m_output.write(m_shown.finish(peer));
  if (!m_request.listens && !m_request.settings.reconnect) m_output.closeWhenDrained();
  if (m_inputIsTerminal || m_request.receiveOnly) m_session.closeConnection(peer, m_request.settings.closeMode);
}

void Talk::onDrained(ConnectionId peer) {
  if (m_inputEnded && m_request.atEnd == CloseMode::kReset) return m_session.closeConnection(peer, CloseMode::kReset);
  updateInput();
}

void Talk::onDisconnected(const ConnectionRow& row) {
  m_output.write(m_shown.finish(row.id));
  m_open.erase(row.id);
  updateInput();
}

void Talk::onInput(const QByteArray& piece) {
  send(m_typed.add(piece));
  updateInput();
}

void Talk::onInputEnded(int error) {
  send(m_typed.finish());
  m_inputEnded = true;
  const std::set<ConnectionId> open = m_open;
  for (const ConnectionId peer : open)
    endTowards(peer);
  Q_EMIT inputOver(error);
}

void Talk::send(const TypedInput::Messages& messages) {
  for (const QByteArray& message : messages.bytes)
    m_session.send(message);
  if (messages.problem) Q_EMIT inputRefused(*messages.problem);
}

void Talk::endTowards(ConnectionId peer) {
  if (m_request.isUdp()) return;
  const bool waits = m_request.atEnd == CloseMode::kReset && m_session.queued(peer) > 0;
  if (!waits) m_session.closeConnection(peer, m_request.atEnd);
}

void Talk::setReading(bool reading) {
  for (const ConnectionId peer : m_open)
    m_session.pauseReading(peer, !reading);
}

void Talk::updateInput() {
  m_input.setWanted(m_request.file.isEmpty() && !m_request.receiveOnly && !m_inputEnded && !m_open.empty() &&
                    !isBacklogged());
}

bool Talk::isBacklogged() const {
  return std::ranges::any_of(m_open, [this](ConnectionId peer) { return m_session.queued(peer) > kMostQueued; });
}

}  // namespace synscope
