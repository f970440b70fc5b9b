#pragma once

#include "app/cli/endpoint_request.h"
#include "app/cli/input_pump.h"
#include "app/cli/output_pump.h"
#include "app/cli/received_text.h"
#include "app/cli/typed_input.h"
#include "core/engine/endpoint/endpoint_session.h"

#include <set>

namespace synscope {

/// Joins standard input and output with the peers of a session: what is read goes to all of them, what any of them
/// sends is written. Invariant: while a peer does not take what was read, no more is read; while standard output is not
/// taken, nothing is received.
class Talk : public QObject {
  Q_OBJECT

 public:
  Talk(EndpointSession& session, const EndpointRequest& request, QObject* parent = nullptr);

  bool inputEnded() const { return m_inputEnded; }
  /// Received bytes still wait for the reader of standard output.
  bool outputWaits() const { return m_output.isFull(); }
  /// Received UDP payload that was given up because standard output took too long.
  quint64 lostBytes() const { return m_lostBytes; }

 Q_SIGNALS:
  /// Standard input is over (errno value, or 0), and everything read has been handed to the session.
  void inputOver(int error);
  void inputRefused(const synscope::Error& error);
  void outputTaken();
  void outputFailed(int error);

 private:
  void onConnected(const ConnectionRow& row);
  void onReceived(ConnectionId from, const QByteArray& bytes);
  void onEndOfInput(ConnectionId peer);
  void onDrained(ConnectionId peer);
  void onDisconnected(const ConnectionRow& row);
  void onInput(const QByteArray& piece);
  void onInputEnded(int error);

  void send(const TypedInput::Messages& messages);
  void setReading(bool reading);
  void updateInput();
  bool isBacklogged() const;
  /// Standard input is over for this peer.
  void endTowards(ConnectionId peer);

  EndpointSession& m_session;
  const EndpointRequest& m_request;
  InputPump m_input;
  OutputPump m_output;
  TypedInput m_typed;
  ReceivedText m_shown;
  std::set<ConnectionId> m_open;
  bool m_inputEnded = false;
  bool m_inputIsTerminal;
  quint64 m_lostBytes = 0;
};

}  // namespace synscope
