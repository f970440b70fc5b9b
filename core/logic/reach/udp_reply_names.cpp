#include "core/logic/base/byte_reader.h"
#include "core/logic/base/typed_text.h"
#include "core/logic/reach/udp_reply_readers.h"

namespace synscope::reply {
namespace {

constexpr unsigned kResponse = 0x8000;

/// IANA DNS RCODEs, RFC 1035 section 4.1.1 and later.
std::string rcodeName(unsigned rcode) {
  constexpr const char* kNames[] = {"NOERROR",  "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED",
                                    "YXDOMAIN", "YXRRSET", "NXRRSET",  "NOTAUTH",  "NOTZONE"};
  return rcode < std::size(kNames) ? kNames[rcode] : std::to_string(rcode);
}

}  // namespace

/// RFC 1035 section 4.1.1.
Facts dns(Span bytes) {
  ByteReader in(bytes);
  in.skip(2);
  const unsigned flags = in.u16();
  const unsigned questions = in.u16(), answers = in.u16();
  in.skip(4);
  if (!in.ok() || !(flags & kResponse) || questions > 1) return std::nullopt;
  return Args{{"rcode", rcodeName(flags & 0xf)}, {"answers", std::to_string(answers)}};
}

/// RFC 1002 section 4.2.18: after the header the name, type, class and time to live, then the list of names.
Facts netbios(Span bytes) {
  constexpr std::size_t kNameLength = 15;
  ByteReader in(bytes);
  in.skip(2);
  const unsigned flags = in.u16();
  in.skip(8);
  in.skip(in.u8() + 1U);
  const unsigned type = in.u16();
  in.skip(8);
  const unsigned names = in.u8();
  if (!in.ok() || !(flags & kResponse) || type != 0x21) return std::nullopt;
  const std::string first = textOf(in.bytes(kNameLength));
  return Args{{"name", std::string(trimmed(first))}, {"names", std::to_string(names)}};
}

}  // namespace synscope::reply
