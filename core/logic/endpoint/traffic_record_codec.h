#pragma once

#include "core/logic/endpoint/connection_row.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace synscope {

/// The file of a traffic log, written front to back and never changed, numbers in network byte order:
///
///   file    = magic "\x89SYNLOG\n" (8) | version u32 = 1 | reserved u32 = 0 | wall epoch i64 | entry*
///   entry   = length u32 (of the whole entry) | check u32 (of all that follows it) | kind u8 | body
///   kind 0  = traffic: direction u8 (0 in, 1 out) | address length u8 (4 or 16) | zone length u8 (0 to 64)
///             | at i64 | connection u64 | port u16 | address | zone | payload
///   kind 1  = gap: records u64 | bytes u64 that were left out at this place
///
/// The wall epoch is the wall time of TimePoint zero, `at` the TimePoint; both in ns, the former since 1970 UTC.
/// The check makes an entry recognisable whose end never reached the disk: what follows the first entry that is cut off
/// or does not add up is not read.
inline constexpr std::size_t kTrafficHeaderBytes = 24;
/// Of one record; whoever has more to note makes several.
inline constexpr std::size_t kTrafficPayloadLimit = std::size_t{8} << 20U;

struct TrafficFileHeader {
  std::int64_t wallEpochNs = 0;

  bool operator==(const TrafficFileHeader&) const = default;
};

std::array<std::byte, kTrafficHeaderBytes> encodeTrafficHeader(const TrafficFileHeader& header);
/// nullopt: not a traffic log, or of a version that is not known.
std::optional<TrafficFileHeader> decodeTrafficHeader(std::span<const std::byte> bytes);

/// A record whose payload lies somewhere else.
struct TrafficRecordView {
  TimePoint at{};
  ConnectionId connection = 0;
  TrafficDirection direction = TrafficDirection::kIn;
  IpEndpoint peer;
  std::span<const std::byte> payload;
};

/// Traffic that was not kept, because the disk was too slow or full.
struct TrafficGap {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;  ///< Of payload.

  bool operator==(const TrafficGap&) const = default;
};

/// An entry without the payload that belongs behind it; no allocation, as it is made for every record.
struct TrafficEntryHead {
  std::array<std::byte, 128> bytes{};
  std::size_t size = 0;

  std::span<const std::byte> view() const { return {bytes.data(), size}; }
};

/// Precondition: the payload is at most kTrafficPayloadLimit long. A zone is cut at 64 bytes.
TrafficEntryHead encodeTrafficRecord(const TrafficRecordView& record);
TrafficEntryHead encodeTrafficGap(const TrafficGap& gap);

/// What stands at the front of some bytes.
struct TrafficEntry {
  enum class Kind : std::uint8_t { kRecord, kGap, kCut, kDamaged };

  Kind kind = Kind::kCut;
  /// Of the whole entry. kCut: how many bytes are needed, as far as is known by now.
  std::size_t length = 0;
  TrafficRecordView record;  ///< The payload lies in the bytes that were read.
  TrafficGap gap;
};

enum class TrafficCheck : std::uint8_t { kVerify, kTrust };

/// @param check kTrust skips the check for entries that were verified before or come from memory.
TrafficEntry decodeTrafficEntry(std::span<const std::byte> bytes, TrafficCheck check);

}  // namespace synscope
