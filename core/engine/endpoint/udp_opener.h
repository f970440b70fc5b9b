#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/result.h"
#include "core/logic/endpoint/endpoint_settings.h"

#include <vector>

namespace synscope {

struct OpenedDatagrams {
  UniqueFd fd;
  IpFamily family = IpFamily::kV4;
};

/// The sockets of a UDP session, bound and with every option: one for IPv4 and one for IPv6 with the same port, or only
/// those that settings and target leave. A system without IPv6 gives the other one. With a group and no port of our own
/// it is the group's.
/// Errors: kOutOfRange, kBadAddress, kAddressInUse (as TcpListener::listen()), kAddressNotAvailable, kNotPermitted,
/// kOutOfDescriptors, kSystemCall.
Result<std::vector<OpenedDatagrams>> openDatagrams(const EndpointSettings& settings,
                                                   const std::optional<IpEndpoint>& target);

/// A socket of its own for one peer, connected; its address and port are the system's choice.
Result<OpenedDatagrams> openDatagramsTo(const EndpointSettings& settings, const IpEndpoint& peer);

}  // namespace synscope
