#include "app/cli/endpoint_run.h"

#include "app/cli/console.h"
#include "app/cli/event_lines.h"
#include "app/cli/interrupts.h"
#include "app/cli/run_job.h"
#include "app/cli/talk.h"

#include <QEventLoop>

#include <cerrno>

namespace synscope {
namespace {

/// UDP has no end: after the end of standard input replies are waited for this long.
constexpr Duration kUdpReplies = std::chrono::seconds(3);

}  // namespace

EndpointRun::EndpointRun(const EndpointRequest& request, Console& console)
    : m_request(request),
      m_console(console),
      m_session(request.settings),
      m_report(m_session, request, console),
      m_idle(m_session) {
  if (request.forPrograms()) m_events = std::make_unique<EventLines>(m_session, request);
  if (request.talks()) m_talk = std::make_unique<Talk>(m_session, request);
  connectEnds();
  if (m_talk) connectTalk();
}

EndpointRun::~EndpointRun() = default;

void EndpointRun::connectEnds() {
  connect(&m_session, &EndpointSession::disconnected, this, &EndpointRun::onDisconnected);
  connect(&m_console.interrupts(), &Interrupts::interrupted, this, [this] { m_report.noteInterrupted(); });
  connect(&m_idle, &IdleWatch::expired, this, &EndpointRun::onSilence);
  connect(&m_session, &EndpointSession::failed, this, &EndpointRun::onFailed);
  if (!m_request.idle) return;
  const auto start = [this] { m_idle.start(*m_request.idle); };
  if (m_request.listens)
    connect(&m_session, &EndpointSession::opened, this, start);
  else
    connect(&m_session, &EndpointSession::connected, this, start);
}

void EndpointRun::connectTalk() {
  connect(m_talk.get(), &Talk::inputOver, this, &EndpointRun::onInputOver);
  connect(m_talk.get(), &Talk::inputRefused, &m_report, &EndpointReport::onInputRefused);
  connect(m_talk.get(), &Talk::outputFailed, this, &EndpointRun::onOutputFailed, Qt::QueuedConnection);
}

int EndpointRun::run() {
  runJob(m_session, m_console.interrupts());
  if (m_talk) drainOutput();
  if (m_events) m_events->update();
  return m_report.finish();
}

void EndpointRun::onInputOver(int error) {
  if (error != 0) m_report.onStreamFailed(error);
  if (!m_request.isUdp() || m_request.listens) return;
  if (m_report.wasRefused()) return m_session.cancel();
  if (!m_request.idle) m_idle.start(kUdpReplies);
}

/// Nothing more is to be said, and what was said was refused.
void EndpointRun::onFailed() {
  const bool over = m_request.isUdp() && m_talk && m_talk->inputEnded() && m_report.wasRefused();
  if (over && !m_request.listens)
    QMetaObject::invokeMethod(
        &m_session, [this] { m_session.cancel(); }, Qt::QueuedConnection);
}

void EndpointRun::onSilence() {
  m_report.noteIdle(m_request.idle.value_or(kUdpReplies));
  m_session.cancel();
}

/// Who reads our output may stop whenever it likes; that is no failure.
void EndpointRun::onOutputFailed(int error) {
  if (error != EPIPE) m_report.onStreamFailed(error);
  m_session.cancel();
}

void EndpointRun::onDisconnected(const ConnectionRow& row) {
  const bool served = m_request.once && !row.outgoing;
  const bool said = m_request.settings.reconnect && m_talk->inputEnded();
  if (served || said)
    QMetaObject::invokeMethod(
        &m_session, [this] { m_session.cancel(); }, Qt::QueuedConnection);
}

void EndpointRun::drainOutput() {
  m_report.noteLost(m_talk->lostBytes());
  if (!m_talk->outputWaits() || m_console.interrupts().requested()) return;
  QEventLoop loop;
  connect(m_talk.get(), &Talk::outputTaken, &loop, &QEventLoop::quit);
  connect(m_talk.get(), &Talk::outputFailed, &loop, &QEventLoop::quit);
  connect(&m_console.interrupts(), &Interrupts::interrupted, &loop, &QEventLoop::quit);
  loop.exec();
}

}  // namespace synscope
