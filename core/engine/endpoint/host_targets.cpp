#include "core/engine/endpoint/host_targets.h"

namespace synscope {
namespace {

void appendFamily(std::deque<IpEndpoint>& targets, const NameEvidence& names, IpFamily family, std::uint16_t port) {
  for (const NameAnswer& answer : names.answers) {
    if (answer.family != family) continue;
    for (const IpAddress& address : answer.addresses)
      targets.push_back({address, port});
  }
}

}  // namespace

FamilyChoice familyChoice(std::optional<IpFamily> family, const std::optional<IpAddress>& bindAddress) {
  if (!family && bindAddress) family = bindAddress->family();
  if (!family) return FamilyChoice::kAny;
  return *family == IpFamily::kV4 ? FamilyChoice::kV4Only : FamilyChoice::kV6Only;
}

Result<std::deque<IpEndpoint>> targetsOf(const NameEvidence& names, std::uint16_t port) {
  std::deque<IpEndpoint> targets;
  appendFamily(targets, names, IpFamily::kV6, port);
  appendFamily(targets, names, IpFamily::kV4, port);
  if (!targets.empty()) return targets;
  for (const NameAnswer& answer : names.answers) {
    if (answer.error) return *answer.error;
  }
  return Error{ErrorCode::kNameNotFound, "resolve", names.name, 0};
}

}  // namespace synscope
