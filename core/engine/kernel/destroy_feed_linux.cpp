#include "core/engine/kernel/destroy_feed.h"
#include "core/logic/kernel/netlink.h"

#include <QSocketNotifier>

#include <linux/netlink.h>
#include <sys/socket.h>

#include <utility>

namespace synscope {
namespace {

constexpr int kTcpDestroyGroup = 1;   // SKNLGRP_INET_TCP_DESTROY, linux/sock_diag.h
constexpr int kTcp6DestroyGroup = 3;  // SKNLGRP_INET6_TCP_DESTROY
constexpr int kReceiveBuffer = 1 << 20;
constexpr std::size_t kLongestMessage = 8192;
constexpr int kMostAtOnce = 256;  ///< Then the event loop has its turn.

bool join(int fd, int group) {
  return ::setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) == 0;
}

}  // namespace

DestroyFeed::DestroyFeed(Destroyed destroyed)
    : m_destroyed(std::move(destroyed)),
      m_fd(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG)),
      m_buffer(kLongestMessage) {
  const int native = static_cast<int>(m_fd.get());
  ::setsockopt(native, SOL_SOCKET, SO_RCVBUF, &kReceiveBuffer, sizeof kReceiveBuffer);
  const bool v4 = m_fd && join(native, kTcpDestroyGroup);
  const bool v6 = m_fd && join(native, kTcp6DestroyGroup);
  if (!v4 && !v6) {
    m_fd.reset();
    m_capability = {false, "capability.socket-table.refused", {}};
    return;
  }
  m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
  QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { read(); });
}

DestroyFeed::~DestroyFeed() = default;

/// Messages that found no room are lost (ENOBUFS); whoever listens still asks the table now and then.
void DestroyFeed::read() {
  for (int i = 0; i < kMostAtOnce; ++i) {
    const auto size = ::recv(static_cast<int>(m_fd.get()), m_buffer.data(), m_buffer.size(), 0);
    if (size < 0) return;
    for (const NetlinkMessage& message : splitMessages(std::span(m_buffer).first(static_cast<std::size_t>(size)))) {
      if (message.type != kSocketDiagByFamily) continue;
      if (const auto row = decodeSocketRow(message.payload)) m_destroyed(*row);
    }
  }
}

}  // namespace synscope
