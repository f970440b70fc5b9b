#include "core/logic/base/byte_reader.h"
#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/typed_text.h"
#include "core/logic/reach/udp_reply_readers.h"

#include <algorithm>
#include <array>

namespace synscope::reply {
namespace {

/// Value of the first header line of that name (lower case), or empty.
std::string header(std::string_view message, std::string_view wanted) {
  for (std::size_t line = message.find('\n'); line != std::string_view::npos; line = message.find('\n', line + 1)) {
    const std::string_view rest = message.substr(line + 1);
    if (rest.size() <= wanted.size() || rest[wanted.size()] != ':') continue;
    if (lowered(rest.substr(0, wanted.size())) != wanted) continue;
    return std::string(trimmed(rest.substr(wanted.size() + 1, rest.find('\n') - wanted.size() - 1)));
  }
  return {};
}

std::string firstLine(std::string_view message) {
  return std::string(trimmed(message.substr(0, message.find('\n'))));
}

constexpr std::uint32_t kMagicCookie = 0x2112a442;

/// RFC 8489 section 14.2: port and address, mixed with the cookie and the transaction that follows it.
std::optional<IpEndpoint> xorMappedAddress(ByteReader value, Span transaction) {
  value.skip(1);
  const unsigned family = value.u8();
  const auto port = static_cast<std::uint16_t>(value.u16() ^ kMagicCookie >> 16);
  std::array<std::uint8_t, 16> octets{};
  const std::size_t length = family == 1 ? 4 : 16;
  if (!value.ok() || family < 1 || family > 2 || value.left() != length) return std::nullopt;
  for (std::size_t i = 0; i < length; ++i) {
    octets[i] = static_cast<std::uint8_t>(value.u8() ^ std::to_integer<unsigned>(transaction[i]));
  }
  if (family == 2) return IpEndpoint{IpAddress::v6(octets), port};
  return IpEndpoint{IpAddress::v4({octets[0], octets[1], octets[2], octets[3]}), port};
}

}  // namespace

/// Status line, RFC 3261 section 7.2.
Facts sip(Span bytes) {
  constexpr std::string_view kVersion = "SIP/2.0 ";
  const std::string message = textOf(bytes);
  if (!message.starts_with(kVersion)) return std::nullopt;
  Args args{{"status", firstLine(std::string_view(message).substr(kVersion.size()))}};
  std::string server = header(message, "server");
  if (server.empty()) server = header(message, "user-agent");
  if (!server.empty()) args.emplace_back("server", server);
  return args;
}

/// UPnP Device Architecture 1.1 section 1.3.3.
Facts ssdp(Span bytes) {
  const std::string message = textOf(bytes);
  if (!message.starts_with("HTTP/1.1 200") && !message.starts_with("HTTP/1.0 200")) return std::nullopt;
  return Args{{"server", header(message, "server")}};
}

/// Binding response, RFC 8489 sections 5 and 14.
Facts stun(Span bytes) {
  constexpr unsigned kSuccess = 0x0101, kError = 0x0111, kXorMapped = 0x0020;
  constexpr std::size_t kTransactionStart = 4, kTransactionLength = 16;
  ByteReader in(bytes);
  const unsigned type = in.u16(), length = in.u16();
  const std::uint32_t cookie = in.u32();
  in.skip(12);
  if (!in.ok() || cookie != kMagicCookie || (type != kSuccess && type != kError) || length != in.left()) {
    return std::nullopt;
  }
  while (in.left() >= 4) {
    const unsigned attribute = in.u16(), size = in.u16();
    const auto value = in.bytes(size);
    in.skip(std::min<std::size_t>((4 - size % 4) % 4, in.left()));
    if (attribute != kXorMapped) continue;
    const auto mapped = xorMappedAddress(ByteReader(value), bytes.subspan(kTransactionStart, kTransactionLength));
    if (mapped) return Args{{"mapped", mapped->toString()}};
  }
  return Args{};
}

}  // namespace synscope::reply
