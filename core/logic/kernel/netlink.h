#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace synscope {

/// One message of a netlink datagram (netlink(7)). Refers to the bytes it was read from.
struct NetlinkMessage {
  std::uint16_t type = 0;
  std::uint16_t flags = 0;
  std::span<const std::byte> payload;
};

/// One attribute of a message (rtnetlink(7)), nested ones included.
struct NetlinkAttribute {
  std::uint16_t type = 0;  ///< Without the NLA_F_NESTED and NLA_F_NET_BYTEORDER bits.
  std::span<const std::byte> payload;
};

inline constexpr std::uint16_t kNetlinkError = 2;  ///< NLMSG_ERROR
inline constexpr std::uint16_t kNetlinkDone = 3;   ///< NLMSG_DONE

inline constexpr std::uint16_t kNetlinkRequest = 1;   ///< NLM_F_REQUEST
inline constexpr std::uint16_t kNetlinkDump = 0x300;  ///< NLM_F_DUMP

/// All whole messages of a datagram, in order; reading ends at the first one whose length makes no sense.
std::vector<NetlinkMessage> splitMessages(std::span<const std::byte> datagram);

/// All whole attributes, in order; the same rule.
std::vector<NetlinkAttribute> splitAttributes(std::span<const std::byte> bytes);

/// errno (positive) carried by an NLMSG_ERROR message, 0 for an acknowledgement; nullopt for any other message.
std::optional<int> errorOf(const NetlinkMessage& message);

/// Builds one request: header, then a fixed part, then attributes, each padded to four bytes.
class NetlinkRequest {
 public:
  NetlinkRequest(std::uint16_t type, std::uint16_t flags, std::span<const std::byte> fixed);

  NetlinkRequest& add(std::uint16_t type, std::span<const std::byte> payload);

  std::span<const std::byte> bytes() const { return m_bytes; }

 private:
  void pad();
  void writeLength();

  std::vector<std::byte> m_bytes;
};

}  // namespace synscope
