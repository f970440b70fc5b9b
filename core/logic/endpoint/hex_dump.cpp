#include "core/logic/endpoint/hex_dump.h"

#include "core/logic/endpoint/payload_text.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kHalf = kHexDumpWidth / 2;
constexpr std::size_t kPairsWidth = kHexDumpWidth * 3;

std::string offsetText(std::size_t offset) {
  std::string text = "00000000";
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, offset >>= 4U)
    *digit = "0123456789ABCDEF"[offset & 0xfU];
  return text;
}

}  // namespace

std::string hexDumpLine(std::size_t offset, std::span<const std::byte> bytes) {
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

std::string hexDump(std::span<const std::byte> bytes) {
  std::string dump;
  for (std::size_t offset = 0; offset < bytes.size(); offset += kHexDumpWidth)
    dump += hexDumpLine(offset, bytes.subspan(offset, std::min(kHexDumpWidth, bytes.size() - offset))) + '\n';
  return dump;
}

}  // namespace synscope
