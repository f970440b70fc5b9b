#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/capability.h"
#include "core/logic/kernel/socket_row.h"

#include <functional>
#include <memory>
#include <vector>

class QSocketNotifier;

namespace synscope {

/// Tells of every TCP socket of this machine (network namespace) that the kernel takes apart, with its last TCP_INFO,
/// at once and without any right (Linux: sock_diag(7), group SKNLGRP_INET_TCP_DESTROY). TIME_WAIT is not a socket any
/// more: entering it is told, its end is not. In the event loop of the thread that makes it.
class DestroyFeed {
 public:
  using Destroyed = std::function<void(const SocketRow&)>;

  explicit DestroyFeed(Destroyed destroyed);
  ~DestroyFeed();
  DestroyFeed(const DestroyFeed&) = delete;
  DestroyFeed& operator=(const DestroyFeed&) = delete;

  const Capability& capability() const { return m_capability; }

 private:
  void read();

  Destroyed m_destroyed;
  UniqueFd m_fd;
  std::unique_ptr<QSocketNotifier> m_notifier;
  std::vector<std::byte> m_buffer;
  Capability m_capability;
};

}  // namespace synscope
