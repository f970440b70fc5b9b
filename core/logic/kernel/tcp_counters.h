#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace synscope {

/// Counters of this system's listeners since it started (Linux: "TcpExt" of /proc/net/netstat, in this network
/// namespace). What the kernel does not list is nullopt.
struct TcpCounters {
  std::optional<std::uint64_t> listenOverflows;  ///< Connections turned away: the accept queue was full.
  std::optional<std::uint64_t> listenDrops;      ///< SYNs and last ACKs dropped by listeners, for any reason.
  std::optional<std::uint64_t> syncookiesSent, syncookiesReceived, syncookiesFailed;
  std::optional<std::uint64_t> requestQueueFullCookies;  ///< SYN queue full: answered with a SYN cookie.
  std::optional<std::uint64_t> requestQueueFullDrops;    ///< SYN queue full: SYN dropped.

  bool operator==(const TcpCounters&) const = default;
};

/// Reads pairs of lines, names then values: "TcpExt: SyncookiesSent …" and "TcpExt: 0 …". Lines that make no sense are
/// left out; of several, the first counts.
TcpCounters parseTcpCounters(std::string_view text);

/// What each has grown by; nullopt where one of both is, or where it went back.
TcpCounters growth(const TcpCounters& before, const TcpCounters& after);

}  // namespace synscope
