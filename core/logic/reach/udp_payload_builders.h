#pragma once

#include "core/logic/base/byte_writer.h"

/// One builder for each protocol of udp_payload.h; each definition cites what it is written from.
namespace synscope::payload {

// udp_payload_names.cpp
Bytes dns(Rng& rng);
Bytes multicastDns(Rng& rng);
Bytes netbiosNames(Rng& rng);

// udp_payload_directory.cpp
Bytes snmp(Rng& rng);
Bytes cldap(Rng& rng);
Bytes kerberos(Rng& rng);

// udp_payload_media.cpp
Bytes sip(Rng& rng);
Bytes ssdp(Rng& rng);
Bytes stun(Rng& rng);

// udp_payload_services.cpp
Bytes coap(Rng& rng);
Bytes echo(Rng& rng);
Bytes memcached(Rng& rng);
Bytes ntp(Rng& rng);
Bytes nfs(Rng& rng);
Bytes portmap(Rng& rng);
Bytes radius(Rng& rng);
Bytes tftp(Rng& rng);

// udp_payload_tunnels.cpp
Bytes ike(Rng& rng);
Bytes ikeNatTraversal(Rng& rng);
Bytes l2tp(Rng& rng);
Bytes openVpn(Rng& rng);

// udp_payload_secure.cpp
Bytes dtls(Rng& rng);
Bytes quic(Rng& rng);

}  // namespace synscope::payload
