#include "core/logic/endpoint/traffic_record_codec.h"

#include "core/logic/base/byte_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>

namespace synscope {
namespace {

constexpr std::string_view kMagic = "\x89SYNLOG\n";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint8_t kRecordKind = 0;
constexpr std::uint8_t kGapKind = 1;
constexpr std::size_t kChecked = 8;  ///< Offset of what the check is about.
constexpr std::size_t kShortest = kChecked + 1;
constexpr std::size_t kZoneLimit = 64;
constexpr std::size_t kLongest = sizeof(TrafficEntryHead::bytes) + kTrafficPayloadLimit;

/// Puts numbers in network byte order into a fixed array that is known to be large enough.
class HeadWriter {
 public:
  explicit HeadWriter(std::byte* at) : m_at(at) {}

  template <typename Unsigned>
  void number(Unsigned value) {
    for (std::size_t i = sizeof value; i-- > 0; value = static_cast<Unsigned>(value >> 4U >> 4U))
      m_at[i] = static_cast<std::byte>(value & 0xffU);
    m_at += sizeof value;
  }
  void bytes(const void* from, std::size_t count) {
    std::memcpy(m_at, from, count);
    m_at += count;
  }
  std::byte* at() const { return m_at; }

 private:
  std::byte* m_at;
};

std::uint64_t littleEndianWord(const std::byte* from, std::size_t count) {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, from, count);
  } else {
    for (std::size_t i = count; i-- > 0;)
      word = word << 8U | std::to_integer<std::uint64_t>(from[i]);
  }
  return word;
}

/// Multiply-and-fold over words of eight bytes (the mixing step of MurmurHash3's finaliser): finds torn and zeroed
/// entries at the speed of memory. No protection against an author who means harm, and none is needed.
std::uint64_t fold(std::uint64_t sum, std::span<const std::byte> bytes) {
  constexpr std::uint64_t kFactor = 0xff51afd7ed558ccdU;
  sum ^= bytes.size();
  for (std::size_t i = 0; i < bytes.size(); i += 8) {
    sum = (sum ^ littleEndianWord(bytes.data() + i, std::min<std::size_t>(8, bytes.size() - i))) * kFactor;
    sum ^= sum >> 33U;
  }
  return sum;
}

std::uint32_t checkOf(std::span<const std::byte> head, std::span<const std::byte> payload) {
  const std::uint64_t sum = fold(fold(0x9e3779b97f4a7c15U, head), payload);
  return static_cast<std::uint32_t>(sum >> 32U ^ sum);
}

void seal(TrafficEntryHead& head, std::span<const std::byte> payload) {
  HeadWriter writer(head.bytes.data());
  writer.number(static_cast<std::uint32_t>(head.size + payload.size()));
  writer.number(checkOf(head.view().subspan(kChecked), payload));
}

void finish(TrafficEntryHead& head, const HeadWriter& writer, std::span<const std::byte> payload) {
  head.size = static_cast<std::size_t>(writer.at() - head.bytes.data());
  seal(head, payload);
}

