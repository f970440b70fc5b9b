#include "app/cli/endpoint_outcome.h"

#include "app/cli/exit_code.h"
#include "app/cli/json_line.h"
#include "app/cli/tls_text.h"
#include "core/logic/reach/judge.h"

#include <QJsonValue>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int codeOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kNameNotFound:
    case ErrorCode::kNameServerSilent:
    case ErrorCode::kNameServerFailed: return exit_code::kNameError;
    default: return exit_code::kLocal;
  }
}

/// Whether we got as far as being connected to somebody.
bool reached(const EndpointOutcome& outcome) {
  return outcome.last || (outcome.attempt && judge(*outcome.attempt).state == PortState::kOpen);
}

int clientCode(const EndpointOutcome& outcome, bool udp) {
  const int later = outcome.cut || outcome.error ? exit_code::kLaterFailure : exit_code::kDone;
  if (!udp && reached(outcome)) return later;
  if (outcome.attempt) return exitCode(judge(*outcome.attempt).state);
  return outcome.error ? codeOf(*outcome.error) : later;
}

/// A server goes on when one of many clients is cut off; that only counts where there was just one to be served.
int serverCode(const EndpointOutcome& outcome, bool once) {
  if (outcome.error) return codeOf(*outcome.error);
  return once && outcome.cut ? exit_code::kLaterFailure : exit_code::kDone;
}

std::string_view endingOf(const Teardown& teardown) {
  if (!teardown.closedFirst) return "closed";
  const bool byPeer = *teardown.closedFirst == Side::kPeer;
  if (teardown.byReset) return byPeer ? "reset-by-peer" : "reset-by-us";
  return byPeer ? "peer-closed-first" : "we-closed-first";
}

QJsonValue errorJson(const std::optional<Error>& error) {
  if (!error) return QJsonValue::Null;
  return QJsonObject{{QStringLiteral("code"), toQt(name(error->code))},
                     {QStringLiteral("operation"), toQt(error->operation)},
                     {QStringLiteral("subject"), toQt(error->subject)},
                     {QStringLiteral("errno"), error->osCode}};
}

QJsonValue verdictJson(const std::optional<Attempt>& attempt) {
  if (!attempt) return QJsonValue::Null;
  const PortVerdict verdict = judge(*attempt);
  return QJsonObject{{QStringLiteral("verdict"), toQt(name(verdict.state))},
                     {QStringLiteral("reason"), toQt(name(verdict.reason))},
                     {QStringLiteral("time_ms"),
                      attempt->elapsed > Duration{} ? QJsonValue(roundedMs(attempt->elapsed)) : QJsonValue()}};
}

QJsonValue teardownJson(const std::optional<Teardown>& teardown) {
  return teardown && teardown->reason ? QJsonValue(toQt(name(*teardown->reason))) : QJsonValue();
}

QJsonValue number(std::uint64_t value) {
  return static_cast<qint64>(value);
}

void addCounters(QJsonObject& json, const EndpointOutcome& outcome) {
  const SessionCounters& counters = outcome.counters;
  json[QStringLiteral("bytes_sent")] = number(counters.bytesOut);
  json[QStringLiteral("bytes_received")] = number(counters.bytesIn);
  json[QStringLiteral("messages_sent")] = number(counters.messagesOut);
  json[QStringLiteral("messages_received")] = number(counters.messagesIn);
  json[QStringLiteral("bytes_lost")] = number(outcome.lostBytes);
  json[QStringLiteral("connections")] = number(counters.connections);
  json[QStringLiteral("turned_away")] = number(counters.refusedConnections);
  json[QStringLiteral("dropped_by_kernel")] =
      counters.droppedByKernel ? number(*counters.droppedByKernel) : QJsonValue::Null;
  json[QStringLiteral("not_sent")] = number(counters.notSent);
  json[QStringLiteral("refused_datagrams")] = number(counters.refusedDatagrams);
}

}  // namespace

int exitCode(const EndpointOutcome& outcome, const EndpointRequest& request) {
  const int code = request.listens ? serverCode(outcome, request.once) : clientCode(outcome, request.isUdp());
  return code != exit_code::kDone ? code : outcome.streamCode;
}

std::string_view ending(const EndpointOutcome& outcome, const EndpointRequest& request) {
  if (outcome.error) return reached(outcome) ? "failed" : "refused";
  if (outcome.cut) return "cut-off";
  if (request.isUdp() && outcome.attempt) return "not-delivered";
  if (outcome.idle) return "idle";
  if (outcome.interrupted) return "interrupted";
  return outcome.teardown ? endingOf(*outcome.teardown) : "closed";
}

QJsonObject summaryJson(const EndpointOutcome& outcome, const EndpointRequest& request) {
  QJsonObject json{{QStringLiteral("schema"), QStringLiteral("synscope/endpoint/1")},
                   {QStringLiteral("command"), request.listens ? QStringLiteral("listen") : QStringLiteral("connect")},
                   {QStringLiteral("protocol"), request.isUdp() ? QStringLiteral("udp") : QStringLiteral("tcp")},
                   {QStringLiteral("ended"), toQt(ending(outcome, request))},
                   {QStringLiteral("exit"), exitCode(outcome, request)},
                   {QStringLiteral("attempt"), verdictJson(outcome.attempt)},
                   {QStringLiteral("error"), errorJson(outcome.error ? outcome.error : outcome.cut)}};
  const bool known = outcome.last.has_value();
  json[QStringLiteral("local")] = known ? toQt(outcome.last->local.toString()) : QJsonValue();
  json[QStringLiteral("peer")] = known ? toQt(outcome.last->peer.toString()) : QJsonValue();
  json[QStringLiteral("seconds")] = outcome.lasted ? QJsonValue(roundedMs(*outcome.lasted / 1000)) : QJsonValue();
  json[QStringLiteral("teardown")] = teardownJson(outcome.teardown);
  json[QStringLiteral("tls")] = outcome.tls ? QJsonValue(tlsJson(*outcome.tls)) : QJsonValue();
  addCounters(json, outcome);
  return json;
}

}  // namespace synscope
