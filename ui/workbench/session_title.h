#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/endpoint/endpoint_settings.h"

#include <QString>

#include <optional>

namespace synscope {

/// "TCP server :8080", "TCP client → example.net:443", "UDP :5000".
/// @param local Once the socket is open: the port that was picked.
QString sessionTitle(const EndpointSettings& settings, const std::optional<IpEndpoint>& local = std::nullopt);

/// The other side of a client or UDP session as one target: "[2001:db8::1]:22"; empty where there is none.
QString targetOf(const EndpointSettings& settings);

}  // namespace synscope
