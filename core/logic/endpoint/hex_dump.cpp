#include "core/logic/endpoint/hex_dump.h"

#include "core/logic/endpoint/payload_text.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kHalf = kHexDumpWidth / 2;
constexpr std::size_t kPairsWidth = kHexDumpWidth * 3;

std::string offsetText(std::uint64_t offset) {
  std::string text(offset >> 32U == 0 ? 8 : 16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, offset >>= 4U)
    *digit = "0123456789ABCDEF"[offset & 0xfU];
  return text;
}

}  // namespace

std::string hexDumpLine(std::uint64_t offset, std::span<const std::byte> bytes) {
  std::string pairs = toHex(bytes.first(std::min(kHalf, bytes.size())));
  if (bytes.size() > kHalf) pairs += "  " + toHex(bytes.subspan(kHalf));
  pairs.resize(kPairsWidth, ' ');
  std::string line = offsetText(offset) + "  " + pairs + "  |";
  for (const std::byte byte : bytes) {
    const auto c = std::to_integer<unsigned char>(byte);
    line += c >= 0x20 && c < 0x7f ? static_cast<char>(c) : '.';
  }
  return line += '|';
}

std::string hexDump(std::span<const std::byte> bytes, std::uint64_t offset) {
  std::string dump;
  for (std::size_t at = 0; at < bytes.size(); at += kHexDumpWidth)
    dump += hexDumpLine(offset + at, bytes.subspan(at, std::min(kHexDumpWidth, bytes.size() - at))) + '\n';
  return dump;
}

}  // namespace synscope
