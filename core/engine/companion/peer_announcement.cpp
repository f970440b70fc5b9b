#include "core/engine/companion/peer_announcement.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace synscope {
namespace {

constexpr int kVersion = 1;

QJsonObject objectOf(const QByteArray& datagram) {
  if (datagram.size() > kDiscoveryLimit) return {};
  const QJsonObject json = QJsonDocument::fromJson(datagram).object();
  return json[QLatin1String("synscope")].toInt() == kVersion ? json : QJsonObject();
}

std::uint16_t portOf(const QJsonValue& value) {
  const int port = value.toInt();
  return port > 0 && port <= 65'535 ? static_cast<std::uint16_t>(port) : std::uint16_t(0);
}

QByteArray datagramOf(QJsonObject json) {
  json[QLatin1String("synscope")] = kVersion;
  return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

}  // namespace

QByteArray encodeQuestion() {
  return datagramOf({{QStringLiteral("op"), QStringLiteral("who")}});
}

bool isQuestion(const QByteArray& datagram) {
  return objectOf(datagram)[QLatin1String("op")].toString() == QLatin1String("who");
}

QByteArray encodeAnnouncement(const PeerAnnouncement& announcement) {
  return datagramOf({{QStringLiteral("op"), QStringLiteral("here")},
                     {QStringLiteral("name"), QString::fromStdString(announcement.name).left(128)},
                     {QStringLiteral("version"), QString::fromStdString(announcement.version)},
                     {QStringLiteral("companion"), announcement.companionPort},
                     {QStringLiteral("throughput"), announcement.throughputPort}});
}

std::optional<PeerAnnouncement> decodeAnnouncement(const QByteArray& datagram) {
  const QJsonObject json = objectOf(datagram);
  if (json[QLatin1String("op")].toString() != QLatin1String("here")) return std::nullopt;
  PeerAnnouncement announcement;
  announcement.name = json[QLatin1String("name")].toString().left(128).toStdString();
  announcement.version = json[QLatin1String("version")].toString().left(32).toStdString();
  announcement.companionPort = portOf(json[QLatin1String("companion")]);
  announcement.throughputPort = portOf(json[QLatin1String("throughput")]);
  return announcement;
}

}  // namespace synscope
