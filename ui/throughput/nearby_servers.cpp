#include "ui/throughput/nearby_servers.h"

#include "core/engine/base/net_thread.h"
#include "core/engine/companion/peer_beacon.h"
#include "core/engine/companion/peer_finder.h"

#include <QSysInfo>

#include <chrono>

namespace synscope {
namespace {

constexpr auto kTime = std::chrono::seconds(2);

std::vector<FoundPeer> serversOf(const std::vector<FoundPeer>& peers) {
  std::vector<FoundPeer> servers;
  for (const FoundPeer& peer : peers)
    if (peer.what.throughputPort != 0) servers.push_back(peer);
  return servers;
}

}  // namespace

NearbyServers::NearbyServers(QObject* parent) : QObject(parent) {}

NearbyServers::~NearbyServers() {
  m_thread.reset();
}

void NearbyServers::look() {
  if (m_looking) return;
  m_looking = true;
  if (!m_thread) m_thread = std::make_unique<NetThread>();
  auto* nest = new QObject;
  m_thread->adopt(nest);
  QMetaObject::invokeMethod(nest, [this, nest] {
    auto* finder = new PeerFinder(kTime, nest);
    connect(finder, &Job::ended, finder, [this, nest, finder] {
      QMetaObject::invokeMethod(this, [this, servers = serversOf(finder->result())] {
        m_looking = false;
        Q_EMIT found(servers);
      });
      nest->deleteLater();
    });
    finder->start();
  });
}

ServerAnnouncement::ServerAnnouncement(std::uint16_t port) : m_thread(std::make_unique<NetThread>()) {
  auto* nest = new QObject;
  m_thread->adopt(nest);
  QMetaObject::invokeMethod(nest, [nest, port] {
    PeerAnnouncement announcement;
    announcement.name = QSysInfo::machineHostName().toStdString();
    announcement.version = SYNSCOPE_VERSION;
    announcement.throughputPort = port;
    (new PeerBeacon(announcement, nest))->start();
  });
}

ServerAnnouncement::~ServerAnnouncement() = default;

}  // namespace synscope
