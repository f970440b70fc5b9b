#pragma once

#include "core/logic/base/result.h"
#include "core/logic/diagnose/evidence.h"
#include "core/logic/diagnose/request.h"

#include <QStringList>

#include <cstdint>
#include <vector>

namespace synscope {

class Interrupts;

/// One HOST of the command line: what was typed, who it is, and which ports of it are meant.
struct ProbeHost {
  std::string typed;  ///< The host as it was typed, for people and JSON.
  std::string host;   ///< ASCII name or literal address.
  std::vector<std::uint16_t> ports;
  std::vector<IpAddress> addresses;
  std::optional<Error> error;  ///< Why there are no addresses; nullopt also where an interrupt ended the look-up.
};

/// Reads HOST... with the ports of -p, where given. A host may bring its own port (host:port, URL).
/// Errors as of parseTarget(), kPortConflict, and kTooManyTargets over kMostTargets.
Result<std::vector<ProbeHost>> readHosts(const QStringList& hosts, const std::vector<std::uint16_t>& ports);

inline constexpr std::uint64_t kMostTargets = 1ULL << 24U;  ///< 256 hosts with all their ports.

/// Looks up every host, several at a time; `timeout` is for each. An interrupt ends it, and what is not known then
/// stays without addresses and error.
void resolveHosts(std::vector<ProbeHost>& hosts, FamilyChoice family, Duration timeout, Interrupts& interrupts);

}  // namespace synscope
