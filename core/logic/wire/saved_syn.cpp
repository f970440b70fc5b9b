#include "core/logic/wire/saved_syn.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

std::string yesOrNo(bool value) {
  return value ? "yes" : "no";
}

}  // namespace

std::uint8_t guessedInitialTtl(std::uint8_t arrived) {
  static constexpr std::array<std::uint8_t, 4> kUsual = {32, 64, 128, 255};
  return *std::ranges::lower_bound(kUsual, arrived);
}

std::optional<SavedSyn> decodeSavedSyn(std::span<const std::byte> bytes) {
  auto ip = decodeIpHeader(bytes);
  if (!ip || ip->protocol != kIpProtocolTcp || ip->fragmentOffset != 0) return std::nullopt;
  auto tcp = decodeTcpHeader(bytes.subspan(ip->headerLength));
  if (!tcp || !tcp->flags.syn) return std::nullopt;
  return SavedSyn{std::move(*ip), std::move(*tcp)};
}

std::vector<std::pair<std::string, std::string>> fieldsOf(const SavedSyn& syn) {
  std::vector<std::pair<std::string, std::string>> fields = {{"isn", std::to_string(syn.tcp.sequence)},
                                                             {"window", std::to_string(syn.tcp.window)},
                                                             {"options", textOf(syn.tcp.options)},
                                                             {"ttl", std::to_string(syn.ip.ttl)},
                                                             {"guessed-hops", std::to_string(syn.guessedHops())}};
  if (syn.ip.dontFragment) fields.emplace_back("dont-fragment", yesOrNo(*syn.ip.dontFragment));
  fields.emplace_back("ecn", yesOrNo(syn.asksForEcn()));
  fields.emplace_back("dscp", std::to_string(syn.ip.trafficClass >> 2U));
  if (syn.ip.flowLabel) fields.emplace_back("flow-label", std::to_string(*syn.ip.flowLabel));
  return fields;
}

}  // namespace synscope
