#pragma once

#include "core/logic/kernel/netlink.h"

#include <cstddef>
#include <functional>
#include <span>

namespace synscope {

/// Sends one request over a netlink socket of its own and hands every message of the answer to `each`.
/// Never waits: the kernel has answered rtnetlink and sock_diag requests when the call that sends them returns.
/// @param protocol NETLINK_ROUTE or NETLINK_SOCK_DIAG.
/// @return 0, or the errno of the system call or of the kernel's answer.
int netlinkQuery(int protocol, std::span<const std::byte> request,
                 const std::function<void(const NetlinkMessage&)>& each);

}  // namespace synscope
