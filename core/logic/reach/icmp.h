#pragma once

#include "core/logic/base/ip_address.h"

#include <cstdint>
#include <string>
#include <vector>

namespace synscope {

/// An ICMP or ICMPv6 error about one of our packets, and the device that sent it.
struct IcmpReport {
  IpFamily family = IpFamily::kV4;  ///< kV4: ICMP (RFC 792, RFC 1812); kV6: ICMPv6 (RFC 4443).
  std::uint8_t type = 0;
  std::uint8_t code = 0;
  IpAddress from;
  bool fromThisHost = false;  ///< The sender is one of this machine's own addresses.

  bool operator==(const IcmpReport&) const = default;
};

/// What kind of refusal a type and code stand for, the same for both families.
enum class IcmpMeaning {
  kTtlExceeded,             ///< 11/0, v6 3/0
  kReassemblyTimeExceeded,  ///< 11/1, v6 3/1
  kNetUnreachable,          ///< 3/0, 3/6, 3/11
  kNoRoute,                 ///< v6 1/0
  kHostUnreachable,         ///< 3/1, 3/7, 3/8, 3/12
  kAddressUnreachable,      ///< v6 1/3
  kProtocolUnreachable,     ///< 3/2
  kNextHeaderUnrecognized,  ///< v6 4/1
  kPortUnreachable,         ///< 3/3, v6 1/4
  kPacketTooBig,            ///< 3/4, v6 2/0
  kSourceRouteFailed,       ///< 3/5, v6 1/7
  kNetProhibited,           ///< 3/9
  kHostProhibited,          ///< 3/10
  kAdminProhibited,         ///< 3/13, v6 1/1
  kPrecedenceViolation,     ///< 3/14
  kPrecedenceCutoff,        ///< 3/15
  kBeyondScope,             ///< v6 1/2
  kSourcePolicy,            ///< v6 1/5
  kRejectRoute,             ///< v6 1/6
  kParameterProblem,        ///< 12/x, v6 4/x
  kOther,
};

IcmpMeaning meaning(const IcmpReport& icmp);

/// Catalogue key of the exact type and code: "icmp.v4.3.13", "icmp.v6.1.1".
std::string catalogueKey(const IcmpReport& icmp);

/// One report of every type and code that has a meaning, with an empty sender.
std::vector<IcmpReport> allIcmpReports();

}  // namespace synscope
