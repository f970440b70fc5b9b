#pragma once

#include "core/logic/base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace synscope {

/// What stands at the front of every UDP datagram of a test: when it was sent, by a clock that only its sender knows,
/// and its number, from 1. Inline: it is read and written ten million times a second.
struct IperfDatagram {
  Duration sentAt{};
  std::uint64_t number = 0;

  bool operator==(const IperfDatagram&) const = default;
};

/// Bytes of the header; `counters64` as in ThroughputSettings.
constexpr std::size_t iperfDatagramHeader(bool counters64) {
  return counters64 ? 16 : 12;
}

namespace iperfDatagramBytes {

constexpr std::uint32_t read32(const std::byte* at) {
  return std::to_integer<std::uint32_t>(at[0]) << 24U | std::to_integer<std::uint32_t>(at[1]) << 16U |
         std::to_integer<std::uint32_t>(at[2]) << 8U | std::to_integer<std::uint32_t>(at[3]);
}

constexpr void write32(std::byte* at, std::uint32_t value) {
  at[0] = static_cast<std::byte>(value >> 24U);
  at[1] = static_cast<std::byte>(value >> 16U & 0xffU);
  at[2] = static_cast<std::byte>(value >> 8U & 0xffU);
  at[3] = static_cast<std::byte>(value & 0xffU);
}

}  // namespace iperfDatagramBytes

/// nullopt: shorter than its header.
constexpr std::optional<IperfDatagram> readIperfDatagram(std::span<const std::byte> bytes, bool counters64) {
  using namespace iperfDatagramBytes;
  if (bytes.size() < iperfDatagramHeader(counters64)) return std::nullopt;
  const std::byte* at = bytes.data();
  const std::uint64_t high = read32(at + 8);
  const std::int64_t nanos = std::int64_t{read32(at)} * 1'000'000'000 + std::int64_t{read32(at + 4)} * 1000;
  return IperfDatagram{Duration(nanos), counters64 ? high << 32U | read32(at + 12) : high};
}

/// Precondition: `bytes` holds the header. Numbers beyond 32 bits wrap in the short form, as iperf3's do.
constexpr void writeIperfDatagram(std::span<std::byte> bytes, const IperfDatagram& datagram, bool counters64) {
  using namespace iperfDatagramBytes;
  constexpr std::int64_t kSecond = 1'000'000'000;
  const std::int64_t nanos = datagram.sentAt.count();
  std::byte* at = bytes.data();
  write32(at, static_cast<std::uint32_t>(nanos / kSecond));
  write32(at + 4, static_cast<std::uint32_t>(nanos % kSecond / 1000));
  if (counters64) write32(at + 8, static_cast<std::uint32_t>(datagram.number >> 32U));
  write32(at + (counters64 ? 12 : 8), static_cast<std::uint32_t>(datagram.number));
}

}  // namespace synscope
