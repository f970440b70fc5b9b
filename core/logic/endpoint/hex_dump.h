#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace synscope {

inline constexpr std::size_t kHexDumpWidth = 16;

/// One line of up to 16 bytes: "00000010  48 65 6C 6C 6F 0A 00 FF  …  |Hello...|". What is not ASCII is a dot.
std::string hexDumpLine(std::size_t offset, std::span<const std::byte> bytes);

/// Lines for all bytes, each ended by LF.
std::string hexDump(std::span<const std::byte> bytes);

}  // namespace synscope
