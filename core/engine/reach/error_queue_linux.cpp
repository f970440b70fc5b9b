#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/native_socket.h"

#include <linux/errqueue.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace synscope {
namespace {

constexpr std::size_t kQuotedBytes = 2048;

/// One recvmsg(MSG_ERRQUEUE) and its buffers, which hold something only as far as the call says.
struct ErrorMessage {
  sockaddr_storage destination;
  std::array<std::byte, kQuotedBytes> quoted;
  alignas(cmsghdr) std::array<std::byte, 512> control;
  iovec data{quoted.data(), quoted.size()};
  msghdr header{};
  ssize_t size = -1;

  explicit ErrorMessage(int fd) {
    header.msg_name = &destination;
    header.msg_namelen = sizeof destination;
    header.msg_iov = &data;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    size = ::recvmsg(fd, &header, MSG_ERRQUEUE | MSG_DONTWAIT);
  }
};

bool isExtendedError(const cmsghdr& control) {
  const bool v4 = control.cmsg_level == IPPROTO_IP && control.cmsg_type == IP_RECVERR;
  const bool v6 = control.cmsg_level == IPPROTO_IPV6 && control.cmsg_type == IPV6_RECVERR;
  return (v4 || v6) && control.cmsg_len >= CMSG_LEN(sizeof(sock_extended_err));
}

std::optional<IpEndpoint> offender(const cmsghdr& control) {
  const std::size_t length = control.cmsg_len - CMSG_LEN(sizeof(sock_extended_err));
  sockaddr_storage address{};
  std::memcpy(&address, CMSG_DATA(&control) + sizeof(sock_extended_err), std::min(length, sizeof address));
  return fromNative(reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(length));
}

std::optional<IcmpReport> icmpOf(const cmsghdr& control, const sock_extended_err& error) {
  if (error.ee_origin != SO_EE_ORIGIN_ICMP && error.ee_origin != SO_EE_ORIGIN_ICMP6) return std::nullopt;
  const auto from = offender(control);
  if (!from) return std::nullopt;
  IcmpReport icmp;
  icmp.family = error.ee_origin == SO_EE_ORIGIN_ICMP ? IpFamily::kV4 : IpFamily::kV6;
  icmp.type = error.ee_type;
  icmp.code = error.ee_code;
  icmp.from = from->address;
  icmp.fromThisHost = isOwnAddress(from->address);
  return icmp;
}

std::optional<QueuedError> decode(ErrorMessage& message) {
  for (cmsghdr* control = CMSG_FIRSTHDR(&message.header); control != nullptr;
       control = CMSG_NXTHDR(&message.header, control)) {
    if (!isExtendedError(*control)) continue;
    sock_extended_err error{};
    std::memcpy(&error, CMSG_DATA(control), sizeof error);
    QueuedError record;
    record.error = socketErrorFromNative(static_cast<int>(error.ee_errno));
    record.osCode = static_cast<int>(error.ee_errno);
    record.icmp = icmpOf(*control, error);
    record.destination =
        fromNative(reinterpret_cast<const sockaddr*>(&message.destination), message.header.msg_namelen);
    record.payload.assign(message.quoted.data(), message.quoted.data() + message.size);
    return record;
  }
  return std::nullopt;
}

int takeSocketError(int fd) {
  int error = 0;
  socklen_t length = sizeof error;
  return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : 0;
}

}  // namespace

bool hasErrorQueue() {
  return true;
}

std::vector<QueuedError> drainErrorQueue(qintptr fd, std::size_t limit) {
  std::vector<QueuedError> records;
  for (std::size_t i = 0; i < limit; ++i) {
    ErrorMessage message(static_cast<int>(fd));
    if (message.size < 0) break;
    if (auto record = decode(message)) records.push_back(std::move(*record));
  }
  return records;
}

SocketFailure takeError(qintptr fd) {
  SocketFailure failure{socketErrorFromNative(takeSocketError(static_cast<int>(fd))), std::nullopt};
  for (auto& record : drainErrorQueue(fd)) {
    if (!record.icmp) continue;
    failure = {record.error, std::move(record.icmp)};
  }
  return failure;
}

}  // namespace synscope
