#include "core/engine/base/clock.h"
#include "core/engine/base/native_address_posix.h"
#include "core/engine/reach/local_facts.h"
#include "core/logic/base/ip_special.h"

#include <netinet/in.h>

#include <algorithm>
#include <ifaddrs.h>
#include <mutex>

namespace synscope {
namespace {

constexpr Duration kCacheLife = std::chrono::seconds(1);

std::vector<IpAddress> readInterfaceAddresses() {
  std::vector<IpAddress> addresses;
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return addresses;
  for (const ifaddrs* entry = list; entry != nullptr; entry = entry->ifa_next) {
    if (entry->ifa_addr == nullptr) continue;
    const bool v4 = entry->ifa_addr->sa_family == AF_INET;
    const auto endpoint = fromNative(entry->ifa_addr, v4 ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
    if (endpoint) addresses.push_back(endpoint->address);
  }
  freeifaddrs(list);
  return addresses;
}

/// The addresses of this machine's interfaces, read again when they are older than kCacheLife. Thread-safe.
class OwnAddresses {
 public:
  bool contains(const IpAddress& address) {
    const std::lock_guard lock(m_mutex);
    refresh(monotonicNow());
    return std::ranges::any_of(
        m_addresses, [&](const IpAddress& own) { return std::ranges::equal(own.octets(), address.octets()); });
  }

 private:
  void refresh(TimePoint now) {
    if (m_readAt && now - *m_readAt < kCacheLife) return;
    m_addresses = readInterfaceAddresses();
    m_readAt = now;
  }

  std::mutex m_mutex;
  std::vector<IpAddress> m_addresses;
  std::optional<TimePoint> m_readAt;
};

}  // namespace

bool isOwnAddress(const IpAddress& address) {
  static OwnAddresses own;
  return classify(address) == AddressClass::kLoopback || own.contains(address);
}

}  // namespace synscope
