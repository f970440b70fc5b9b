#include "core/logic/reach/udp_payload_builders.h"

namespace synscope::payload {
namespace {

Bytes numbers16(std::initializer_list<unsigned> values) {
  ByteWriter out;
  out.u16(static_cast<unsigned>(2 * values.size()));
  for (unsigned value : values)
    out.u16(value);
  return out.take();
}

Bytes extension(unsigned type, const Bytes& body) {
  return ByteWriter().u16(type).u16(static_cast<unsigned>(body.size())).bytes(body).take();
}

/// RFC 8422 section 5.1 and RFC 5246 section 7.4.1.4.1.
Bytes extensions() {
  ByteWriter out;
  out.bytes(extension(10, numbers16({29, 23, 24})));                              // x25519, P-256, P-384
  out.bytes(extension(11, ByteWriter().u8(1).u8(0).take()));                      // Uncompressed points
  out.bytes(extension(13, numbers16({0x0403, 0x0804, 0x0401, 0x0503, 0x0501})));  // ECDSA, RSA-PSS, RSA
  return out.take();
}

constexpr unsigned kDtls10 = 0xfeff, kDtls12 = 0xfefd;

Bytes clientHello(Rng& rng) {
  const Bytes list = extensions();
  ByteWriter out;
  out.u16(kDtls12).random(rng, 32).u8(0).u8(0);  // No session, no cookie yet.
  out.bytes(numbers16({0xc02b, 0xc02f, 0xcca9, 0xcca8, 0xc0ae, 0xc0a8, 0x009c, 0x002f}));
  out.u8(1).u8(0).u16(static_cast<unsigned>(list.size())).bytes(list);
  return out.take();
}

}  // namespace

/// DTLS 1.2 ClientHello, RFC 6347 sections 4.1 and 4.2: the answer is a HelloVerifyRequest.
Bytes dtls(Rng& rng) {
  constexpr unsigned kHandshake = 22, kClientHello = 1, kHandshakeHeader = 12;
  const Bytes hello = clientHello(rng);
  const auto length = static_cast<unsigned>(hello.size());
  ByteWriter out;
  out.u8(kHandshake).u16(kDtls10).u64(0).u16(kHandshakeHeader + length);  // Epoch and sequence number are 0.
  out.u8(kClientHello).u24(length).u16(0).u24(0).u24(length);
  return out.bytes(hello).take();
}

/// A long header with a version reserved to be unknown, RFC 9000 sections 6.1 and 15, in a datagram of the size that a
/// server requires: the answer is a Version Negotiation packet (RFC 8999 section 6).
Bytes quic(Rng& rng) {
  constexpr unsigned kLongHeader = 0xc0, kIdLength = 8, kNoToken = 0, kTwoByteLength = 0x4000;
  constexpr std::uint32_t kUnknownVersion = 0x1a2a3a4a;
  constexpr std::size_t kLeastDatagram = 1200;
  ByteWriter out;
  out.u8(kLongHeader).u32(kUnknownVersion).u8(kIdLength).random(rng, kIdLength).u8(kIdLength).random(rng, kIdLength);
  const std::size_t rest = kLeastDatagram - out.size() - 3;
  return out.u8(kNoToken).u16(kTwoByteLength | static_cast<unsigned>(rest)).random(rng, rest).take();
}

}  // namespace synscope::payload
