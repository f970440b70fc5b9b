#include "core/logic/reach/der_reader.h"
#include "core/logic/reach/udp_reply_readers.h"

namespace synscope::reply {
namespace {

constexpr unsigned kSequence = 0x30, kInteger = 0x02;

}  // namespace

/// RFC 3416 section 3 and RFC 3412 section 6: version, then a community or the header of version 3.
Facts snmp(Span bytes) {
  constexpr unsigned kVersion1 = 0, kVersion2c = 1, kVersion3 = 3, kOctetString = 0x04;
  ByteReader in(bytes);
  auto message = der::enter(in, kSequence);
  if (!message) return std::nullopt;
  const auto version = der::number(*message, kInteger);
  const auto second = der::next(*message);
  if (!version || !second) return std::nullopt;
  if (*version == kVersion3 && second->tag == kSequence) return Args{{"version", "3"}};
  if (second->tag != kOctetString) return std::nullopt;
  if (*version == kVersion1) return Args{{"version", "1"}};
  return *version == kVersion2c ? Facts(Args{{"version", "2c"}}) : std::nullopt;
}

/// RFC 4511 section 4.5.2: a search result entry, or the end of the search.
Facts ldap(Span bytes) {
  constexpr unsigned kSearchEntry = 0x64, kSearchDone = 0x65;
  ByteReader in(bytes);
  auto message = der::enter(in, kSequence);
  if (!message || !der::number(*message, kInteger)) return std::nullopt;
  const auto operation = der::next(*message);
  if (!operation || (operation->tag != kSearchEntry && operation->tag != kSearchDone)) return std::nullopt;
  return Args{{"bytes", std::to_string(bytes.size())}};
}

/// KRB-ERROR, RFC 4120 section 5.9.1, or AS-REP, section 5.4.2.
Facts kerberos(Span bytes) {
  constexpr unsigned kAsReply = 0x6b, kError = 0x7e, kErrorCode = 0xa6;
  ByteReader in(bytes);
  const auto message = der::next(in);
  if (!message || (message->tag != kAsReply && message->tag != kError)) return std::nullopt;
  ByteReader inside(message->contents);
  auto fields = der::enter(inside, kSequence);
  if (!fields) return std::nullopt;
  while (const auto field = der::next(*fields)) {
    if (message->tag != kError || field->tag != kErrorCode) continue;
    ByteReader code(field->contents);
    if (const auto number = der::number(code, kInteger)) return Args{{"code", std::to_string(*number)}};
  }
  return message->tag == kAsReply ? Facts(Args{}) : std::nullopt;
}

}  // namespace synscope::reply
