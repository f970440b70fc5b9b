#include "app/cli/endpoint_report.h"

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_line.h"
#include "core/engine/base/clock.h"
#include "core/logic/base/display_text.h"
#include "core/logic/reach/judge.h"

#include <cstring>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string seconds(Duration duration) {
  return QString::number(toMs(duration) / 1000, 'g', 3).toStdString();
}

std::string byteCount(double bytes) {
  return QLocale::c().formattedDataSize(static_cast<qint64>(bytes), 1).toStdString();
}

}  // namespace

EndpointReport::EndpointReport(EndpointSession& session, const EndpointRequest& request, Console& console)
    : m_session(session), m_request(request), m_console(console) {
  connect(&session, &EndpointSession::opened, this, &EndpointReport::onOpened);
  connect(&session, &EndpointSession::connected, this, &EndpointReport::onConnected);
  connect(&session, &EndpointSession::disconnected, this, &EndpointReport::onDisconnected);
  connect(&session, &EndpointSession::failed, this, &EndpointReport::onFailed);
  connect(&session, &EndpointSession::reconnecting, this, &EndpointReport::onReconnecting);
  connect(&session, &EndpointSession::refused, this, [this](const IpEndpoint& peer) {
    note({"cli.endpoint.turned-away", {{"peer", peer.toString()}}});
  });
}

/// A port that was picked is an answer and not a note: it is told with --quiet, too.
void EndpointReport::onOpened(const IpEndpoint& local) {
  m_opened = true;
  if (!m_request.listens) return;
  const Phrase listening{"cli.endpoint.listening", {{"local", local.toString()}}};
  const bool picked = m_request.settings.port == 0 && m_request.settings.sourcePort == 0;
  if (picked)
    complain(m_console.say(listening));
  else
    note(listening);
}

void EndpointReport::onConnected(const ConnectionRow& row) {
  m_outcome.last = row;
  m_outcome.cut.reset();
  if (!m_firstConnected) m_firstConnected = monotonicNow();
  const bool forwarded = m_request.listens && row.outgoing;
  const char* key = forwarded ? "cli.endpoint.forwarded" : "cli.endpoint.client-came";
  note({m_request.listens ? key : "cli.endpoint.connected",
        {{"peer", row.peer.toString()}, {"local", row.local.toString()}, {"number", std::to_string(row.id)}}});
}

void EndpointReport::onDisconnected(const ConnectionRow& row) {
  m_outcome.last = row;
  if (const auto life = m_session.life(row.id)) m_outcome.teardown = life->teardown;
  if (m_request.listens)
    note({"cli.endpoint.client-left", {{"peer", row.peer.toString()}, {"number", std::to_string(row.id)}}});
}

/// A server that once listens goes on whatever happens (out of descriptors, for example).
void EndpointReport::onFailed(ConnectionId connection, const Error& error) {
  const bool survived = connection == 0 && m_request.listens && m_opened;
  if (!survived) (connection == 0 ? m_outcome.error : m_outcome.cut) = error;
  const std::optional<Attempt> attempt = m_session.lastAttempt();
  const bool refused = error.code == ErrorCode::kConnectFailed && attempt;
  complain(refused ? refusal(*attempt) : words(error));
}

void EndpointReport::onReconnecting(Duration wait) {
  m_outcome.error.reset();
  note({"cli.endpoint.reconnecting", {{"seconds", seconds(wait)}}});
}

void EndpointReport::noteIdle() {
  m_outcome.idle = true;
  note({"cli.endpoint.idle", {{"seconds", seconds(m_request.idle.value_or(Duration{}))}}});
}

void EndpointReport::onInputRefused(const Error& error) {
  m_outcome.streamCode = exit_code::kUsage;
  complain(words(error));
}

void EndpointReport::onStreamFailed(int error) {
  m_outcome.streamCode = exit_code::kInternal;
  complain(m_console.say(Phrase{"cli.endpoint.stream-failed", {{"subject", std::strerror(error)}}}));
}

void EndpointReport::note(const Phrase& phrase) {
  if (!m_request.forPrograms()) m_console.note(m_console.say(phrase));
}

void EndpointReport::complain(const QString& text) {
  if (!m_request.forPrograms()) m_console.error(text);
}

/// What came back instead of a connection, and the command that says why.
QString EndpointReport::refusal(const Attempt& attempt) const {
  const IpEndpoint& target = attempt.target;
  const Phrase reason{"reason." + std::string(name(judge(attempt).reason)), {}};
  const std::string command =
      "synscope-cli diagnose " + sanitizeForDisplay(m_request.settings.host) + ' ' + std::to_string(target.port);
  return toQt(target.toString()) + QStringLiteral(": ") + m_console.say(reason) + QLatin1Char('\n') +
         m_console.say(Phrase{"cli.endpoint.ask-why", {{"command", command}}});
}

QString EndpointReport::words(const Error& error) const {
  const std::string osError = error.osCode == 0 ? std::string() : std::strerror(error.osCode);
  const CatalogueEntry entry = Catalogue::instance().entry(
      {"error." + std::string(name(error.code)),
       {{"subject", error.subject}, {"operation", error.operation}, {"os_error", osError}}});
  const BilingualText& text = entry.plain.isEmpty() ? entry.title : entry.plain;
  return m_console.say(text);
}

int EndpointReport::finish() {
  m_outcome.attempt = m_session.lastAttempt();
  m_outcome.counters = m_session.counters();
  if (m_firstConnected) m_outcome.lasted = monotonicNow() - *m_firstConnected;
  if (m_request.json)
    writeJsonLine(summaryJson(m_outcome, m_request));
  else if (m_outcome.last)
    printSummary();
  return exitCode(m_outcome, m_request);
}

void EndpointReport::printSummary() {
  const SessionCounters& counters = m_outcome.counters;
  const double took = toMs(m_outcome.lasted.value_or(Duration{})) / 1000;
  const double most = static_cast<double>(std::max(counters.bytesIn, counters.bytesOut));
  note({"cli.endpoint.summary",
        {{"sent", byteCount(static_cast<double>(counters.bytesOut))},
         {"received", byteCount(static_cast<double>(counters.bytesIn))},
         {"seconds", QString::number(took, 'f', took < 10 ? 2 : 0).toStdString()},
         {"rate", byteCount(took > 0 ? most / took : 0)}}});
  note({"cli.endpoint.ended." + std::string(ending(m_outcome)), {}});
  if (m_outcome.lostBytes > 0)
    note({"cli.endpoint.lost", {{"bytes", byteCount(static_cast<double>(m_outcome.lostBytes))}}});
  if (counters.droppedByKernel.value_or(0) > 0)
    note({"cli.endpoint.dropped", {{"count", std::to_string(*counters.droppedByKernel)}}});
}

}  // namespace synscope
