#pragma once

#include "app/cli/endpoint_report.h"
#include "app/cli/endpoint_request.h"
#include "app/cli/idle_watch.h"
#include "core/engine/endpoint/endpoint_session.h"

#include <memory>

namespace synscope {

class Console;
class EventLines;
class Talk;

/// One session of the command line, from opening it to the exit code.
class EndpointRun : public QObject {
  Q_OBJECT

 public:
  EndpointRun(const EndpointRequest& request, Console& console);
  ~EndpointRun() override;

  int run();

 private:
  void connectTalk();
  void connectEnds();
  void onInputOver(int error);
  void onFailed();
  void onSilence();
  void onOutputFailed(int error);
  void onDisconnected(const ConnectionRow& row);
  /// Waits until the reader of standard output has taken what was received.
  void drainOutput();

  const EndpointRequest& m_request;
  Console& m_console;
  EndpointSession m_session;
  EndpointReport m_report;
  IdleWatch m_idle;
  std::unique_ptr<EventLines> m_events;
  std::unique_ptr<Talk> m_talk;
};

}  // namespace synscope
