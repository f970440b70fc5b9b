#include "core/logic/reach/udp_payload_builders.h"

namespace synscope::payload {
namespace {

// RFC 7296 sections 3.2 and 3.3.
enum NextPayload : unsigned { kNone = 0, kSecurityAssociation = 33, kKeyExchange = 34, kNonce = 40 };

Bytes payloadOf(NextPayload next, const Bytes& body) {
  return ByteWriter().u8(next).u8(0).u16(static_cast<unsigned>(body.size() + 4)).bytes(body).take();
}

Bytes transform(bool last, unsigned type, unsigned id, unsigned keyBits = 0) {
  constexpr unsigned kKeyLength = 0x8000 | 14;
  ByteWriter out;
  out.u8(last ? 0 : 3).u8(0).u16(keyBits != 0 ? 12 : 8).u8(type).u8(0).u16(id);
  if (keyBits != 0) out.u16(kKeyLength).u16(keyBits);
  return out.take();
}

/// One proposal every current peer knows: AES-CBC-256, HMAC-SHA2-256 twice, 2048-bit MODP group (RFC 8247).
Bytes proposal() {
  constexpr unsigned kEncryption = 1, kPrf = 2, kIntegrity = 3, kGroup = 4;
  ByteWriter transforms;
  transforms.bytes(transform(false, kEncryption, 12, 256)).bytes(transform(false, kPrf, 5));
  transforms.bytes(transform(false, kIntegrity, 12)).bytes(transform(true, kGroup, 14));
  const Bytes list = transforms.take();
  constexpr unsigned kLast = 0, kNumber = 1, kIke = 1, kTransforms = 4;
  ByteWriter out;
  out.u8(kLast).u8(0).u16(static_cast<unsigned>(list.size() + 8)).u8(kNumber).u8(kIke).u8(0).u8(kTransforms);
  return out.bytes(list).take();
}

/// Attribute-value pair, RFC 2661 section 4.1, mandatory.
Bytes pair(unsigned attribute, const Bytes& value) {
  constexpr unsigned kMandatory = 0x8000, kIetf = 0;
  ByteWriter out;
  out.u16(kMandatory | static_cast<unsigned>(value.size() + 6)).u16(kIetf).u16(attribute);
  return out.bytes(value).take();
}

}  // namespace

/// IKE_SA_INIT, RFC 7296 section 1.2. The key is a random number of the right length: no secret comes of it.
Bytes ike(Rng& rng) {
  constexpr unsigned kVersion2 = 0x20, kSaInit = 34, kInitiator = 0x08, kGroup14 = 14, kHeaderLength = 28;
  const Bytes key = ByteWriter().u16(kGroup14).u16(0).u8(rng.next() & 0x7f).random(rng, 255).take();
  ByteWriter payloads;
  payloads.bytes(payloadOf(kKeyExchange, proposal())).bytes(payloadOf(kNonce, key));
  payloads.bytes(payloadOf(kNone, ByteWriter().random(rng, 32).take()));
  const Bytes body = payloads.take();
  ByteWriter out;
  out.u64(rng.next() | 1).u64(0).u8(kSecurityAssociation).u8(kVersion2).u8(kSaInit).u8(kInitiator).u32(0);
  return out.u32(static_cast<std::uint32_t>(kHeaderLength + body.size())).bytes(body).take();
}

/// The same behind the non-ESP marker of RFC 3948 section 2.2.
Bytes ikeNatTraversal(Rng& rng) {
  return ByteWriter().u32(0).bytes(ike(rng)).take();
}

/// Start-Control-Connection-Request, RFC 2661 sections 3.1 and 6.1.
Bytes l2tp(Rng& rng) {
  constexpr unsigned kControlVersion2 = 0xc802, kHeaderLength = 12;
  ByteWriter pairs;
  pairs.bytes(pair(0, ByteWriter().u16(1).take()));                          // Message type
  pairs.bytes(pair(2, ByteWriter().u16(0x0100).take()));                     // Protocol version 1.0
  pairs.bytes(pair(3, ByteWriter().u32(3).take()));                          // Framing: both
  pairs.bytes(pair(7, ByteWriter().text("synscope").take()));                // Host name
  pairs.bytes(pair(9, ByteWriter().u16((rng.next() & 0xffff) | 1).take()));  // Our tunnel
  const Bytes list = pairs.take();
  ByteWriter out;
  out.u16(kControlVersion2).u16(static_cast<unsigned>(kHeaderLength + list.size())).zeros(8);
  return out.bytes(list).take();
}

/// P_CONTROL_HARD_RESET_CLIENT_V2 of OpenVPN's network protocol; servers with tls-auth stay silent.
Bytes openVpn(Rng& rng) {
  constexpr unsigned kHardResetClient = 7;
  return ByteWriter().u8(kHardResetClient << 3).u64(rng.next()).u8(0).u32(0).take();
}

}  // namespace synscope::payload
