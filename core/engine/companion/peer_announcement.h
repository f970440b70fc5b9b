#pragma once

#include "core/logic/base/ip_address.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace synscope {

/// What a SynScope tells of itself on the local network while a person lets it.
struct PeerAnnouncement {
  std::string name;  ///< Of the machine: hostile text.
  std::string version;
  std::uint16_t companionPort = 0;   ///< 0: does not answer questions.
  std::uint16_t throughputPort = 0;  ///< 0: no throughput server.

  bool operator==(const PeerAnnouncement&) const = default;
};

/// Someone who announced itself, and from where.
struct FoundPeer {
  IpAddress address;
  PeerAnnouncement what;
};

/// Keeps who was heard of. The programs of one machine that each announce something of their own become one peer; what
/// one announces twice, or more of the same kind, stays apart. At most `most` peers.
class FoundPeers {
 public:
  explicit FoundPeers(std::size_t most) : m_most(most) {}

  /// The peer this belongs to, as it is now; nullptr where it says nothing new, or there is no room.
  const FoundPeer* add(const IpAddress& from, const PeerAnnouncement& what);
  /// Ascending address. Who announces the same under a link-local address and another is named by the other.
  std::vector<FoundPeer> all() const;

 private:
  std::size_t m_most;
  std::vector<FoundPeer> m_peers;
};

/// Datagrams of discovery: JSON in one datagram to a group that no router forwards (RFC 2365 section 6.1, link-local
/// scope in IPv6: RFC 4291 section 2.7), with TTL 1. A question is answered to the asker alone.
inline constexpr quint16 kDiscoveryPort = 5298;
inline constexpr const char* kDiscoveryGroup4 = "239.255.83.83";
inline constexpr const char* kDiscoveryGroup6 = "ff02::5353:83";
inline constexpr qsizetype kDiscoveryLimit = 1'024;  ///< Bytes of one datagram.

QByteArray encodeQuestion();
bool isQuestion(const QByteArray& datagram);
QByteArray encodeAnnouncement(const PeerAnnouncement& announcement);
std::optional<PeerAnnouncement> decodeAnnouncement(const QByteArray& datagram);

}  // namespace synscope
