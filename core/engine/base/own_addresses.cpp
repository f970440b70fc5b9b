#include "core/engine/base/own_addresses.h"

#include <QNetworkInterface>

#include <algorithm>

namespace synscope {

std::vector<IpAddress> ownAddresses(std::size_t most) {
  std::vector<IpAddress> found;
  for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces()) {
    if (!interface.flags().testFlag(QNetworkInterface::IsUp) ||
        !interface.flags().testFlag(QNetworkInterface::IsRunning))
      continue;
    for (const QNetworkAddressEntry& entry : interface.addressEntries()) {
      if (entry.ip().isLoopback() || entry.ip().isLinkLocal()) continue;
      const auto address = IpAddress::parse(entry.ip().toString().toStdString());
      if (address) found.push_back(*address);
    }
  }
  std::stable_partition(found.begin(), found.end(), [](const IpAddress& address) { return !address.isV6(); });
  if (found.empty()) found.push_back(IpAddress::v4({127, 0, 0, 1}));
  if (found.size() > most) found.erase(found.begin() + static_cast<std::ptrdiff_t>(most), found.end());
  return found;
}

}  // namespace synscope
