#include "app/cli/endpoint_report.h"

#include "app/cli/console.h"
#include "app/cli/datagram_refusal.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_line.h"
#include "app/cli/tls_text.h"
#include "core/engine/base/clock.h"
#include "core/logic/base/display_text.h"
#include "core/logic/reach/judge.h"

#include <cstring>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

constexpr double kWorthARate = 64 * 1024;  ///< Bytes; the rate of a few words says nothing.

std::string seconds(Duration duration) {
  return QString::number(toMs(duration) / 1000, 'g', 3).toStdString();
}

std::string byteCount(double bytes) {
  return QLocale::c().formattedDataSize(static_cast<qint64>(bytes), 1).toStdString();
}

const char* keyOfNew(const ConnectionRow& row, const EndpointRequest& request) {
  if (!request.listens) return request.isUdp() ? "cli.endpoint.speaking-to" : "cli.endpoint.connected";
  if (row.outgoing) return "cli.endpoint.forwarded";
  return request.isUdp() ? "cli.endpoint.peer-heard" : "cli.endpoint.client-came";
}

}  // namespace

EndpointReport::EndpointReport(EndpointSession& session, const EndpointRequest& request, Console& console)
    : m_session(session), m_request(request), m_console(console) {
  connect(&session, &EndpointSession::opened, this, &EndpointReport::onOpened);
  connect(&session, &EndpointSession::connected, this, &EndpointReport::onConnected);
  connect(&session, &EndpointSession::disconnected, this, &EndpointReport::onDisconnected);
  connect(&session, &EndpointSession::secured, this, &EndpointReport::onSecured);
  connect(&session, &EndpointSession::failed, this, &EndpointReport::onFailed);
  connect(&session, &EndpointSession::reconnecting, this, &EndpointReport::onReconnecting);
  connect(&session, &EndpointSession::refused, this, [this](const IpEndpoint& peer) {
    note({"cli.endpoint.turned-away", {{"peer", peer.toString()}}});
  });
  if (request.isUdp() && !request.listens)
    connect(&session, &EndpointSession::received, this, [this] { m_outcome.attempt.reset(); });
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
  note({keyOfNew(row, m_request),
        {{"peer", row.peer.toString()}, {"local", row.local.toString()}, {"number", std::to_string(row.id)}}});
}

void EndpointReport::onDisconnected(const ConnectionRow& row) {
  m_outcome.last = row;
  if (const auto life = m_session.life(row.id)) m_outcome.teardown = life->teardown;
  if (m_request.listens && !m_request.isUdp())
    note({"cli.endpoint.client-left", {{"peer", row.peer.toString()}, {"number", std::to_string(row.id)}}});
}

/// Who serves many does not want to read it of each.
void EndpointReport::onSecured(ConnectionId, const TlsSession& session) {
  m_outcome.tls = session;
  if (m_request.listens) return;
  for (const Phrase& phrase : tlsWords(session))
    note(phrase);
}

/// A server that once listens goes on whatever happens (out of descriptors, for example).
void EndpointReport::onFailed(ConnectionId connection, const Error& error) {
  if (connection != 0 && m_request.isUdp()) return onDatagramFailed(error);
  const bool survived = connection == 0 && m_request.listens && m_opened;
  if (!survived) (connection == 0 ? m_outcome.error : m_outcome.cut) = error;
  const std::optional<Attempt> attempt = m_session.lastAttempt();
  const bool refused = error.code == ErrorCode::kConnectFailed && attempt;
  complain(refused ? refusal(*attempt) : words(error));
}

/// Told once in a row.
void EndpointReport::onDatagramFailed(const Error& error) {
  if (m_request.listens) {
    if (!m_request.forPrograms()) m_console.note(words(error));
    return;
  }
  auto refused = m_outcome.last ? refusedDatagram(error, m_outcome.last->peer) : std::nullopt;
  if (refused) refused->elapsed = monotonicNow() - m_firstConnected.value_or(monotonicNow());
  const bool news = !m_outcome.attempt || !refused || !(judge(*refused) == judge(*m_outcome.attempt));
  if (refused)
    m_outcome.attempt = refused;
  else
    m_outcome.cut = error;
  if (news) complain(refused && refused->icmp ? refusal(*refused) : words(error));
}

void EndpointReport::onReconnecting(Duration wait) {
  m_outcome.error.reset();
  note({"cli.endpoint.reconnecting", {{"seconds", seconds(wait)}}});
}

void EndpointReport::noteIdle(Duration silence) {
  m_outcome.idle = true;
  note({"cli.endpoint.idle", {{"seconds", seconds(silence)}}});
}

void EndpointReport::onInputRefused(const Error& error) {
  m_outcome.streamCode = exit_code::kUsage;
  const bool tooLong = error.code == ErrorCode::kTooLong;
  complain(tooLong ? m_console.say(Phrase{"cli.endpoint.line-too-long", {}}) : words(error));
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
  Phrase reason{"reason." + std::string(name(judge(attempt).reason)), {}};
  if (attempt.icmp && m_request.isUdp())
    reason = {"cli.endpoint.not-delivered",
              {{"reason", catalogueKey(*attempt.icmp)}, {"from", attempt.icmp->from.toString()}}};
  return toQt(target.toString()) + QStringLiteral(": ") + m_console.say(reason) + QLatin1Char('\n') +
         askWhy(target.port);
}

QString EndpointReport::askWhy(std::uint16_t port) const {
  std::string command =
      "synscope-cli diagnose " + sanitizeForDisplay(m_request.settings.host) + ' ' + std::to_string(port);
  if (m_request.isUdp()) command += " --udp";
  return m_console.say(Phrase{"cli.endpoint.ask-why", {{"command", command}}});
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
  if (!m_request.isUdp()) m_outcome.attempt = m_session.lastAttempt();
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
  Phrase summary{"cli.endpoint.summary",
                 {{"sent", byteCount(static_cast<double>(counters.bytesOut))},
                  {"received", byteCount(static_cast<double>(counters.bytesIn))},
                  {"seconds", QString::number(took, 'f', took < 10 ? 2 : 0).toStdString()}}};
  if (took > 0 && most >= kWorthARate) summary.args.emplace_back("rate", byteCount(most / took));
  note(summary);
  if (!m_outcome.idle) note(endingPhrase());
  if (m_outcome.lostBytes > 0)
    note({"cli.endpoint.lost", {{"bytes", byteCount(static_cast<double>(m_outcome.lostBytes))}}});
  if (counters.droppedByKernel.value_or(0) > 0)
    note({"cli.endpoint.dropped", {{"count", std::to_string(*counters.droppedByKernel)}}});
}

/// The kernel's account of how a connection ended says more than who closed first.
Phrase EndpointReport::endingPhrase() const {
  const std::string_view ended = ending(m_outcome, m_request);
  const bool byKernel = ended.ends_with("-peer") || ended.ends_with("-us") || ended.ends_with("-first");
  if (byKernel && m_outcome.teardown->reason)
    return {"cli.endpoint.ended-by", {{"reason", std::string(codeOf(*m_outcome.teardown->reason))}}};
  return {"cli.endpoint.ended." + std::string(ended), {}};
}

}  // namespace synscope
