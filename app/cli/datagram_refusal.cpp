#include "app/cli/datagram_refusal.h"

#include "core/engine/base/native_error.h"
#include "core/engine/reach/local_facts.h"

#include <algorithm>

namespace synscope {
namespace {

/// An error of kIcmpError says type and code by their catalogue key.
std::optional<IcmpReport> icmpOf(const Error& error) {
  for (IcmpReport report : allIcmpReports()) {
    if (catalogueKey(report) != error.operation) continue;
    report.from = IpAddress::parse(error.subject).value_or(IpAddress());
    report.fromThisHost = isOwnAddress(report.from);
    return report;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Attempt> refusedDatagram(const Error& error, const IpEndpoint& peer) {
  Attempt attempt;
  attempt.protocol = Protocol::kUdp;
  attempt.target = peer;
  attempt.end = AttemptEnd::kFailed;
  attempt.icmp = error.code == ErrorCode::kIcmpError ? icmpOf(error) : std::nullopt;
  if (attempt.icmp) return attempt;
  if (error.osCode == 0) return std::nullopt;
  attempt.end = AttemptEnd::kNotSent;
  attempt.error = socketErrorFromNative(error.osCode);
  return attempt;
}

}  // namespace synscope
