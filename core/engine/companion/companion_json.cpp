#include "core/engine/companion/companion_json.h"

#include "core/engine/companion/companion_message.h"

#include <QJsonArray>

#include <limits>

namespace synscope {
namespace {

QJsonValue known(const std::optional<int>& value) {
  return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

std::optional<int> small(const QJsonValue& value, int most) {
  if (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > most) return std::nullopt;
  return value.toInt();
}

/// A count: whole and not negative; 0 where it makes no sense.
std::uint64_t count(const QJsonValue& value) {
  const double number = value.toDouble();
  return number > 0 && number < 9e15 ? static_cast<std::uint64_t>(number) : 0;
}

std::uint32_t count32(const QJsonValue& value) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(count(value), std::numeric_limits<std::uint32_t>::max()));
}

QJsonObject synJson(const CompanionSyn& syn) {
  return {{QStringLiteral("ttl"), syn.ttl},
          {QStringLiteral("mss"), known(syn.mss)},
          {QStringLiteral("window_scale"), known(syn.windowScale)},
          {QStringLiteral("sack"), syn.selectiveAck},
          {QStringLiteral("timestamps"), syn.timestamps}};
}

std::optional<CompanionSyn> synFromJson(const QJsonValue& value) {
  if (!value.isObject()) return std::nullopt;
  const QJsonObject json = value.toObject();
  CompanionSyn syn;
  syn.ttl = small(json[QLatin1String("ttl")], 255).value_or(0);
  syn.mss = small(json[QLatin1String("mss")], 65'535);
  syn.windowScale = small(json[QLatin1String("window_scale")], 255);
  syn.selectiveAck = json[QLatin1String("sack")].toBool();
  syn.timestamps = json[QLatin1String("timestamps")].toBool();
  return syn;
}

QJsonArray momentsJson(const CompanionSighting& seen) {
  QJsonArray moments;
  for (const CompanionMoment& moment : seen.moments)
    moments.append(QJsonObject{{QStringLiteral("what"), QLatin1String(name(moment.what).data())},
                               {QStringLiteral("after_ms"), toMs(moment.after)},
                               {QStringLiteral("seen_ms"), toMs(moment.seen)},
                               {QStringLiteral("count"), static_cast<qint64>(moment.count)}});
  return moments;
}

std::optional<CompanionMoment::What> whatOf(const QString& text) {
  using What = CompanionMoment::What;
  for (const What what : {What::kHalfOpen, What::kAnsweredAgain, What::kEstablished, What::kDatagram})
    if (text == QLatin1String(name(what).data())) return what;
  return std::nullopt;
}

/// What is not known, or makes no sense, is left out.
std::vector<CompanionMoment> momentsFromJson(const QJsonArray& json) {
  std::vector<CompanionMoment> moments;
  for (const QJsonValue& value : json) {
    if (moments.size() >= kCompanionMoments) break;
    const auto what = whatOf(value[QLatin1String("what")].toString());
    const auto after = durationFromJson(value[QLatin1String("after_ms")]);
    const auto seen = durationFromJson(value[QLatin1String("seen_ms")]);
    if (!what || !after || !seen || *seen < *after) continue;
    moments.push_back({*what, *after, *seen, std::max(1U, count32(value[QLatin1String("count")]))});
  }
  return moments;
}

QJsonObject sightingJson(const CompanionSighting& seen) {
  return {{QStringLiteral("from"), QString::fromStdString(seen.from.toString())},
          {QStringLiteral("first_ms"), static_cast<qint64>(seen.firstMs)},
          {QStringLiteral("half_open"), seen.halfOpen},
          {QStringLiteral("established"), seen.established},
          {QStringLiteral("syn_acks_again"), static_cast<qint64>(seen.synAcksAgain)},
          {QStringLiteral("datagrams"), static_cast<qint64>(seen.datagrams)},
          {QStringLiteral("replies"), static_cast<qint64>(seen.replies)},
          {QStringLiteral("moments"), momentsJson(seen)},
          {QStringLiteral("syn"), seen.syn ? QJsonValue(synJson(*seen.syn)) : QJsonValue(QJsonValue::Null)}};
}

std::optional<CompanionSighting> sightingFromJson(const QJsonObject& json) {
  const auto from = endpointFromText(json[QLatin1String("from")].toString());
  if (!from) return std::nullopt;
  CompanionSighting seen;
  seen.from = *from;
  seen.firstMs = count32(json[QLatin1String("first_ms")]);
  seen.halfOpen = json[QLatin1String("half_open")].toBool();
  seen.established = json[QLatin1String("established")].toBool();
  seen.synAcksAgain = count32(json[QLatin1String("syn_acks_again")]);
  seen.datagrams = count(json[QLatin1String("datagrams")]);
  seen.replies = count(json[QLatin1String("replies")]);
  seen.syn = synFromJson(json[QLatin1String("syn")]);
  seen.moments = momentsFromJson(json[QLatin1String("moments")].toArray());
  return seen;
}

}  // namespace

QJsonObject companionViewJson(const CompanionView& view) {
  QJsonArray sightings;
  for (const CompanionSighting& seen : view.sightings)
    sightings.append(sightingJson(seen));
  return {{QStringLiteral("protocol"), QLatin1String(name(view.protocol).data())},
          {QStringLiteral("port"), view.port},
          {QStringLiteral("served"), view.served},
          {QStringLiteral("opened"), view.opened},
          {QStringLiteral("process"), QString::fromStdString(view.process)},
          {QStringLiteral("sees_half_open"), view.seesHalfOpen},
          {QStringLiteral("queue_overflows"),
           view.queueOverflows ? QJsonValue(static_cast<qint64>(*view.queueOverflows)) : QJsonValue(QJsonValue::Null)},
          {QStringLiteral("sightings"), sightings}};
}

std::optional<CompanionView> companionViewFromJson(const QJsonObject& json) {
  const auto protocol = protocolFromJson(json);
  const auto port = small(json[QLatin1String("port")], 65'535);
  const QJsonArray sightings = json[QLatin1String("sightings")].toArray();
  if (!protocol || !port || static_cast<std::size_t>(sightings.size()) > kCompanionSightings) return std::nullopt;
  CompanionView view;
  view.protocol = *protocol;
  view.port = static_cast<std::uint16_t>(*port);
  view.served = json[QLatin1String("served")].toBool();
  view.opened = json[QLatin1String("opened")].toBool();
  view.process = json[QLatin1String("process")].toString().left(256).toStdString();
  view.seesHalfOpen = json[QLatin1String("sees_half_open")].toBool();
  if (json[QLatin1String("queue_overflows")].isDouble())
    view.queueOverflows = count(json[QLatin1String("queue_overflows")]);
  for (const QJsonValue& value : sightings) {
    auto seen = sightingFromJson(value.toObject());
    if (!seen) return std::nullopt;
    view.sightings.push_back(std::move(*seen));
  }
  return view;
}

std::optional<Protocol> protocolFromJson(const QJsonObject& json) {
  const QString text = json[QLatin1String("protocol")].toString();
  if (text == QLatin1String("tcp")) return Protocol::kTcp;
  if (text == QLatin1String("udp")) return Protocol::kUdp;
  return std::nullopt;
}

std::optional<Duration> durationFromJson(const QJsonValue& ms) {
  constexpr double kMost = 3'600'000;
  if (!ms.isDouble() || !(ms.toDouble() >= 0 && ms.toDouble() <= kMost)) return std::nullopt;
  return std::chrono::round<Duration>(std::chrono::duration<double, std::milli>(ms.toDouble()));
}

std::optional<IpEndpoint> endpointFromText(const QString& text) {
  const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
  if (colon < 1) return std::nullopt;
  bool ok = false;
  const ushort port = QStringView(text).mid(colon + 1).toUShort(&ok);
  QString host = text.left(colon);
  if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']'))) host = host.mid(1, host.size() - 2);
  const auto address = IpAddress::parse(host.toStdString());
  if (!ok || !address) return std::nullopt;
  return IpEndpoint{*address, port};
}

}  // namespace synscope
