#include "core/engine/companion/companion_message.h"

#include "core/engine/companion/companion_json.h"

#include <QJsonDocument>

#include <algorithm>

namespace synscope {
namespace {

QJsonObject toJson(const CompanionHello& hello) {
  return {{QStringLiteral("op"), QStringLiteral("hello")},
          {QStringLiteral("companion"), hello.version},
          {QStringLiteral("version"), QString::fromStdString(hello.program)},
          {QStringLiteral("name"), QString::fromStdString(hello.name)},
          {QStringLiteral("you"), hello.you ? QJsonValue(QString::fromStdString(hello.you->toString())) : QJsonValue()},
          {QStringLiteral("sees_half_open"), hello.seesHalfOpen},
          {QStringLiteral("full_size"), hello.takesFullSize},
          {QStringLiteral("clock"), hello.tellsClock}};
}

QJsonObject toJson(const CompanionWatchRequest& request) {
  return {{QStringLiteral("op"), QStringLiteral("watch")},
          {QStringLiteral("protocol"), QLatin1String(name(request.protocol).data())},
          {QStringLiteral("port"), request.port}};
}

QJsonObject toJson(const CompanionReportRequest&) {
  return {{QStringLiteral("op"), QStringLiteral("report")}};
}

QJsonObject toJson(const CompanionReport& report) {
  return {{QStringLiteral("op"), report.begins ? QStringLiteral("watching") : QStringLiteral("report")},
          {QStringLiteral("view"), companionViewJson(report.view)}};
}

QJsonObject toJson(const CompanionClockRequest&) {
  return {{QStringLiteral("op"), QStringLiteral("clock")}};
}

QJsonObject toJson(const CompanionClock& clock) {
  return {{QStringLiteral("op"), QStringLiteral("clock")}, {QStringLiteral("ms"), toMs(clock.watching)}};
}

QString filling(int bytes) {
  return QString(std::clamp(bytes, 0, kCompanionFilling), QLatin1Char('x'));
}

QJsonValue known(const std::optional<std::uint32_t>& value) {
  return value ? QJsonValue(static_cast<qint64>(*value)) : QJsonValue(QJsonValue::Null);
}

QJsonObject toJson(const CompanionTake& take) {
  return {{QStringLiteral("op"), QStringLiteral("take")}, {QStringLiteral("data"), filling(take.bytes)}};
}

QJsonObject toJson(const CompanionTook& took) {
  return {{QStringLiteral("op"), QStringLiteral("took")}, {QStringLiteral("bytes"), took.bytes}};
}

QJsonObject toJson(const CompanionGive& give) {
  return {{QStringLiteral("op"), QStringLiteral("give")}, {QStringLiteral("bytes"), give.bytes}};
}

QJsonObject toJson(const CompanionGiven& given) {
  return {{QStringLiteral("op"), QStringLiteral("given")},
          {QStringLiteral("segment"), known(given.segment)},
          {QStringLiteral("path_mtu"), known(given.pathMtu)},
          {QStringLiteral("data"), filling(given.bytes)}};
}

std::optional<CompanionMessage> readHello(const QJsonObject& json) {
  CompanionHello hello;
  hello.version = json[QLatin1String("companion")].toInt();
  if (hello.version < 1) return std::nullopt;
  hello.program = json[QLatin1String("version")].toString().left(64).toStdString();
  hello.name = json[QLatin1String("name")].toString().left(256).toStdString();
  hello.you = endpointFromText(json[QLatin1String("you")].toString());
  hello.seesHalfOpen = json[QLatin1String("sees_half_open")].toBool();
  hello.takesFullSize = json[QLatin1String("full_size")].toBool();
  hello.tellsClock = json[QLatin1String("clock")].toBool();
  return hello;
}

std::optional<CompanionMessage> readWatch(const QJsonObject& json) {
  const auto protocol = protocolFromJson(json);
  const int port = json[QLatin1String("port")].toInt();
  if (!protocol || port < 1 || port > 65'535) return std::nullopt;
  return CompanionWatchRequest{*protocol, static_cast<std::uint16_t>(port)};
}

std::optional<CompanionMessage> readReport(const QJsonObject& json, bool begins) {
  if (!json.contains(QLatin1String("view"))) {
    if (begins) return std::nullopt;
    return CompanionReportRequest{};
  }
  auto view = companionViewFromJson(json[QLatin1String("view")].toObject());
  if (!view) return std::nullopt;
  return CompanionReport{begins, std::move(*view)};
}

std::optional<CompanionMessage> readClock(const QJsonObject& json) {
  if (!json.contains(QLatin1String("ms"))) return CompanionClockRequest{};
  const auto watching = durationFromJson(json[QLatin1String("ms")]);
  if (!watching) return std::nullopt;
  return CompanionClock{*watching};
}

std::optional<int> bytesOf(const QJsonObject& json) {
  const int bytes = json[QLatin1String("bytes")].toInt(-1);
  return bytes >= 0 && bytes <= kCompanionFilling ? std::optional(bytes) : std::nullopt;
}

std::optional<int> fillingOf(const QJsonObject& json) {
  const QJsonValue data = json[QLatin1String("data")];
  if (!data.isString() || data.toString().size() > kCompanionFilling) return std::nullopt;
  return static_cast<int>(data.toString().size());
}

/// Of a segment or packet, bytes; what cannot be one is not known.
std::optional<std::uint32_t> sizeOf(const QJsonValue& value) {
  const int size = value.toInt(-1);
  return size >= 1 && size <= 65'536 ? std::optional(static_cast<std::uint32_t>(size)) : std::nullopt;
}

std::optional<CompanionMessage> readFullSize(const QJsonObject& json, const QString& op) {
  if (op == QLatin1String("took") || op == QLatin1String("give")) {
    const auto bytes = bytesOf(json);
    if (!bytes) return std::nullopt;
    return op == QLatin1String("took") ? CompanionMessage(CompanionTook{*bytes}) : CompanionGive{*bytes};
  }
  const auto bytes = fillingOf(json);
  if (!bytes) return std::nullopt;
  if (op == QLatin1String("take")) return CompanionTake{*bytes};
  if (op != QLatin1String("given")) return std::nullopt;
  return CompanionGiven{*bytes, sizeOf(json[QLatin1String("segment")]), sizeOf(json[QLatin1String("path_mtu")])};
}

}  // namespace

QByteArray encode(const CompanionMessage& message) {
  const QJsonObject json = std::visit([](const auto& what) { return toJson(what); }, message);
  return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<CompanionMessage> decodeCompanionMessage(const QByteArray& line) {
  const QJsonObject json = QJsonDocument::fromJson(line).object();
  const QString op = json[QLatin1String("op")].toString();
  if (op == QLatin1String("hello")) return readHello(json);
  if (op == QLatin1String("watch")) return readWatch(json);
  if (op == QLatin1String("watching")) return readReport(json, true);
  if (op == QLatin1String("report")) return readReport(json, false);
  if (op == QLatin1String("clock")) return readClock(json);
  return readFullSize(json, op);
}

}  // namespace synscope
