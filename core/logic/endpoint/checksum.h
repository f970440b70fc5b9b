#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace synscope {

/// Check sums that serial and industrial protocols put behind a message.
enum class Checksum {
  kSum8,         ///< Sum of all bytes, modulo 256.
  kXor8,         ///< Exclusive or of all bytes (NMEA 0183 uses it too).
  kCrc16Modbus,  ///< Polynomial 0x8005 reflected, initial 0xFFFF; little-endian on the wire.
  kCrc16Ccitt,   ///< CRC-16/IBM-3740 ("CCITT-FALSE"): 0x1021, initial 0xFFFF; big-endian on the wire.
  kCrc16Xmodem,  ///< 0x1021, initial 0; big-endian on the wire.
  kCrc32,        ///< CRC-32/ISO-HDLC (Ethernet, zip): 0x04C11DB7 reflected; little-endian on the wire.
};

std::string_view name(Checksum kind);
std::span<const Checksum> allChecksums();

/// The value, in the low bits; sum and xor have 8 of them, CRC-16 has 16.
std::uint32_t checksum(Checksum kind, std::span<const std::byte> bytes);

/// The value as it is appended to a message.
std::vector<std::byte> checksumBytes(Checksum kind, std::span<const std::byte> bytes);

}  // namespace synscope
