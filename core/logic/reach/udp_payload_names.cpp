#include "core/logic/reach/udp_payload_builders.h"

namespace synscope::payload {
namespace {

constexpr unsigned kTypeNs = 2, kTypePtr = 12, kTypeNbstat = 0x21, kClassIn = 1;
constexpr unsigned kUnicastAnswer = 0x8000;  // RFC 6762 section 5.4

/// Header of a query with one question, RFC 1035 section 4.1.1; no flag is set, so no recursion is asked for.
ByteWriter question(Rng& rng) {
  ByteWriter out;
  out.u16(rng.next() & 0xffff).u16(0).u16(1).u16(0).u16(0).u16(0);
  return out;
}

}  // namespace

/// RFC 1035 section 4.1: the name servers of the root, which every server knows or refuses to tell.
Bytes dns(Rng& rng) {
  return question(rng).u8(0).u16(kTypeNs).u16(kClassIn).take();
}

/// RFC 6763 section 9: which kinds of service are there; RFC 6762 section 5.5 for asking one host directly.
Bytes multicastDns(Rng& rng) {
  ByteWriter out = question(rng);
  for (std::string_view label : {"_services", "_dns-sd", "_udp", "local"}) {
    out.u8(static_cast<unsigned>(label.size())).text(label);
  }
  return out.u8(0).u16(kTypePtr).u16(kUnicastAnswer | kClassIn).take();
}

/// RFC 1002 section 4.2.17, node status of the wildcard name "*", in the encoding of RFC 1001 section 14.1.
Bytes netbiosNames(Rng& rng) {
  constexpr std::size_t kEncodedLength = 32;
  ByteWriter out = question(rng);
  out.u8(kEncodedLength).text("CK");  // '*' is 0x2a: 'A' + 2, 'A' + 10.
  for (std::size_t i = 2; i < kEncodedLength; ++i)
    out.text("A");
  return out.u8(0).u16(kTypeNbstat).u16(kClassIn).take();
}

}  // namespace synscope::payload
