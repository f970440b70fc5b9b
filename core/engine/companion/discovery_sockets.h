#pragma once

#include <QObject>
#include <QUdpSocket>

#include <memory>
#include <vector>

namespace synscope {

/// UDP sockets of discovery: one for each network interface that can multicast and each family in use on it.
class DiscoverySockets : public QObject {
  Q_OBJECT

 public:
  enum class Purpose { kAnswer, kAsk };  ///< kAnswer: bound to the discovery port and joined to the group.

  explicit DiscoverySockets(QObject* parent = nullptr);

  /// Returns how many could be opened.
  std::size_t open(Purpose purpose);
  /// To the group, on every interface.
  void sendToAll(const QByteArray& datagram);

 Q_SIGNALS:
  void received(QUdpSocket* via, const QByteArray& datagram, const QHostAddress& from, quint16 port);

 private:
  void add(QAbstractSocket::NetworkLayerProtocol family, const class QNetworkInterface& interface, Purpose purpose);
  void read(QUdpSocket* socket);

  std::vector<std::unique_ptr<QUdpSocket>> m_sockets;
};

}  // namespace synscope