IpAddress addressOf(std::span<const std::byte> bytes, std::string zone) {
  std::array<std::uint8_t, 16> octets{};
  std::ranges::transform(bytes, octets.begin(), [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
  if (bytes.size() == 16) return IpAddress::v6(octets, std::move(zone));
  return IpAddress::v4({octets[0], octets[1], octets[2], octets[3]});
}

/// False where the fields contradict each other.
bool decodeRecord(ByteReader reader, TrafficRecordView& record) {
  const unsigned direction = reader.u8();
  const std::size_t addressBytes = reader.u8();
  const std::size_t zoneBytes = reader.u8();
  if (direction > 1 || (addressBytes != 4 && addressBytes != 16) || zoneBytes > kZoneLimit) return false;
  record.direction = direction == 0 ? TrafficDirection::kIn : TrafficDirection::kOut;
  record.at = TimePoint(Duration(static_cast<std::int64_t>(reader.u64())));
  record.connection = reader.u64();
  record.peer.port = reader.u16();
  const auto address = reader.bytes(addressBytes);
  const auto zone = reader.bytes(zoneBytes);
  if (!reader.ok()) return false;
  record.peer.address = addressOf(address, zone.empty() ? std::string() : textOf(zone));
  record.payload = reader.rest();
  return record.payload.size() <= kTrafficPayloadLimit;
}

bool decodeBody(std::span<const std::byte> body, TrafficEntry& entry) {
  ByteReader reader(body);
  switch (reader.u8()) {
    case kRecordKind: entry.kind = TrafficEntry::Kind::kRecord; return decodeRecord(reader, entry.record);
    case kGapKind:
      entry.kind = TrafficEntry::Kind::kGap;
      entry.gap.records = reader.u64();
      entry.gap.bytes = reader.u64();
      return reader.ok() && reader.left() == 0;
    default: return false;
  }
}

}  // namespace

std::array<std::byte, kTrafficHeaderBytes> encodeTrafficHeader(const TrafficFileHeader& header) {
  std::array<std::byte, kTrafficHeaderBytes> bytes{};
  HeadWriter writer(bytes.data());
  writer.bytes(kMagic.data(), kMagic.size());
  writer.number(kVersion);
  writer.number(std::uint32_t{0});
  writer.number(static_cast<std::uint64_t>(header.wallEpochNs));
  return bytes;
}

std::optional<TrafficFileHeader> decodeTrafficHeader(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  if (textOf(reader.bytes(kMagic.size())) != kMagic || reader.u32() != kVersion) return std::nullopt;
  reader.skip(4);
  const TrafficFileHeader header{.wallEpochNs = static_cast<std::int64_t>(reader.u64())};
  if (!reader.ok()) return std::nullopt;
  return header;
}

TrafficEntryHead encodeTrafficRecord(const TrafficRecordView& record) {
  TrafficEntryHead head;
  const auto octets = record.peer.address.octets();
  const std::string_view zone = std::string_view(record.peer.address.zone()).substr(0, kZoneLimit);
  HeadWriter writer(head.bytes.data() + kChecked);
  writer.number(kRecordKind);
  writer.number(static_cast<std::uint8_t>(record.direction == TrafficDirection::kOut));
  writer.number(static_cast<std::uint8_t>(octets.size()));
  writer.number(static_cast<std::uint8_t>(zone.size()));
  writer.number(static_cast<std::uint64_t>(record.at.time_since_epoch().count()));
  writer.number(record.connection);
  writer.number(record.peer.port);
  writer.bytes(octets.data(), octets.size());
  writer.bytes(zone.data(), zone.size());
  finish(head, writer, record.payload);
  return head;
}

TrafficEntryHead encodeTrafficGap(const TrafficGap& gap) {
  TrafficEntryHead head;
  HeadWriter writer(head.bytes.data() + kChecked);
  writer.number(kGapKind);
  writer.number(gap.records);
  writer.number(gap.bytes);
  finish(head, writer, {});
  return head;
}

TrafficEntry decodeTrafficEntry(std::span<const std::byte> bytes, TrafficCheck check) {
  TrafficEntry entry;
  entry.length = kShortest;
  if (bytes.size() < kShortest) return entry;
  ByteReader reader(bytes);
  entry.length = reader.u32();
  const std::uint32_t expected = reader.u32();
  const bool fits = entry.length >= kShortest && entry.length <= kLongest;
  if (fits && bytes.size() < entry.length) return entry;
  const auto body = fits ? bytes.subspan(kChecked, entry.length - kChecked) : std::span<const std::byte>();
  if (!fits || !decodeBody(body, entry)) {
    entry.kind = TrafficEntry::Kind::kDamaged;
    return entry;
  }
  const auto head = body.first(body.size() - entry.record.payload.size());
  if (check == TrafficCheck::kVerify && checkOf(head, entry.record.payload) != expected)
    entry.kind = TrafficEntry::Kind::kDamaged;
  return entry;
}

}  // namespace synscope
