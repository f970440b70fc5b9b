#pragma once

#include "app/cli/endpoint_outcome.h"
#include "core/engine/endpoint/endpoint_session.h"
#include "core/logic/base/phrase.h"

namespace synscope {

class Console;

/// Tells on standard error what becomes of a session, in words for people or with --json for programs, and gathers its
/// outcome.
class EndpointReport : public QObject {
  Q_OBJECT

 public:
  EndpointReport(EndpointSession& session, const EndpointRequest& request, Console& console);

  void noteIdle(Duration silence);
  void noteInterrupted() { m_outcome.interrupted = true; }
  void noteLost(quint64 bytes) { m_outcome.lostBytes = bytes; }
  /// A piece of standard input that cannot be sent.
  void onInputRefused(const Error& error);
  /// Standard input or output cannot be used any more (errno value).
  void onStreamFailed(int error);

  /// UDP: what was sent last is known not to have been delivered.
  bool wasRefused() const { return m_request.isUdp() && m_outcome.attempt.has_value(); }

  /// Prints the summary and returns the exit code.
  int finish();

 private:
  void onOpened(const IpEndpoint& local);
  void onConnected(const ConnectionRow& row);
  void onDisconnected(const ConnectionRow& row);
  void onSecured(ConnectionId connection, const TlsSession& session);
  void onFailed(ConnectionId connection, const Error& error);
  void onDatagramFailed(const Error& error);
  void onReconnecting(Duration wait);

  /// Words for people; a note not with --quiet.
  void note(const Phrase& phrase);
  void complain(const QString& text);
  QString refusal(const Attempt& attempt) const;
  QString askWhy(std::uint16_t port) const;
  QString words(const Error& error) const;
  void printSummary();
  Phrase endingPhrase() const;

  EndpointSession& m_session;
  const EndpointRequest& m_request;
  Console& m_console;
  EndpointOutcome m_outcome;
  bool m_opened = false;
  std::optional<TimePoint> m_firstConnected;
};

}  // namespace synscope
