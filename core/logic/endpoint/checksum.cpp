#include "core/logic/endpoint/checksum.h"

#include "core/logic/base/enum_values.h"

namespace synscope {
namespace {

/// Catalogue of parametrised CRC algorithms (Rocksoft model): width, polynomial, initial value, reflection, final xor.
struct CrcModel {
  int width;
  std::uint32_t polynomial;  ///< Already bit-reversed where `reflected`.
  std::uint32_t initial;
  bool reflected;
  std::uint32_t finalXor;
};

constexpr CrcModel kModbus{16, 0xA001, 0xFFFF, true, 0};
constexpr CrcModel kCcitt{16, 0x1021, 0xFFFF, false, 0};
constexpr CrcModel kXmodem{16, 0x1021, 0x0000, false, 0};
constexpr CrcModel kCrc32{32, 0xEDB88320, 0xFFFFFFFF, true, 0xFFFFFFFF};

std::uint32_t shiftReflected(std::uint32_t crc, std::uint32_t polynomial) {
  return (crc & 1U) != 0 ? (crc >> 1U) ^ polynomial : crc >> 1U;
}

std::uint32_t shiftPlain(std::uint32_t crc, const CrcModel& model) {
  const std::uint32_t top = 1U << static_cast<unsigned>(model.width - 1);
  return (crc & top) != 0 ? (crc << 1U) ^ model.polynomial : crc << 1U;
}

std::uint32_t crc(const CrcModel& model, std::span<const std::byte> bytes) {
  const std::uint32_t mask = model.width == 32 ? 0xFFFFFFFFU : (1U << static_cast<unsigned>(model.width)) - 1U;
  std::uint32_t value = model.initial;
  for (const std::byte byte : bytes) {
    const auto octet = std::to_integer<std::uint32_t>(byte);
    value ^= model.reflected ? octet : octet << static_cast<unsigned>(model.width - 8);
    for (int bit = 0; bit < 8; ++bit)
      value = model.reflected ? shiftReflected(value, model.polynomial) : shiftPlain(value, model);
  }
  return (value ^ model.finalXor) & mask;
}

std::uint32_t sum8(std::span<const std::byte> bytes) {
  std::uint32_t sum = 0;
  for (const std::byte byte : bytes)
    sum += std::to_integer<std::uint32_t>(byte);
  return sum & 0xFFU;
}

std::uint32_t xor8(std::span<const std::byte> bytes) {
  std::uint32_t value = 0;
  for (const std::byte byte : bytes)
    value ^= std::to_integer<std::uint32_t>(byte);
  return value;
}

std::vector<std::byte> littleEndian(std::uint32_t value, int count) {
  std::vector<std::byte> out;
  for (int i = 0; i < count; ++i)
    out.push_back(static_cast<std::byte>(value >> static_cast<unsigned>(8 * i)));
  return out;
}

}  // namespace

std::string_view name(Checksum kind) {
  switch (kind) {
    case Checksum::kSum8: return "sum-8";
    case Checksum::kXor8: return "xor-8";
    case Checksum::kCrc16Modbus: return "crc-16-modbus";
    case Checksum::kCrc16Ccitt: return "crc-16-ccitt-false";
    case Checksum::kCrc16Xmodem: return "crc-16-xmodem";
    case Checksum::kCrc32: return "crc-32";
  }
  return "crc-32";
}

std::span<const Checksum> allChecksums() {
  static constexpr auto kAll = enumValues<Checksum, Checksum::kCrc32>();
  return kAll;
}

std::uint32_t checksum(Checksum kind, std::span<const std::byte> bytes) {
  switch (kind) {
    case Checksum::kSum8: return sum8(bytes);
    case Checksum::kXor8: return xor8(bytes);
    case Checksum::kCrc16Modbus: return crc(kModbus, bytes);
    case Checksum::kCrc16Ccitt: return crc(kCcitt, bytes);
    case Checksum::kCrc16Xmodem: return crc(kXmodem, bytes);
    case Checksum::kCrc32: return crc(kCrc32, bytes);
  }
  return 0;
}

std::vector<std::byte> checksumBytes(Checksum kind, std::span<const std::byte> bytes) {
  const std::uint32_t value = checksum(kind, bytes);
  switch (kind) {
    case Checksum::kSum8:
    case Checksum::kXor8: return littleEndian(value, 1);
    case Checksum::kCrc16Modbus: return littleEndian(value, 2);
    case Checksum::kCrc32: return littleEndian(value, 4);
    case Checksum::kCrc16Ccitt:
    case Checksum::kCrc16Xmodem: return {static_cast<std::byte>(value >> 8U), static_cast<std::byte>(value)};
  }
  return {};
}

}  // namespace synscope
