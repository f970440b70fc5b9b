#include "core/engine/throughput/ack_clock.h"

#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace synscope {
namespace {

constexpr int kRecords = 64;  ///< In one go: a peer cannot keep us here.

struct Stamp {
  Duration at{};
  std::uint32_t kind = 0, byte = 0;
};

bool setStamping(qintptr fd, unsigned flags) {
  return ::setsockopt(static_cast<int>(fd), SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags) == 0;
}

template <typename Value>
Value valueOf(const cmsghdr* header) {
  Value value{};
  if (header->cmsg_len >= CMSG_LEN(sizeof value)) std::memcpy(&value, CMSG_DATA(header), sizeof value);
  return value;
}

bool isError(const cmsghdr* header) {
  return (header->cmsg_level == SOL_IP && header->cmsg_type == IP_RECVERR) ||
         (header->cmsg_level == SOL_IPV6 && header->cmsg_type == IPV6_RECVERR);
}

Stamp stampOf(msghdr& message) {
  Stamp stamp;
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPING) {
      const auto times = valueOf<scm_timestamping>(header);
      stamp.at = std::chrono::seconds(times.ts[0].tv_sec) + std::chrono::nanoseconds(times.ts[0].tv_nsec);
    } else if (isError(header)) {
      const auto error = valueOf<sock_extended_err>(header);
      if (error.ee_origin != SO_EE_ORIGIN_TIMESTAMPING) continue;
      stamp.kind = error.ee_info;
      stamp.byte = error.ee_data;
    }
  }
  return stamp;
}

/// nullopt: the queue is empty.
std::optional<Stamp> nextStamp(qintptr fd) {
  alignas(cmsghdr) std::array<char, 512> control{};
  msghdr message{};
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  if (::recvmsg(static_cast<int>(fd), &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return std::nullopt;
  return stampOf(message);
}

}  // namespace

AckClock::AckClock(qintptr fd) : m_fd(fd) {
  m_stamps = setStamping(fd, SOF_TIMESTAMPING_TX_SCHED | SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_SOFTWARE |
                                 SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY);
}

AckClock::~AckClock() {
  take();
  if (m_stamps) setStamping(m_fd, 0);
}

/// A write that is sent again keeps its first stamp: the time until it arrived is the time it took.
std::optional<Duration> AckClock::take() {
  std::optional<Duration> time;
  for (int record = 0; record < kRecords; ++record) {
    const std::optional<Stamp> stamp = nextStamp(m_fd);
    if (!stamp) break;
    if (stamp->at == Duration{}) continue;
    if (stamp->kind == SCM_TSTAMP_SCHED && (!m_sentAt || stamp->byte != m_byte)) {
      m_sentAt = stamp->at;
      m_byte = stamp->byte;
    }
    if (stamp->kind == SCM_TSTAMP_ACK && m_sentAt && stamp->byte == m_byte) time = stamp->at - *m_sentAt;
  }
  return time;
}

}  // namespace synscope
