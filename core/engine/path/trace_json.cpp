#include "core/engine/path/trace_json.h"

#include <QString>

#include <cmath>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

double rounded(double value) {
  return std::round(value * 1000.0) / 1000.0;
}

QJsonValue ms(std::optional<Duration> duration) {
  return duration ? QJsonValue(rounded(toMs(*duration))) : QJsonValue(QJsonValue::Null);
}

QJsonValue number(std::optional<double> value) {
  return value ? QJsonValue(rounded(*value)) : QJsonValue(QJsonValue::Null);
}

QJsonValue icmpJson(const std::optional<IcmpReport>& icmp) {
  if (!icmp) return QJsonValue::Null;
  return QJsonObject{{QStringLiteral("type"), icmp->type},
                     {QStringLiteral("code"), icmp->code},
                     {QStringLiteral("from"), toQt(icmp->from.toString())}};
}

QJsonArray addressesJson(const Hop& hop) {
  QJsonArray all;
  for (const IpAddress& address : hop.addresses)
    all.append(toQt(address.toString()));
  return all;
}

QJsonObject hopJson(const Hop& hop) {
  const QJsonArray addresses = addressesJson(hop);
  return {{QStringLiteral("ttl"), hop.ttl},
          {QStringLiteral("address"), addresses.isEmpty() ? QJsonValue(QJsonValue::Null) : addresses.first()},
          {QStringLiteral("rtt_ms"), ms(hop.last)},
          {QStringLiteral("kind"), toQt(name(hop.answer))},
          {QStringLiteral("sent"), hop.sent},
          {QStringLiteral("received"), hop.received},
          {QStringLiteral("loss_percent"), number(hop.lossPercent())},
          {QStringLiteral("min_ms"), ms(hop.best)},
          {QStringLiteral("avg_ms"), ms(hop.average)},
          {QStringLiteral("max_ms"), ms(hop.worst)},
          {QStringLiteral("addresses"), addresses},
          {QStringLiteral("icmp"), icmpJson(hop.icmp)}};
}

QJsonValue errnoJson(SocketError error) {
  return error == SocketError::kNone ? QJsonValue(QJsonValue::Null) : QJsonValue(toQt(name(error)));
}

}  // namespace

QJsonArray hopsJson(const Trace& trace) {
  QJsonArray hops;
  for (const Hop& hop : trace.hops)
    hops.append(hopJson(hop));
  return hops;
}

QJsonObject traceJson(const Trace& trace) {
  return {{QStringLiteral("schema"), QStringLiteral("synscope/trace/1")},
          {QStringLiteral("address"), toQt(trace.target.address.toString())},
          {QStringLiteral("family"), toQt(name(trace.target.address.family()))},
          {QStringLiteral("protocol"), toQt(name(trace.protocol))},
          {QStringLiteral("port"), trace.target.port},
          {QStringLiteral("hops"), hopsJson(trace)},
          {QStringLiteral("ended"), toQt(name(trace.end))},
          {QStringLiteral("last_answering_ttl"), trace.lastAnsweringTtl},
          {QStringLiteral("errno"), errnoJson(trace.error)},
          {QStringLiteral("elapsed_s"), toMs(trace.elapsed) / 1000.0}};
}

QJsonObject traceJson(const std::optional<Error>& error, Protocol protocol, std::uint16_t port) {
  const TraceEnd end = error ? TraceEnd::kNotSent : TraceEnd::kCancelled;
  return {{QStringLiteral("schema"), QStringLiteral("synscope/trace/1")},
          {QStringLiteral("address"), QJsonValue::Null},
          {QStringLiteral("family"), QJsonValue::Null},
          {QStringLiteral("protocol"), toQt(name(protocol))},
          {QStringLiteral("port"), port},
          {QStringLiteral("hops"), QJsonArray()},
          {QStringLiteral("ended"), toQt(name(end))},
          {QStringLiteral("last_answering_ttl"), QJsonValue::Null},
          {QStringLiteral("errno"), QJsonValue::Null},
          {QStringLiteral("error"), error ? QJsonValue(toQt(name(error->code))) : QJsonValue(QJsonValue::Null)},
          {QStringLiteral("elapsed_s"), QJsonValue::Null}};
}

}  // namespace synscope
