#include "core/logic/kernel/netlink.h"

#include "core/logic/kernel/host_order_reader.h"

#include <algorithm>
#include <cstring>

namespace synscope {
namespace {

constexpr std::size_t kHeaderSize = 16;          // struct nlmsghdr
constexpr std::size_t kAttributeHeaderSize = 4;  // struct nlattr
constexpr std::uint16_t kAttributeTypeMask = 0x3fff;

constexpr std::size_t aligned(std::size_t size) {
  return (size + 3) & ~std::size_t{3};
}

template <typename T>
void append(std::vector<std::byte>& bytes, T value) {
  const auto* raw = reinterpret_cast<const std::byte*>(&value);
  bytes.insert(bytes.end(), raw, raw + sizeof value);
}

std::span<const std::byte> rest(std::span<const std::byte> bytes, std::size_t used) {
  return bytes.subspan(std::min(aligned(used), bytes.size()));
}

}  // namespace

std::vector<NetlinkMessage> splitMessages(std::span<const std::byte> datagram) {
  std::vector<NetlinkMessage> messages;
  while (datagram.size() >= kHeaderSize) {
    const HostOrderReader in(datagram);
    const std::size_t length = in.at<std::uint32_t>(0).value_or(0);
    if (length < kHeaderSize || length > datagram.size()) break;
    messages.push_back({in.at<std::uint16_t>(4).value_or(0), in.at<std::uint16_t>(6).value_or(0),
                        datagram.subspan(kHeaderSize, length - kHeaderSize)});
    datagram = rest(datagram, length);
  }
  return messages;
}

std::vector<NetlinkAttribute> splitAttributes(std::span<const std::byte> bytes) {
  std::vector<NetlinkAttribute> attributes;
  while (bytes.size() >= kAttributeHeaderSize) {
    const HostOrderReader in(bytes);
    const std::size_t length = in.at<std::uint16_t>(0).value_or(0);
    if (length < kAttributeHeaderSize || length > bytes.size()) break;
    const auto type = static_cast<std::uint16_t>(in.at<std::uint16_t>(2).value_or(0) & kAttributeTypeMask);
    attributes.push_back({type, bytes.subspan(kAttributeHeaderSize, length - kAttributeHeaderSize)});
    bytes = rest(bytes, length);
  }
  return attributes;
}

std::optional<int> errorOf(const NetlinkMessage& message) {
  if (message.type != kNetlinkError) return std::nullopt;
  const auto error = HostOrderReader(message.payload).at<std::int32_t>(0);
  if (!error || *error == INT32_MIN) return std::nullopt;
  return -*error;
}

NetlinkRequest::NetlinkRequest(std::uint16_t type, std::uint16_t flags, std::span<const std::byte> fixed) {
  append(m_bytes, std::uint32_t{0});
  append(m_bytes, type);
  append(m_bytes, static_cast<std::uint16_t>(flags | kNetlinkRequest));
  append(m_bytes, std::uint64_t{1});  // sequence number and port id
  m_bytes.insert(m_bytes.end(), fixed.begin(), fixed.end());
  pad();
  writeLength();
}

NetlinkRequest& NetlinkRequest::add(std::uint16_t type, std::span<const std::byte> payload) {
  append(m_bytes, static_cast<std::uint16_t>(kAttributeHeaderSize + payload.size()));
  append(m_bytes, type);
  m_bytes.insert(m_bytes.end(), payload.begin(), payload.end());
  pad();
  writeLength();
  return *this;
}

void NetlinkRequest::pad() {
  m_bytes.resize(aligned(m_bytes.size()));
}

void NetlinkRequest::writeLength() {
  const auto length = static_cast<std::uint32_t>(m_bytes.size());
  std::memcpy(m_bytes.data(), &length, sizeof length);
}

}  // namespace synscope
