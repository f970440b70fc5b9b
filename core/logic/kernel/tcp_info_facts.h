#pragma once

#include "core/logic/kernel/tcp_info.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// What a number of TCP_INFO counts.
enum class TcpInfoUnit : std::uint8_t {
  kMicroseconds,
  kMilliseconds,
  kBytes,
  kBytesPerSecond,
  kSegments,
  kCount,
  kShift,            ///< Of a window: the number of bits.
  kFlag,             ///< 0 or 1.
  kCongestionState,  ///< Linux tcpi_ca_state: 0 open, 1 disorder, 2 CWR, 3 recovery, 4 loss.
};

/// One live number of a connection.
struct TcpInfoFact {
  std::string_view key;  ///< Of the catalogue: "tcp-info.rtt". Refers to memory that never ends.
  TcpInfoUnit unit = TcpInfoUnit::kCount;
  std::uint64_t value = 0;

  bool operator==(const TcpInfoFact&) const = default;
};

/// Everything the system reports of a connection, in the order in which it is shown: round-trip times, what was agreed
/// on, windows and congestion, what is under way, what went wrong, rates. What is not reported is not there.
std::vector<TcpInfoFact> tcpInfoFacts(const TcpInfo& info);

/// "10.134 ms", "1448 B", "12.3 MB/s", "10", "yes", "recovery": the same in every language.
std::string textOf(const TcpInfoFact& fact);

/// Every key that tcpInfoFacts() can give, for the test that each has its words.
std::span<const std::string_view> tcpInfoKeys();

}  // namespace synscope
