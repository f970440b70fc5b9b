#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/socket_watch.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/base/time.h"
#include "core/logic/endpoint/connection_row.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace synscope {

class UdpSocket;

/// Who hears what happens on a UDP socket. May close the socket from inside any of these, but not delete it.
class UdpSocketOwner {
 public:
  virtual ~UdpSocketOwner() = default;

  /// @param to See DatagramBatch::to().
  virtual void datagramReceived(UdpSocket& socket, const PeerKey& from, const PeerKey& to, TimePoint at,
                                std::span<const std::byte> bytes) = 0;
  virtual void datagramSent(ConnectionId to, TimePoint at, std::span<const std::byte> bytes) = 0;
  virtual void datagramNotSent(ConnectionId to, const DatagramResult& result) = 0;
  /// A device answered an earlier datagram with an ICMP error, or this machine did.
  virtual void datagramRefused(UdpSocket& socket, const QueuedError& report) = 0;
  /// Nothing is queued for this peer any more. Not called where nothing was.
  virtual void datagramsDrained(ConnectionId to) = 0;
};

/// One UDP socket in the event loop: reads in batches, a bounded number in each turn; keeps what the kernel does not
/// take yet in a bounded queue.
class UdpSocket : public WatchedSocket {
 public:
  static constexpr std::size_t kMostQueued = std::size_t{4} * 1024 * 1024;  ///< Bytes, over all peers.

  /// @param only Of a connected socket: the one peer it talks with; 0 for many.
  UdpSocket(UniqueFd fd, IpFamily family, ConnectionId only, SocketWatch& watch, DatagramBatch& batch,
            UdpSocketOwner& owner);
  ~UdpSocket() override;

  /// False where it cannot be watched.
  bool start();
  void close();

  /// Whom a datagram goes to, and which of our addresses it comes from.
  struct Way {
    ConnectionId id = 0;
    PeerKey to = {}, from = {};
  };

  /// Sends, or queues while the kernel's buffer is full. False where the queue is full or the socket closed; a datagram
  /// that cannot be sent at all is told with datagramNotSent().
  bool send(const Way& way, std::span<const std::byte> bytes);
  /// Bytes that wait; at least 1 where empty datagrams do.
  std::size_t queued(ConnectionId id) const;

  IpFamily family() const { return m_family; }
  ConnectionId only() const { return m_only; }
  const IpEndpoint& local() const { return m_local; }
  /// Lost because the receive buffer was full, over the life of the socket; nullopt where the system does not tell.
  std::optional<std::uint64_t> dropped() const;

  void onReady(Readiness ready) override;

 private:
  struct Waiting {
    Way way;
    std::vector<std::byte> bytes;
  };
  struct Backlog {
    std::size_t datagrams = 0, bytes = 0;
  };

  void readBatches();
  void deliver(TimePoint at);
  void readErrors();
  SentDatagrams sendNow(std::span<const OutgoingDatagram> datagrams);
  OutgoingDatagram outgoing(const Way& way, std::span<const std::byte> bytes) const;
  void report(const DatagramResult& result, ConnectionId id, std::span<const std::byte> bytes);
  bool enqueue(const Way& way, std::span<const std::byte> bytes);
  void flush();
  bool flushSome();
  void takeFirst(const DatagramResult& result);

  UniqueFd m_fd;
  IpFamily m_family;
  ConnectionId m_only;
  SocketWatch& m_watch;
  DatagramBatch& m_batch;
  UdpSocketOwner& m_owner;
  IpEndpoint m_local;
  std::deque<Waiting> m_queue;
  std::size_t m_queueCost = 0;                          ///< Bytes, with those of the bookkeeping.
  std::unordered_map<ConnectionId, Backlog> m_backlog;  ///< Those with something in the queue.
  mutable std::uint32_t m_lastDropped = 0;
  mutable std::optional<std::uint64_t> m_dropped;
};

}  // namespace synscope
