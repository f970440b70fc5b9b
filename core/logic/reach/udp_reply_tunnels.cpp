#include "core/logic/base/byte_reader.h"
#include "core/logic/reach/udp_reply_readers.h"

namespace synscope::reply {
namespace {

/// RFC 6347 section 4.3.2: type of the first handshake message of a record.
Facts handshake(ByteReader in) {
  switch (in.u8()) {
    case 2: return Args{{"message", "server-hello"}};
    case 3: return Args{{"message", "hello-verify-request"}};
    default: return std::nullopt;
  }
}

/// The non-ESP marker is four zero bytes in front; an initiator's SPI may begin with zeros too, so the length decides.
Span withoutMarker(Span bytes) {
  constexpr std::size_t kLengthAt = 24;
  ByteReader length(bytes), marker(bytes);
  length.skip(kLengthAt);
  if (length.u32() == bytes.size() || bytes.size() < 4 || marker.u32() != 0) return bytes;
  return bytes.subspan(4);
}

}  // namespace

/// Record header, RFC 6347 section 4.1.
Facts dtls(Span bytes) {
  constexpr unsigned kAlert = 21, kHandshake = 22, kDtls10 = 0xfeff, kDtls12 = 0xfefd;
  ByteReader in(bytes);
  const unsigned type = in.u8(), version = in.u16();
  in.skip(8);
  const std::size_t length = in.u16();
  if (!in.ok() || (version != kDtls10 && version != kDtls12) || length > in.left() || length == 0) return std::nullopt;
  if (type == kAlert) return Args{{"message", "alert"}};
  return type == kHandshake ? handshake(ByteReader(in.rest())) : std::nullopt;
}

/// RFC 7296 section 3.1, behind the marker of RFC 3948 where there is one; section 3.10 for a refusal.
Facts ike(Span bytes) {
  constexpr unsigned kResponse = 0x20, kNotify = 41;
  bytes = withoutMarker(bytes);
  ByteReader in(bytes);
  in.skip(16);
  const unsigned nextPayload = in.u8(), version = in.u8(), exchange = in.u8(), flags = in.u8();
  in.skip(4);
  const std::size_t length = in.u32();
  const unsigned major = version >> 4;
  if (!in.ok() || length != bytes.size() || (major != 1 && major != 2) || exchange == 0) return std::nullopt;
  if (major == 2 && !(flags & kResponse)) return std::nullopt;
  Args args{{"version", std::to_string(major) + '.' + std::to_string(version & 0xf)}};
  in.skip(6);
  const unsigned notify = in.u16();
  if (major == 2 && nextPayload == kNotify && in.ok()) args.emplace_back("notify", std::to_string(notify));
  return args;
}

/// Control message, RFC 2661 section 3.1; its first pair is the message type (section 4.4.1).
Facts l2tp(Span bytes) {
  constexpr unsigned kControl = 0x8000, kVersionMask = 0xf, kVersion2 = 2;
  ByteReader in(bytes);
  const unsigned flags = in.u16();
  const std::size_t length = in.u16();
  in.skip(8);
  if (!in.ok() || !(flags & kControl) || (flags & kVersionMask) != kVersion2 || length > bytes.size()) {
    return std::nullopt;
  }
  in.skip(6);
  const unsigned message = in.u16();
  return in.ok() ? Args{{"message", std::to_string(message)}} : Args{};
}

/// P_CONTROL_HARD_RESET_SERVER_V1 or _V2 of OpenVPN's network protocol.
Facts openVpn(Span bytes) {
  constexpr unsigned kServerV1 = 2, kServerV2 = 8;
  ByteReader in(bytes);
  const unsigned operation = in.u8() >> 3;
  in.skip(9);
  if (!in.ok() || (operation != kServerV1 && operation != kServerV2)) return std::nullopt;
  return Args{};
}

/// Version Negotiation, RFC 8999 section 6.
Facts quic(Span bytes) {
  constexpr unsigned kLongHeader = 0x80;
  ByteReader in(bytes);
  const unsigned first = in.u8();
  const std::uint32_t version = in.u32();
  in.skip(in.u8());
  in.skip(in.u8());
  if (!in.ok() || !(first & kLongHeader) || version != 0 || in.left() == 0 || in.left() % 4 != 0) return std::nullopt;
  return Args{{"versions", std::to_string(in.left() / 4)}};
}

}  // namespace synscope::reply
