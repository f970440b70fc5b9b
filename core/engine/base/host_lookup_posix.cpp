#include "core/engine/base/clock.h"
#include "core/engine/base/host_lookup.h"
#include "core/engine/base/native_address_posix.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace synscope {
namespace {

struct FreeAddresses {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, FreeAddresses>;

/// The name exists, but has no record of the family asked for (glibc and BSD keep it apart from "no such name").
bool isNoData(int code) {
#ifdef EAI_NODATA
  if (code == EAI_NODATA) return true;
#endif
#ifdef EAI_ADDRFAMILY
  if (code == EAI_ADDRFAMILY) return true;
#endif
  return false;
}

/// The shortest time a resolver waits for one server (resolv.conf(5), timeout): whoever fails sooner was answered. A
/// little under the second it is meant to be: glibc rounds what is left of it down after each stray datagram.
constexpr Duration kShortestWait = std::chrono::milliseconds(950);

ErrorCode errorOf(int code, Duration elapsed) {
  switch (code) {
    case EAI_NONAME: return ErrorCode::kNameNotFound;
    case EAI_AGAIN: return elapsed < kShortestWait ? ErrorCode::kNameServerFailed : ErrorCode::kNameServerSilent;
    case EAI_FAIL: return ErrorCode::kNameServerFailed;
    default: return ErrorCode::kSystemCall;
  }
}

std::optional<Error> errorFrom(int code, int systemError, Duration elapsed, const std::string& host) {
  if (code == 0 || isNoData(code)) return std::nullopt;
  return Error{errorOf(code, elapsed), "resolve", host, code == EAI_SYSTEM ? systemError : 0};
}

void addOnce(std::vector<IpAddress>& addresses, const addrinfo& entry) {
  const auto endpoint = fromNative(entry.ai_addr, entry.ai_addrlen);
  if (endpoint && std::ranges::find(addresses, endpoint->address) == addresses.end())
    addresses.push_back(endpoint->address);
}

}  // namespace

NameAnswer lookUpHost(const std::string& host, IpFamily family) {
  NameAnswer answer;
  answer.family = family;
  addrinfo hints{};
  hints.ai_family = nativeFamily(family);
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* raw = nullptr;
  const TimePoint before = monotonicNow();
  const int code = getaddrinfo(host.c_str(), nullptr, &hints, &raw);
  const int systemError = errno;
  answer.elapsed = monotonicNow() - before;
  const AddressList list(code == 0 ? raw : nullptr);
  answer.error = errorFrom(code, systemError, answer.elapsed, host);
  for (const addrinfo* entry = list.get(); entry != nullptr; entry = entry->ai_next)
    addOnce(answer.addresses, *entry);
  return answer;
}

}  // namespace synscope
