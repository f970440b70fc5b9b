#pragma once

#include "core/engine/companion/peer_announcement.h"

#include <QObject>

#include <memory>
#include <vector>

namespace synscope {

class NetThread;

/// Asks the local network, when told to, for other SynScopes that are throughput servers.
class NearbyServers : public QObject {
  Q_OBJECT

 public:
  explicit NearbyServers(QObject* parent = nullptr);
  ~NearbyServers() override;

  /// found() comes once, after about two seconds. Nothing happens while one search is under way.
  void look();

 Q_SIGNALS:
  /// Only those with a server.
  void found(const std::vector<synscope::FoundPeer>& servers);

 private:
  std::unique_ptr<NetThread> m_thread;
  bool m_looking = false;
};

/// Answers such questions while it lives, in a net thread of its own.
class ServerAnnouncement {
 public:
  explicit ServerAnnouncement(std::uint16_t port);
  ~ServerAnnouncement();

 private:
  std::unique_ptr<NetThread> m_thread;
};

}  // namespace synscope
