#include "core/logic/reach/service_names.h"

#include "core/logic/base/typed_text.h"
#include "core/logic/reach/service_names_data.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kLongestName = 32;

unsigned bitOf(Protocol protocol) {
  return protocol == Protocol::kTcp ? 1 : 2;
}

/// What people call a service whose registered name is another, and services that IANA knows under no name of their
/// own.
constexpr std::array<std::pair<std::string_view, std::uint16_t>, 18> kOtherNames{{
    {"cifs", 445},
    {"dns", 53},
    {"dot", 853},
    {"iperf", 5201},
    {"iperf3", 5201},
    {"irc", 6667},
    {"kafka", 9092},
    {"memcached", 11211},
    {"postgres", 5432},
    {"rdp", 3389},
    {"smb", 445},
    {"smtps", 465},
    {"vnc", 5900},
    {"whois", 43},
    {"winrm", 5985},
    {"wireguard", 51820},
    {"www", 80},
    {"x11", 6000},
}};

struct Named {
  std::string name;  ///< Lower case.
  const ServiceRow* row;
};

/// The registry by lower-case name.
const std::vector<Named>& byName() {
  static const std::vector<Named> kIndex = [] {
    std::vector<Named> index;
    for (const ServiceRow& row : serviceRows())
      index.push_back({lowered(row.name), &row});
    std::ranges::stable_sort(index, {}, &Named::name);
    return index;
  }();
  return kIndex;
}

}  // namespace

std::string_view serviceName(std::uint16_t port, Protocol protocol) {
  const auto rows = std::ranges::equal_range(serviceRows(), port, {}, &ServiceRow::port);
  const auto found = std::ranges::find_if(rows, [&](const ServiceRow& row) { return row.protocols & bitOf(protocol); });
  return found == rows.end() ? std::string_view() : found->name;
}

std::vector<std::uint16_t> portsOfService(std::string_view service, Protocol protocol) {
  if (service.empty() || service.size() > kLongestName) return {};
  const std::string name = lowered(service);
  std::vector<std::uint16_t> ports;
  for (const Named& named : std::ranges::equal_range(byName(), name, {}, &Named::name)) {
    if (named.row->protocols & bitOf(protocol)) ports.push_back(named.row->port);
  }
  if (!ports.empty()) return ports;
  const auto other = std::ranges::find(kOtherNames, name, [](const auto& pair) { return pair.first; });
  if (other != kOtherNames.end()) ports.push_back(other->second);
  return ports;
}

}  // namespace synscope
