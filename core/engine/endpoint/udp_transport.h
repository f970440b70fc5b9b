#pragma once

#include "core/engine/endpoint/peer_table.h"
#include "core/engine/endpoint/transport.h"
#include "core/engine/endpoint/udp_socket.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace synscope {

class Resolver;

/// UDP: to one host, to a group, or with whoever speaks to us. Every peer gets an id when it is first heard or spoken
/// to; settings.host, else the group, is there from the start. Answers from other addresses are heard too. Each peer is
/// answered from the address it spoke to.
///
/// Invariant: at most kMostPeers are known (settings.maxClients if that is less); the one idle for longest leaves
/// first, and whoever is idle for settings.peerIdle.
class UdpTransport : public Transport, public UdpSocketOwner {
  Q_OBJECT

 public:
  static constexpr std::size_t kMostPeers = 4096;
  /// What a file is cut into: fits into a packet of any ordinary link, and what the send-file role uses.
  static constexpr std::size_t kFilePiece = 1024;

  UdpTransport(EndpointSettings settings, TransportListener& listener, QObject* parent = nullptr);
  ~UdpTransport() override;

  void open() override;
  void shutDown(CloseMode mode) override;
  bool send(ConnectionId to, std::span<const std::byte> bytes) override;
  std::size_t queued(ConnectionId connection) const override;
  std::size_t filePiece() const override { return kFilePiece; }
  /// Of no effect: a UDP peer cannot be held up, its datagrams only be lost.
  void pauseReading(ConnectionId, bool) override {}
  /// Forgets a peer; if it speaks again it is a new one.
  void close(ConnectionId connection, CloseMode mode) override;
  ConnectionId connectOut(const IpEndpoint& target) override;
  DatagramCounters datagramCounters() const override;

 private:
  /// A way to another host with a socket of its own, for a relay.
  struct Out {
    std::unique_ptr<UdpSocket> socket;
    PeerTable::Peer peer;
  };

  void datagramReceived(UdpSocket& socket, const PeerKey& from, const PeerKey& to, TimePoint at,
                        std::span<const std::byte> bytes) override;
  void datagramSent(ConnectionId to, TimePoint at, std::span<const std::byte> bytes) override;
  void datagramNotSent(ConnectionId to, const DatagramResult& result) override;
  void datagramRefused(UdpSocket& socket, const QueuedError& report) override;
  void datagramsDrained(ConnectionId to) override;

  std::string targetHost() const;
  void onResolved();
  void setUp(const std::optional<IpEndpoint>& target);
  bool openSockets(const std::optional<IpEndpoint>& target);
  PeerTable::Peer* addPeer(UdpSocket& socket, PeerTable::Peer peer, TimePoint now);
  UdpSocket* socketOf(IpFamily family) const;
  PeerTable::Peer* find(ConnectionId id);
  bool sendTo(PeerTable::Peer& peer, UdpSocket& socket, std::span<const std::byte> bytes);
  void drainSoon(PeerTable::Peer& peer);
  void tellDrained();
  void forgetIdle();
  void tellFailure(PeerTable::Peer& peer, const Error& error);
  void giveUp(const Error& error);
  void later(std::function<void()> what);

  EndpointSettings m_settings;
  TransportListener& m_listener;
  SocketWatch m_watch;
  DatagramBatch m_batch;
  PeerTable m_peers;
  std::vector<std::unique_ptr<UdpSocket>> m_sockets;  ///< One for each family.
  std::unordered_map<ConnectionId, Out> m_outs;
  PeerTable::Peer m_unreachable;                     ///< Stands for those to whom no socket could be opened.
  std::vector<std::unique_ptr<UdpSocket>> m_closed;  ///< Deleted in the next turn of the event loop.
  DatagramCounters m_counters;                       ///< droppedByKernel: by sockets that are closed.
  std::vector<ConnectionId> m_toDrain;
  QTimer m_idleTimer;
  Resolver* m_resolver = nullptr;
  ConnectionId m_lastId = 0;
  bool m_shutDown = false;
};

}  // namespace synscope
