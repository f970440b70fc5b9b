#include "core/logic/reach/udp_payload.h"

#include "core/logic/reach/udp_payload_builders.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

struct Payload {
  std::uint16_t port;
  std::string_view name;
  Bytes (*build)(Rng& rng);
};

constexpr auto kPayloads = std::to_array<Payload>({
    {7, "echo", payload::echo},
    {53, "dns", payload::dns},
    {69, "tftp", payload::tftp},
    {88, "kerberos", payload::kerberos},
    {111, "rpc", payload::portmap},
    {123, "ntp", payload::ntp},
    {137, "netbios", payload::netbiosNames},
    {161, "snmp", payload::snmp},
    {389, "ldap", payload::cldap},
    {443, "quic", payload::quic},
    {500, "ike", payload::ike},
    {784, "quic", payload::quic},
    {853, "quic", payload::quic},
    {1194, "openvpn", payload::openVpn},
    {1645, "radius", payload::radius},
    {1701, "l2tp", payload::l2tp},
    {1812, "radius", payload::radius},
    {1900, "ssdp", payload::ssdp},
    {2049, "rpc", payload::nfs},
    {3391, "dtls", payload::dtls},
    {3478, "stun", payload::stun},
    {4433, "dtls", payload::dtls},
    {4500, "ike", payload::ikeNatTraversal},
    {5060, "sip", payload::sip},
    {5061, "dtls", payload::dtls},
    {5349, "dtls", payload::dtls},
    {5353, "mdns", payload::multicastDns},
    {5355, "dns", payload::dns},
    {5683, "coap", payload::coap},
    {5684, "dtls", payload::dtls},
    {6514, "dtls", payload::dtls},
    {8443, "quic", payload::quic},
    {10161, "dtls", payload::dtls},
    {11211, "memcached", payload::memcached},
    {19302, "stun", payload::stun},
});

static_assert(std::ranges::is_sorted(kPayloads, {}, &Payload::port));

const Payload* payloadOf(std::uint16_t port) {
  const auto found = std::ranges::lower_bound(kPayloads, port, {}, &Payload::port);
  return found != kPayloads.end() && found->port == port ? &*found : nullptr;
}

}  // namespace

std::vector<std::byte> udpPayload(std::uint16_t port, std::uint64_t seed) {
  const Payload* found = payloadOf(port);
  if (!found) return {};
  Rng rng(seed);
  return found->build(rng);
}

std::string_view udpPayloadName(std::uint16_t port) {
  const Payload* found = payloadOf(port);
  return found ? found->name : std::string_view();
}

std::vector<std::uint16_t> udpPayloadPorts() {
  std::vector<std::uint16_t> ports;
  for (const Payload& payload : kPayloads)
    ports.push_back(payload.port);
  return ports;
}

}  // namespace synscope
