#pragma once

#include "core/engine/base/job.h"
#include "core/engine/companion/discovery_sockets.h"
#include "core/engine/companion/peer_announcement.h"
#include "core/logic/base/time.h"

#include <QTimer>

#include <vector>

namespace synscope {

/// Asks the local network for other SynScopes: two questions, then it listens until its time is over. Only those whose
/// owner lets them answer. Lives in the net thread.
class PeerFinder : public Job {
  Q_OBJECT

 public:
  explicit PeerFinder(Duration timeout = std::chrono::seconds(2), QObject* parent = nullptr);

  void start() override;
  void cancel() override;
  /// Ascending address; at most 256.
  std::vector<FoundPeer> result() const;

 Q_SIGNALS:
  /// A new one, or a known one that offers more than was known.
  void found(const synscope::FoundPeer& peer);

 private:
  void hear(const QByteArray& datagram, const QHostAddress& from);
  void ask();
  void finish();

  Duration m_timeout;
  DiscoverySockets m_sockets;
  QTimer m_limit;
  FoundPeers m_found;
  bool m_over = false;
};

}  // namespace synscope
