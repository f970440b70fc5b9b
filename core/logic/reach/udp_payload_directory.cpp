#include "core/logic/reach/der_writer.h"
#include "core/logic/reach/udp_payload_builders.h"

namespace synscope::payload {
namespace {

using namespace der;

constexpr std::uint32_t kPositive = 0x7fffffff;

Bytes empty() {
  return text(kOctetString, "");
}

std::uint32_t identifier(Rng& rng) {
  return static_cast<std::uint32_t>(rng.next()) & kPositive;
}

/// RFC 3414 section 2.4 with nothing known yet.
Bytes unknownSecurity() {
  return value(kOctetString,
               group(kSequence, {empty(), number(kInteger, 0), number(kInteger, 0), empty(), empty(), empty()}));
}

/// RFC 4120 section 5.2.2. Type 1: a user, type 2: a service instance.
Bytes principal(std::uint32_t type, std::initializer_list<Bytes> components) {
  return group(kSequence,
               {group(context(0), {number(kInteger, type)}), group(context(1), {group(kSequence, components)})});
}

}  // namespace

/// SNMPv3 engine discovery, RFC 3414 section 4: every v3 agent reports its engine, and no community is guessed.
Bytes snmp(Rng& rng) {
  constexpr unsigned kGetRequest = 0xa0, kReportable = 0x04, kUserSecurityModel = 3, kMaxSize = 65507;
  const Bytes flags = value(kOctetString, ByteWriter().u8(kReportable).take());
  const Bytes header = group(kSequence, {number(kInteger, identifier(rng)), number(kInteger, kMaxSize), flags,
                                         number(kInteger, kUserSecurityModel)});
  const Bytes request = group(
      kGetRequest, {number(kInteger, identifier(rng)), number(kInteger, 0), number(kInteger, 0), group(kSequence, {})});
  return group(kSequence,
               {number(kInteger, 3), header, unknownSecurity(), group(kSequence, {empty(), empty(), request})});
}

/// LDAP search of the root entry without binding, RFC 4511 section 4.5.1, over UDP as in RFC 1798.
Bytes cldap(Rng& rng) {
  constexpr unsigned kSearchRequest = application(3), kPresent = 0x87;
  const Bytes search =
      group(kSearchRequest, {empty(), number(kEnumerated, 0), number(kEnumerated, 0), number(kInteger, 0),
                             number(kInteger, 0), number(kBoolean, 0), text(kPresent, "objectClass"),
                             group(kSequence, {text(kOctetString, "supportedLDAPVersion")})});
  return group(kSequence, {number(kInteger, identifier(rng)), search});
}

/// Kerberos AS-REQ, RFC 4120 section 5.4.1, for a realm that cannot exist (RFC 2606): the answer is a KRB-ERROR.
Bytes kerberos(Rng& rng) {
  const Bytes realm = text(kGeneralString, "SYNSCOPE.INVALID");
  const Bytes options = value(kBitString, ByteWriter().u8(0).u32(0).take());
  const Bytes body =
      group(kSequence,
            {group(context(0), {options}), group(context(1), {principal(1, {text(kGeneralString, "synscope")})}),
             group(context(2), {realm}), group(context(3), {principal(2, {text(kGeneralString, "krbtgt"), realm})}),
             group(context(5), {text(kGeneralizedTime, "19700101000000Z")}),
             group(context(7), {number(kInteger, identifier(rng))}),
             group(context(8), {group(kSequence, {number(kInteger, 18), number(kInteger, 17)})})});
  return group(application(10),
               {group(kSequence, {group(context(1), {number(kInteger, 5)}), group(context(2), {number(kInteger, 10)}),
                                  group(context(4), {body})})});
}

}  // namespace synscope::payload
