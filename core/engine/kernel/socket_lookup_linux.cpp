#include "core/engine/base/native_address_posix.h"
#include "core/engine/kernel/socket_lookup.h"
#include "core/logic/kernel/netlink.h"
#include "core/logic/kernel/socket_ends.h"

#include <linux/netlink.h>
#include <sys/socket.h>

#include <cerrno>

namespace synscope {
namespace {

constexpr std::size_t kBufferSize = 8192;
constexpr int kMostDatagrams = 8;

UniqueFd openDiag() {
  return UniqueFd(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG));
}

std::uint32_t interfaceOf(const IpEndpoint& local, const IpEndpoint& remote) {
  const std::string& zone = local.address.zone().empty() ? remote.address.zone() : local.address.zone();
  return zoneIndex(zone).value_or(0);
}

/// A listener answers where the connection itself is gone.
bool isThisConnection(const SocketRow& row, const IpEndpoint& remote) {
  return row.state != TcpState::kListen && row.remote.port == remote.port;
}

}  // namespace

SocketLookup::SocketLookup() : m_fd(openDiag()), m_buffer(kBufferSize) {
  if (!m_fd) m_capability = {false, "capability.socket-table.refused", {}};
}

std::optional<SocketRow> SocketLookup::find(const IpEndpoint& local, const IpEndpoint& remote, bool& failed) {
  failed = true;
  if (!m_fd) return std::nullopt;
  // An IPv6 socket that carries IPv4 is found by its IPv4 addresses.
  const IpEndpoint from = unmapped(local), to = unmapped(remote);
  const auto request = encodeSocketLookup(from, to, interfaceOf(local, remote));
  const int native = static_cast<int>(m_fd.get());
  if (::send(native, request.data(), request.size(), 0) < 0) return std::nullopt;
  // sock_diag answers within the call that asks.
  for (int i = 0; i < kMostDatagrams; ++i) {
    const auto size = ::recv(native, m_buffer.data(), m_buffer.size(), 0);
    if (size < 0) return std::nullopt;
    for (const NetlinkMessage& message : splitMessages(std::span(m_buffer).first(static_cast<std::size_t>(size)))) {
      if (const auto error = errorOf(message)) {
        failed = *error != ENOENT;
        return std::nullopt;
      }
      if (message.type != kSocketDiagByFamily) continue;
      failed = false;
      auto row = decodeSocketRow(message.payload);
      return row && isThisConnection(*row, to) ? row : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace synscope
