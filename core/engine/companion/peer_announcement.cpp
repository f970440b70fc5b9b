#include "core/engine/companion/peer_announcement.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

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

/// fe80::/10 (RFC 4291 section 2.5.6).
bool isLinkLocal6(const IpAddress& address) {
  const auto octets = address.octets();
  return address.isV6() && octets[0] == 0xfe && (octets[1] & 0xc0) == 0x80;
}

/// Nothing new: every port it names is known already.
bool holds(const PeerAnnouncement& known, const PeerAnnouncement& what) {
  return (what.companionPort == 0 || what.companionPort == known.companionPort) &&
         (what.throughputPort == 0 || what.throughputPort == known.throughputPort);
}

/// Both together announce each kind once at most.
bool completes(const PeerAnnouncement& known, const PeerAnnouncement& what) {
  return (known.companionPort == 0 || what.companionPort == 0 || known.companionPort == what.companionPort) &&
         (known.throughputPort == 0 || what.throughputPort == 0 || known.throughputPort == what.throughputPort);
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

const FoundPeer* FoundPeers::add(const IpAddress& from, const PeerAnnouncement& what) {
  for (FoundPeer& peer : m_peers) {
    if (peer.address != from) continue;
    if (holds(peer.what, what)) return nullptr;
    if (!completes(peer.what, what)) continue;
    peer.what.companionPort = std::max(peer.what.companionPort, what.companionPort);
    peer.what.throughputPort = std::max(peer.what.throughputPort, what.throughputPort);
    return &peer;
  }
  if (m_peers.size() >= m_most) return nullptr;
  return &m_peers.emplace_back(FoundPeer{from, what});
}

std::vector<FoundPeer> FoundPeers::all() const {
  std::vector<FoundPeer> peers = m_peers;
  std::erase_if(peers, [this](const FoundPeer& peer) {
    return isLinkLocal6(peer.address) && std::ranges::any_of(m_peers, [&](const FoundPeer& other) {
             return other.what == peer.what && !isLinkLocal6(other.address);
           });
  });
  std::ranges::stable_sort(peers, {}, &FoundPeer::address);
  return peers;
}

}  // namespace synscope
