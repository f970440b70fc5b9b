#pragma once

#include "core/logic/wire/tcp_option.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace synscope {

/// Control bits of a TCP header (RFC 9293 section 3.1; AE: RFC 9768).
struct TcpFlags {
  bool fin = false, syn = false, rst = false, psh = false, ack = false, urg = false, ece = false, cwr = false;
  bool ae = false;

  bool operator==(const TcpFlags&) const = default;
};

/// "SYN", "SYN ACK", "FIN PSH ACK".
std::string textOf(const TcpFlags& flags);

/// A TCP header (RFC 9293 section 3.1) with its options.
struct TcpHeader {
  std::uint16_t sourcePort = 0, destinationPort = 0;
  std::uint32_t sequence = 0, acknowledgement = 0;
  TcpFlags flags;
  std::uint16_t window = 0;  ///< As sent: not scaled.
  std::uint16_t checksum = 0;
  std::uint16_t urgentPointer = 0;
  std::vector<TcpOption> options;
  std::size_t headerLength = 0;  ///< Bytes, options included.

  bool operator==(const TcpHeader&) const = default;
};

/// Reads the header at the start of a segment; nullopt where it is cut off or its length makes no sense.
std::optional<TcpHeader> decodeTcpHeader(std::span<const std::byte> segment);

}  // namespace synscope
