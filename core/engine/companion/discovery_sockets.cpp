#include "core/engine/companion/discovery_sockets.h"

#include "core/engine/companion/peer_announcement.h"

#include <QHostAddress>
#include <QNetworkDatagram>
#include <QNetworkInterface>
#include <QVariant>

#include <set>

namespace synscope {
namespace {

QHostAddress groupOf(QAbstractSocket::NetworkLayerProtocol family) {
  return QHostAddress(QLatin1String(family == QAbstractSocket::IPv6Protocol ? kDiscoveryGroup6 : kDiscoveryGroup4));
}

bool canMulticast(const QNetworkInterface& interface) {
  const auto flags = interface.flags();
  return flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::CanMulticast);
}

}  // namespace

DiscoverySockets::DiscoverySockets(QObject* parent) : QObject(parent) {}

std::size_t DiscoverySockets::open(Purpose purpose) {
  for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces()) {
    if (!canMulticast(interface)) continue;
    std::set<QAbstractSocket::NetworkLayerProtocol> families;
    for (const QNetworkAddressEntry& entry : interface.addressEntries())
      families.insert(entry.ip().protocol());
    for (const auto family : families)
      add(family, interface, purpose);
  }
  return m_sockets.size();
}

void DiscoverySockets::add(QAbstractSocket::NetworkLayerProtocol family, const QNetworkInterface& interface,
                           Purpose purpose) {
  auto socket = std::make_unique<QUdpSocket>();
  const QHostAddress any(family == QAbstractSocket::IPv6Protocol ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4);
  const bool answers = purpose == Purpose::kAnswer;
  if (!socket->bind(any, answers ? kDiscoveryPort : quint16(0),
                    answers ? QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint : QUdpSocket::DefaultForPlatform))
    return;
  if (answers && !socket->joinMulticastGroup(groupOf(family), interface)) return;
  socket->setMulticastInterface(interface);
  socket->setSocketOption(QAbstractSocket::MulticastTtlOption, 1);
  connect(socket.get(), &QUdpSocket::readyRead, this, [this, it = socket.get()] { read(it); });
  m_sockets.push_back(std::move(socket));
}

void DiscoverySockets::sendToAll(const QByteArray& datagram) {
  for (const auto& socket : m_sockets)
    socket->writeDatagram(datagram, groupOf(socket->localAddress().protocol()), kDiscoveryPort);
}

void DiscoverySockets::read(QUdpSocket* socket) {
  while (socket->hasPendingDatagrams()) {
    const QNetworkDatagram datagram = socket->receiveDatagram(kDiscoveryLimit + 1);
    if (!datagram.isValid()) return;
    Q_EMIT received(socket, datagram.data(), datagram.senderAddress(), static_cast<quint16>(datagram.senderPort()));
  }
}

}  // namespace synscope
