#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/reach/socket_error.h"

#include <QtGlobal>

#include <optional>
#include <string>

namespace synscope {

/// Options of native sockets that settings ask for. What a system does not have returns kProtocolNotAvailable.

/// TCP_NODELAY, keepalive and user time-out: what may be set at any time. Out-of-range values give kInvalidArgument.
SocketError applyTcpOptions(qintptr fd, const EndpointSettings& settings);
/// SO_SNDBUF and SO_RCVBUF, bytes asked for. Before connect(2) or listen(2), so that the window scale fits (tcp(7)).
SocketError setBufferSizes(qintptr fd, std::optional<int> sendBuffer, std::optional<int> receiveBuffer);
/// bind(2) to our side of a connection that is to be made; 0 and the any address leave the choice to the system.
SocketError bindSource(qintptr fd, const IpEndpoint& source);
/// Only this interface is used. Linux: SO_BINDTODEVICE, without any right since kernel 5.7.
SocketError bindToInterface(qintptr fd, const std::string& interface);
/// Linux: TCP_SAVE_SYN, tcp(7): accepted sockets can tell the SYN they came with.
void saveSyn(qintptr fd);

}  // namespace synscope
