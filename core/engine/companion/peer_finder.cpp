#include "core/engine/companion/peer_finder.h"

#include "core/logic/kernel/socket_ends.h"

#include <QHostAddress>

namespace synscope {
namespace {

constexpr std::size_t kMostPeers = 256;
constexpr std::chrono::milliseconds kAskAgain{300};  ///< A datagram may be lost.

}  // namespace

PeerFinder::PeerFinder(Duration timeout, QObject* parent)
    : Job(parent), m_timeout(timeout), m_sockets(this), m_found(kMostPeers) {
  m_limit.setParent(this);
  m_limit.setSingleShot(true);
  connect(&m_limit, &QTimer::timeout, this, &PeerFinder::finish);
  connect(&m_sockets, &DiscoverySockets::received, this,
          [this](QUdpSocket*, const QByteArray& datagram, const QHostAddress& from) { hear(datagram, from); });
}

void PeerFinder::start() {
  if (m_sockets.open(DiscoverySockets::Purpose::kAsk) == 0) return finish();
  ask();
  QTimer::singleShot(kAskAgain, this, &PeerFinder::ask);
  m_limit.start(std::chrono::duration_cast<std::chrono::milliseconds>(m_timeout));
}

void PeerFinder::cancel() {
  finish();
}

std::vector<FoundPeer> PeerFinder::result() const {
  return m_found.all();
}

void PeerFinder::ask() {
  if (!m_over) m_sockets.sendToAll(encodeQuestion());
}

void PeerFinder::hear(const QByteArray& datagram, const QHostAddress& from) {
  const auto announcement = decodeAnnouncement(datagram);
  const auto address = IpAddress::parse(from.toString().toStdString());
  if (m_over || !announcement || !address) return;
  const FoundPeer* peer = m_found.add(unmapped({*address, 0}).address, *announcement);
  if (peer != nullptr) Q_EMIT found(*peer);
}

void PeerFinder::finish() {
  if (std::exchange(m_over, true)) return;
  m_limit.stop();
  QMetaObject::invokeMethod(this, &Job::ended, Qt::QueuedConnection);
}

}  // namespace synscope
