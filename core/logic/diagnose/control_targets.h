#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/diagnose/request.h"

#include <cstdint>
#include <vector>

namespace synscope {

/// Ports of the host to compare with, the asked one left out: well-known ones that are likely to be answered, and one
/// nobody is likely to use, which a host that is alive answers with a reset.
std::vector<std::uint16_t> controlPorts(std::uint16_t asked);

/// Ports nobody is likely to use. A host that seems to have all of them open is not answering itself.
std::vector<std::uint16_t> improbablePorts(std::uint16_t asked);
bool isImprobablePort(std::uint16_t port);

/// An address that must not answer: set aside for documentation (RFC 5737, RFC 3849), so no host may own it.
IpAddress controlAddress(IpFamily family);

/// Whether this request begins TLS: said so, or usual on the port.
bool wantsTls(const DiagnosisRequest& request);

/// The target is this machine by what was typed: 127.0.0.0/8, ::1 or localhost (RFC 6761, section 6.3). Nothing that
/// compares it with other hosts or ports is sent then, wherever the name leads.
bool isThisMachine(const DiagnosisRequest& request);

/// Whether full-size data may be sent to the port. Not to raw printer ports (515, 9100 to 9107): they print anything.
bool maySendFullSize(const DiagnosisRequest& request);

/// How much data the full-size check sends at most on one connection: bytes.
inline constexpr std::uint32_t kMaxFullSizeBytes = 20'000;

}  // namespace synscope
