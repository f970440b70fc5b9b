#pragma once

#include "core/engine/companion/discovery_sockets.h"
#include "core/engine/companion/peer_announcement.h"
#include "core/logic/base/time.h"

#include <map>

namespace synscope {

/// Answers those on the local network who ask for SynScopes, while it lives. It never speaks unasked, and to nobody
/// more often than ten times a second in each address family. Lives in the net thread.
class PeerBeacon : public QObject {
  Q_OBJECT

 public:
  explicit PeerBeacon(PeerAnnouncement announcement, QObject* parent = nullptr);

  /// Returns whether there is a network it can be found on.
  bool start();

 private:
  void answer(QUdpSocket* via, const QByteArray& datagram, const QHostAddress& from, quint16 port);

  PeerAnnouncement m_announcement;
  DiscoverySockets m_sockets;
  std::map<int, TimePoint> m_lastAnswers;  ///< By QAbstractSocket::NetworkLayerProtocol.
};

}  // namespace synscope
