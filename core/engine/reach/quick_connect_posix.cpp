#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/reach/quick_connect.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>

namespace synscope {
namespace {

constexpr QuickConnect kPending{QuickConnect::State::kPending, SocketError::kNone};
constexpr QuickConnect kConnected{QuickConnect::State::kConnected, SocketError::kNone};

void setPort(NativeAddress& address, std::uint16_t port) {
  if (address.storage.ss_family == AF_INET)
    reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port = htons(port);
  else
    reinterpret_cast<sockaddr_in6*>(&address.storage)->sin6_port = htons(port);
}

/// The second connect(2): what has become of the first (connect(2), EINPROGRESS; POSIX: EALREADY, EISCONN).
QuickConnect outcomeOf(int error) {
  switch (error) {
    case 0:
    case EISCONN: return kConnected;
    case EALREADY:
    case EINPROGRESS:
    case EINTR: return kPending;
    case ECONNREFUSED: return {QuickConnect::State::kRefused, SocketError::kConnectionRefused};
    default: return {QuickConnect::State::kFailed, socketErrorFromNative(error)};
  }
}

}  // namespace

class QuickConnector::Private {
 public:
  std::vector<std::optional<NativeAddress>> hosts;
};

QuickConnector::QuickConnector(const std::vector<IpAddress>& hosts) : d(std::make_unique<Private>()) {
  d->hosts.reserve(hosts.size());
  for (const IpAddress& host : hosts)
    d->hosts.push_back(toNative({host, 0}));
}

QuickConnector::~QuickConnector() = default;

QuickConnect QuickConnector::connect(qintptr fd, std::size_t host, std::uint16_t port) {
  auto& address = d->hosts[host];
  if (!address) return {QuickConnect::State::kNotSent, SocketError::kNoSuchDevice};
  setPort(*address, port);
  const int native = static_cast<int>(fd);
  if (::connect(native, address->get(), address->length) == 0) return kConnected;
  if (errno != EINPROGRESS && errno != EINTR) return {QuickConnect::State::kNotSent, lastSocketError()};
  return outcomeOf(::connect(native, address->get(), address->length) == 0 ? 0 : errno);
}

}  // namespace synscope
