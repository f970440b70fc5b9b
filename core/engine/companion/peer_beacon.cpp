#include "core/engine/companion/peer_beacon.h"

#include "core/engine/base/clock.h"

#include <QHostAddress>

namespace synscope {
namespace {

/// Questions may come with the address of somebody else: this bounds what it gets.
constexpr Duration kBetweenAnswers = std::chrono::milliseconds(100);

}  // namespace

PeerBeacon::PeerBeacon(PeerAnnouncement announcement, QObject* parent)
    : QObject(parent), m_announcement(std::move(announcement)), m_sockets(this) {
  connect(&m_sockets, &DiscoverySockets::received, this, &PeerBeacon::answer);
}

bool PeerBeacon::start() {
  return m_sockets.open(DiscoverySockets::Purpose::kAnswer) > 0;
}

void PeerBeacon::answer(QUdpSocket* via, const QByteArray& datagram, const QHostAddress& from, quint16 port) {
  const TimePoint now = monotonicNow();
  TimePoint& lastAnswer = m_lastAnswers[via->localAddress().protocol()];
  if (!isQuestion(datagram) || now - lastAnswer < kBetweenAnswers) return;
  lastAnswer = now;
  via->writeDatagram(encodeAnnouncement(m_announcement), from, port);
}

}  // namespace synscope
