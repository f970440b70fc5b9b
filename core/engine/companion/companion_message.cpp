#include "core/engine/companion/companion_message.h"

#include "core/engine/companion/companion_json.h"

#include <QJsonDocument>

namespace synscope {
namespace {

QJsonObject toJson(const CompanionHello& hello) {
  return {{QStringLiteral("op"), QStringLiteral("hello")},
          {QStringLiteral("companion"), hello.version},
          {QStringLiteral("version"), QString::fromStdString(hello.program)},
          {QStringLiteral("name"), QString::fromStdString(hello.name)},
          {QStringLiteral("you"), hello.you ? QJsonValue(QString::fromStdString(hello.you->toString())) : QJsonValue()},
          {QStringLiteral("half_open"), hello.seesHalfOpen}};
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

std::optional<CompanionMessage> readHello(const QJsonObject& json) {
  CompanionHello hello;
  hello.version = json[QLatin1String("companion")].toInt();
  if (hello.version < 1) return std::nullopt;
  hello.program = json[QLatin1String("version")].toString().left(64).toStdString();
  hello.name = json[QLatin1String("name")].toString().left(256).toStdString();
  hello.you = endpointFromText(json[QLatin1String("you")].toString());
  hello.seesHalfOpen = json[QLatin1String("half_open")].toBool();
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
  return std::nullopt;
}

}  // namespace synscope
