#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace synscope {

inline constexpr std::size_t kHexDumpWidth = 16;

/// One line of up to 16 bytes: "00000010  48 65 6C 6C 6F 0A 00 FF  …  |Hello...|". What is not ASCII is a dot.
std::string hexDumpLine(std::uint64_t offset, std::span<const std::byte> bytes);

/// Lines for all bytes, each ended by LF.
/// @param offset Of the first byte in its stream; lines begin there, not at a multiple of 16.
std::string hexDump(std::span<const std::byte> bytes, std::uint64_t offset = 0);

}  // namespace synscope
