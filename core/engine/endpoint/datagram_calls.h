#pragma once

#include "core/engine/endpoint/peer_key.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/reach/socket_error.h"

#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

namespace synscope {

/// Native calls on UDP sockets from openUdp(). None blocks.

/// bind(2). @param shared Several programs on this machine may receive the same group (SO_REUSEADDR; BSD:
/// SO_REUSEPORT).
SocketError bindDatagrams(qintptr fd, const IpEndpoint& local, bool shared);
/// connect(2): only this peer is heard.
SocketError connectDatagrams(qintptr fd, const PeerKey& peer);
/// DatagramBatch::to() is known from now on, where the system can tell (Linux: ip(7), IP_PKTINFO; RFC 3542
/// section 6.2).
void tellDestination(qintptr fd, IpFamily family);
/// SO_BROADCAST; an interface name chooses where 255.255.255.255 goes out (Linux: IP_UNICAST_IF, ip(7)).
SocketError setBroadcast(qintptr fd, const std::string& interface);
/// Where datagrams to a group go out, with which TTL or hop limit, and whether this machine hears them too.
SocketError setMulticastOut(qintptr fd, IpFamily family, const EndpointSettings& settings);
/// MCAST_JOIN_GROUP, RFC 3678 section 5.1. The interface: the zone of the group's address, else by name, else the
/// system's choice. On Linux groups that other programs have joined are then not heard here (ip(7), IP_MULTICAST_ALL).
SocketError joinGroup(qintptr fd, const IpAddress& group, const std::string& interface);

/// How many datagrams this socket lost because its buffer was full, as a 32-bit counter that wraps; nullopt where the
/// system does not tell (Linux: SO_MEMINFO, since 4.12). Read from the socket itself, so that it is never behind, as
/// the counter that comes with a datagram (SO_RXQ_OVFL) is.
std::optional<std::uint32_t> droppedDatagrams(qintptr fd);

struct DatagramResult {
  SocketError error = SocketError::kNone;
  int osCode = 0;
  bool wouldBlock = false;

  bool done() const { return error == SocketError::kNone && !wouldBlock; }
};

struct OutgoingDatagram {
  const PeerKey* to = nullptr;    ///< nullptr on a connected socket.
  const PeerKey* from = nullptr;  ///< Which of our addresses; nullptr or none in it: the system's choice.
  std::span<const std::byte> bytes;
};

struct SentDatagrams {
  std::size_t count = 0;   ///< From the front.
  DatagramResult failure;  ///< Of the next one, where count is 0.
};

/// Sends as many as the kernel takes (Linux: with one sendmmsg(2), up to DatagramBatch::kMost).
SentDatagrams sendDatagrams(qintptr fd, std::span<const OutgoingDatagram> datagrams);

/// Takes many waiting datagrams with one call where the system can (Linux: recvmmsg(2)), of up to 65,535 bytes each.
class DatagramBatch {
 public:
  static constexpr std::size_t kMost = 64;

  DatagramBatch();
  ~DatagramBatch();

  /// Replaces what was held by what waits now. size() is 0 where nothing waits or the call failed.
  DatagramResult receive(qintptr fd);
  /// Nothing more waited when receive() was called.
  bool gotAll() const;

  std::size_t size() const { return m_size; }
  const PeerKey& from(std::size_t index) const;
  /// Our own address to answer from: the one it was sent to, of a broadcast that of the interface. Port 0; no address
  /// where unknown, or where it was sent to an IPv6 group.
  const PeerKey& to(std::size_t index) const;
  std::span<const std::byte> payload(std::size_t index) const;

 private:
  class Private;
  std::unique_ptr<Private> d;
  std::size_t m_size = 0;
};

}  // namespace synscope
