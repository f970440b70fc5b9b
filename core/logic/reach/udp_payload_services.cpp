#include "core/logic/reach/udp_payload_builders.h"

namespace synscope::payload {
namespace {

/// RFC 5531 section 9: procedure 0, which every program has and which does nothing; no credentials.
Bytes rpcNull(Rng& rng, std::uint32_t program, std::uint32_t version) {
  constexpr std::uint32_t kCall = 0, kRpcVersion = 2, kNullProcedure = 0;
  const auto transaction = static_cast<std::uint32_t>(rng.next());
  ByteWriter out;
  out.u32(transaction).u32(kCall).u32(kRpcVersion).u32(program).u32(version).u32(kNullProcedure);
  return out.zeros(16).take();  // Credential and verifier: AUTH_NONE, length 0.
}

void attribute(ByteWriter& out, unsigned type, std::string_view value) {
  out.u8(type).u8(static_cast<unsigned>(value.size() + 2)).text(value);
}

}  // namespace

/// GET /.well-known/core, RFC 7252 section 3 and RFC 6690 section 4.
Bytes coap(Rng& rng) {
  constexpr unsigned kConfirmableToken4 = 0x44, kGet = 0x01, kUriPath = 11;
  constexpr std::string_view kFirst = ".well-known", kSecond = "core";
  ByteWriter out;
  out.u8(kConfirmableToken4).u8(kGet).u16(rng.next() & 0xffff).random(rng, 4);
  out.u8(kUriPath << 4 | kFirst.size()).text(kFirst);
  return out.u8(kSecond.size()).text(kSecond).take();
}

/// RFC 862: anything comes back.
Bytes echo(Rng& rng) {
  return ByteWriter().text("synscope ").random(rng, 8).take();
}

/// The text command "version" behind the frame header of memcached's protocol.txt (section "UDP protocol").
Bytes memcached(Rng& rng) {
  return ByteWriter().u16(rng.next() & 0xffff).u16(0).u16(1).u16(0).text("version\r\n").take();
}

/// Client request, RFC 5905 section 7.3, with a random transmit timestamp instead of our time.
Bytes ntp(Rng& rng) {
  constexpr unsigned kVersion4Client = 4 << 3 | 3;
  return ByteWriter().u8(kVersion4Client).zeros(39).u64(rng.next()).take();
}

/// NFS version 3, RFC 1813.
Bytes nfs(Rng& rng) {
  return rpcNull(rng, 100003, 3);
}

/// Port mapper version 2, RFC 1833 section 3.
Bytes portmap(Rng& rng) {
  return rpcNull(rng, 100000, 2);
}

/// Access-Request, RFC 2865 section 4.1, with an authenticator and a hidden password of random bytes.
Bytes radius(Rng& rng) {
  constexpr unsigned kAccessRequest = 1, kUserName = 1, kUserPassword = 2, kNasIdentifier = 32;
  constexpr std::size_t kHeaderLength = 20, kPasswordLength = 16;
  ByteWriter attributes;
  attribute(attributes, kUserName, "synscope");
  attributes.u8(kUserPassword).u8(kPasswordLength + 2).random(rng, kPasswordLength);
  attribute(attributes, kNasIdentifier, "synscope");
  const Bytes list = attributes.take();
  ByteWriter out;
  out.u8(kAccessRequest).u8(rng.next() & 0xff).u16(static_cast<unsigned>(kHeaderLength + list.size()));
  return out.random(rng, 16).bytes(list).take();
}

/// Read request for a file that is not there, RFC 1350 section 5.
Bytes tftp(Rng&) {
  constexpr unsigned kReadRequest = 1;
  return ByteWriter().u16(kReadRequest).text("synscope-probe").u8(0).text("octet").u8(0).take();
}

}  // namespace synscope::payload
