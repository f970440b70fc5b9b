#include "core/logic/reach/icmp.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

struct Row {
  IpFamily family;
  std::uint8_t type;
  std::uint8_t code;
  IcmpMeaning meaning;
};

using M = IcmpMeaning;

// RFC 792, RFC 1122 section 3.2.2.1 (3/6 to 3/12), RFC 1812 section 5.2.7.1 (3/13 to 3/15).
constexpr std::array kV4Rows{
    Row{IpFamily::kV4, 3, 0, M::kNetUnreachable},       Row{IpFamily::kV4, 3, 1, M::kHostUnreachable},
    Row{IpFamily::kV4, 3, 2, M::kProtocolUnreachable},  Row{IpFamily::kV4, 3, 3, M::kPortUnreachable},
    Row{IpFamily::kV4, 3, 4, M::kPacketTooBig},         Row{IpFamily::kV4, 3, 5, M::kSourceRouteFailed},
    Row{IpFamily::kV4, 3, 6, M::kNetUnreachable},       Row{IpFamily::kV4, 3, 7, M::kHostUnreachable},
    Row{IpFamily::kV4, 3, 8, M::kHostUnreachable},      Row{IpFamily::kV4, 3, 9, M::kNetProhibited},
    Row{IpFamily::kV4, 3, 10, M::kHostProhibited},      Row{IpFamily::kV4, 3, 11, M::kNetUnreachable},
    Row{IpFamily::kV4, 3, 12, M::kHostUnreachable},     Row{IpFamily::kV4, 3, 13, M::kAdminProhibited},
    Row{IpFamily::kV4, 3, 14, M::kPrecedenceViolation}, Row{IpFamily::kV4, 3, 15, M::kPrecedenceCutoff},
    Row{IpFamily::kV4, 11, 0, M::kTtlExceeded},         Row{IpFamily::kV4, 11, 1, M::kReassemblyTimeExceeded},
    Row{IpFamily::kV4, 12, 0, M::kParameterProblem},    Row{IpFamily::kV4, 12, 1, M::kParameterProblem},
    Row{IpFamily::kV4, 12, 2, M::kParameterProblem},
};

// RFC 4443 section 3; 1/7 is RFC 6554 section 3.
constexpr std::array kV6Rows{
    Row{IpFamily::kV6, 1, 0, M::kNoRoute},
    Row{IpFamily::kV6, 1, 1, M::kAdminProhibited},
    Row{IpFamily::kV6, 1, 2, M::kBeyondScope},
    Row{IpFamily::kV6, 1, 3, M::kAddressUnreachable},
    Row{IpFamily::kV6, 1, 4, M::kPortUnreachable},
    Row{IpFamily::kV6, 1, 5, M::kSourcePolicy},
    Row{IpFamily::kV6, 1, 6, M::kRejectRoute},
    Row{IpFamily::kV6, 1, 7, M::kSourceRouteFailed},
    Row{IpFamily::kV6, 2, 0, M::kPacketTooBig},
    Row{IpFamily::kV6, 3, 0, M::kTtlExceeded},
    Row{IpFamily::kV6, 3, 1, M::kReassemblyTimeExceeded},
    Row{IpFamily::kV6, 4, 0, M::kParameterProblem},
    Row{IpFamily::kV6, 4, 1, M::kNextHeaderUnrecognized},
    Row{IpFamily::kV6, 4, 2, M::kParameterProblem},
};

template <std::size_t N>
IcmpMeaning look(const std::array<Row, N>& rows, const IcmpReport& icmp) {
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const Row& row) { return row.type == icmp.type && row.code == icmp.code; });
  return found == rows.end() ? IcmpMeaning::kOther : found->meaning;
}

IcmpReport reportOf(const Row& row) {
  return {.family = row.family, .type = row.type, .code = row.code, .from = {}};
}

}  // namespace

IcmpMeaning meaning(const IcmpReport& icmp) {
  return icmp.family == IpFamily::kV4 ? look(kV4Rows, icmp) : look(kV6Rows, icmp);
}

std::string catalogueKey(const IcmpReport& icmp) {
  return std::string(icmp.family == IpFamily::kV4 ? "icmp.v4." : "icmp.v6.") + std::to_string(icmp.type) + '.' +
         std::to_string(icmp.code);
}

std::vector<IcmpReport> allIcmpReports() {
  std::vector<IcmpReport> all;
  for (const Row& row : kV4Rows)
    all.push_back(reportOf(row));
  for (const Row& row : kV6Rows)
    all.push_back(reportOf(row));
  return all;
}

}  // namespace synscope
