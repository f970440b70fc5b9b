#include "core/logic/reach/udp_reply.h"

#include "core/logic/base/display_text.h"
#include "core/logic/base/enum_values.h"
#include "core/logic/reach/udp_payload.h"
#include "core/logic/reach/udp_reply_readers.h"

#include <algorithm>
#include <array>
#include <string>

namespace synscope {
namespace {

constexpr std::size_t kLongestReply = 2048;
constexpr std::size_t kLongestArg = 80;

struct Reader {
  UdpReplyKind kind;
  std::string_view payload;  ///< udpPayloadName() of the ports it is tried for.
  bool hasMark;              ///< Recognised at any port by a mark of its own.
  reply::Facts (*read)(reply::Span bytes);
};

constexpr auto kReaders = std::to_array<Reader>({
    {UdpReplyKind::kStun, "stun", true, reply::stun},
    {UdpReplyKind::kSip, "sip", true, reply::sip},
    {UdpReplyKind::kSsdp, "ssdp", true, reply::ssdp},
    {UdpReplyKind::kDtls, "dtls", true, reply::dtls},
    {UdpReplyKind::kQuic, "quic", true, reply::quic},
    {UdpReplyKind::kEcho, "echo", true, reply::echo},
    {UdpReplyKind::kSnmp, "snmp", true, reply::snmp},
    {UdpReplyKind::kCoap, "coap", false, reply::coap},
    {UdpReplyKind::kDns, "dns", false, reply::dns},
    {UdpReplyKind::kDns, "mdns", false, reply::dns},
    {UdpReplyKind::kIke, "ike", false, reply::ike},
    {UdpReplyKind::kKerberos, "kerberos", false, reply::kerberos},
    {UdpReplyKind::kL2tp, "l2tp", false, reply::l2tp},
    {UdpReplyKind::kLdap, "ldap", false, reply::ldap},
    {UdpReplyKind::kMemcached, "memcached", false, reply::memcached},
    {UdpReplyKind::kNetbios, "netbios", false, reply::netbios},
    {UdpReplyKind::kNtp, "ntp", false, reply::ntp},
    {UdpReplyKind::kOpenVpn, "openvpn", false, reply::openVpn},
    {UdpReplyKind::kRadius, "radius", false, reply::radius},
    {UdpReplyKind::kRpc, "rpc", false, reply::rpc},
    {UdpReplyKind::kTftp, "tftp", false, reply::tftp},
});

/// Escapes can be four times as long as what they stand for; the raw text is cut first, so that the work stays bounded.
std::string safe(const std::string& text) {
  return excerpt(sanitizeForDisplay(std::string_view(text).substr(0, kLongestArg)), kLongestArg);
}

Phrase phraseOf(UdpReplyKind kind, reply::Args args) {
  for (auto& [key, value] : args)
    value = safe(value);
  return {"udp-reply." + std::string(name(kind)), std::move(args)};
}

}  // namespace

Phrase describeUdpReply(std::span<const std::byte> reply, std::uint16_t port) {
  if (reply.empty()) return phraseOf(UdpReplyKind::kEmpty, {});
  const auto bytes = reply.first(std::min(reply.size(), kLongestReply));
  const std::string_view expected = udpPayloadName(port);
  for (const bool byMark : {false, true}) {
    for (const Reader& reader : kReaders) {
      if (byMark ? !reader.hasMark : reader.payload != expected) continue;
      if (auto facts = reader.read(bytes)) return phraseOf(reader.kind, std::move(*facts));
    }
  }
  return phraseOf(UdpReplyKind::kUnknown, {{"bytes", std::to_string(reply.size())}});
}

std::string_view name(UdpReplyKind kind) {
  switch (kind) {
    case UdpReplyKind::kEmpty: return "empty";
    case UdpReplyKind::kCoap: return "coap";
    case UdpReplyKind::kDns: return "dns";
    case UdpReplyKind::kDtls: return "dtls";
    case UdpReplyKind::kEcho: return "echo";
    case UdpReplyKind::kIke: return "ike";
    case UdpReplyKind::kKerberos: return "kerberos";
    case UdpReplyKind::kL2tp: return "l2tp";
    case UdpReplyKind::kLdap: return "ldap";
    case UdpReplyKind::kMemcached: return "memcached";
    case UdpReplyKind::kNetbios: return "netbios";
    case UdpReplyKind::kNtp: return "ntp";
    case UdpReplyKind::kOpenVpn: return "openvpn";
    case UdpReplyKind::kQuic: return "quic";
    case UdpReplyKind::kRadius: return "radius";
    case UdpReplyKind::kRpc: return "rpc";
    case UdpReplyKind::kSip: return "sip";
    case UdpReplyKind::kSnmp: return "snmp";
    case UdpReplyKind::kSsdp: return "ssdp";
    case UdpReplyKind::kStun: return "stun";
    case UdpReplyKind::kTftp: return "tftp";
    case UdpReplyKind::kUnknown: return "unknown";
  }
  return "unknown";
}

std::span<const UdpReplyKind> allUdpReplyKinds() {
  static constexpr auto kAll = enumValues<UdpReplyKind, UdpReplyKind::kUnknown>();
  return kAll;
}

}  // namespace synscope
