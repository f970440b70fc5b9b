#pragma once

#include "core/engine/base/native_error.h"
#include "core/logic/base/ip_address.h"

#include <QtGlobal>

#include <cstdint>
#include <string>

namespace synscope {

/// What only some systems can set on a data socket; the others answer kProtocolNotAvailable.

/// TCP_CONGESTION, tcp(7).
SocketError setCongestion(qintptr fd, const std::string& name);
/// SO_MAX_PACING_RATE, socket(7); in bits per second.
SocketError setPacing(qintptr fd, std::uint64_t bitsPerSecond);
/// IP_MTU_DISCOVER, ip(7). IPv6 is never cut on its way: there is nothing to set.
SocketError setDontFragment(qintptr fd, IpFamily family);
/// IPV6_FLOWINFO_SEND, linux/in6.h: the label given to connect() is sent.
void sendFlowLabel(qintptr fd);

}  // namespace synscope
