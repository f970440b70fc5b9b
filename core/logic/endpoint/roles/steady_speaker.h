#pragma once

#include "core/logic/endpoint/server_role.h"

#include <set>

namespace synscope {

/// Sends piece after piece to each of many peers, as fast as each of them reads: the next piece when the kernel has
/// taken the last one. Others are served between two pieces.
class SteadySpeaker {
 public:
  explicit SteadySpeaker(RoleHost& host) : m_host(host) {}

  /// A piece was sent. Tells when the next one may go: with dueNow(), or drained() if the peer is slow.
  void sent(ConnectionId to);
  /// Those whose next piece may go now.
  std::set<ConnectionId> dueNow();
  void forget(ConnectionId connection);

 private:
  RoleHost& m_host;
  std::set<ConnectionId> m_due;
};

}  // namespace synscope
