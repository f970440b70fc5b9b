#include "core/logic/base/byte_reader.h"
#include "core/logic/base/typed_text.h"
#include "core/logic/reach/udp_reply_readers.h"

namespace synscope::reply {

/// RFC 7252 section 3: acknowledgement or reset, and the code as class and detail.
Facts coap(Span bytes) {
  ByteReader in(bytes);
  const unsigned first = in.u8(), code = in.u8();
  in.skip(2);
  const bool version1 = first >> 6 == 1;
  const std::size_t tokenLength = first & 0xf;
  if (!in.ok() || !version1 || tokenLength > 8 || tokenLength > in.left()) return std::nullopt;
  const std::string detail = std::to_string(code & 0x1f);
  return Args{{"code", std::to_string(code >> 5) + '.' + (detail.size() < 2 ? "0" : "") + detail}};
}

/// Our own words back, RFC 862.
Facts echo(Span bytes) {
  if (!textOf(bytes).starts_with("synscope ")) return std::nullopt;
  return Args{{"bytes", std::to_string(bytes.size())}};
}

/// memcached's protocol.txt: the frame header, then "VERSION" or an error line.
Facts memcached(Span bytes) {
  constexpr std::string_view kVersion = "VERSION ";
  ByteReader in(bytes);
  in.skip(8);
  const std::string line = textOf(in.rest());
  if (!in.ok() || !line.starts_with(kVersion)) return std::nullopt;
  return Args{{"version", std::string(trimmed(std::string_view(line).substr(kVersion.size())))}};
}

/// RFC 5905 section 7.3. Stratum 0 is a kiss-o'-death: its code is part of the text (section 7.4).
Facts ntp(Span bytes) {
  constexpr unsigned kServer = 4, kSymmetricPassive = 2;
  constexpr std::size_t kLeast = 48;
  ByteReader in(bytes);
  const unsigned first = in.u8(), stratum = in.u8();
  const unsigned mode = first & 7;
  if (bytes.size() < kLeast || (mode != kServer && mode != kSymmetricPassive)) return std::nullopt;
  Args args{{"version", std::to_string(first >> 3 & 7)}, {"stratum", std::to_string(stratum)}};
  in.skip(10);
  if (stratum == 0) args.emplace_back("kiss", textOf(in.bytes(4)));
  return args;
}

/// RFC 2865 section 3.
Facts radius(Span bytes) {
  constexpr std::size_t kHeaderLength = 20;
  ByteReader in(bytes);
  const unsigned code = in.u8();
  in.skip(1);
  const std::size_t length = in.u16();
  if (!in.ok() || length < kHeaderLength || length > bytes.size()) return std::nullopt;
  switch (code) {
    case 2: return Args{{"code", "access-accept"}};
    case 3: return Args{{"code", "access-reject"}};
    case 11: return Args{{"code", "access-challenge"}};
    default: return std::nullopt;
  }
}

/// RFC 5531 section 9: accepted or denied.
Facts rpc(Span bytes) {
  constexpr std::uint32_t kReply = 1, kAccepted = 0, kDenied = 1;
  ByteReader in(bytes);
  in.skip(4);
  const std::uint32_t message = in.u32(), outcome = in.u32();
  if (!in.ok() || message != kReply || outcome > kDenied) return std::nullopt;
  if (outcome == kDenied) return Args{{"status", "denied"}};
  static_assert(kAccepted == 0);
  in.skip(4);
  in.skip(in.u32());
  constexpr const char* kStatus[] = {"success",      "program-unavailable", "program-mismatch",
                                     "no-procedure", "garbage-arguments",   "system-error"};
  const std::uint32_t status = in.u32();
  if (!in.ok() || status >= std::size(kStatus)) return std::nullopt;
  return Args{{"status", kStatus[status]}};
}

/// Error packet, RFC 1350 section 5; a data packet would mean that the file is there after all.
Facts tftp(Span bytes) {
  constexpr unsigned kData = 3, kError = 5;
  ByteReader in(bytes);
  const unsigned operation = in.u16(), code = in.u16();
  if (!in.ok() || (operation != kData && operation != kError)) return std::nullopt;
  if (operation == kData) return Args{};
  const std::string text = textOf(in.rest());
  return Args{{"code", std::to_string(code)}, {"text", text.substr(0, text.find('\0'))}};
}

}  // namespace synscope::reply
