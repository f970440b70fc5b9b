#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// One reader for each protocol of udp_reply.h. Each returns the args of its words, or nullopt where the bytes are not
/// such an answer. Text in the args is raw: describeUdpReply() makes it safe.
namespace synscope::reply {

using Args = std::vector<std::pair<std::string, std::string>>;
using Facts = std::optional<Args>;
using Span = std::span<const std::byte>;

// udp_reply_names.cpp
Facts dns(Span bytes);
Facts netbios(Span bytes);

// udp_reply_directory.cpp
Facts kerberos(Span bytes);
Facts ldap(Span bytes);
Facts snmp(Span bytes);

// udp_reply_media.cpp
Facts sip(Span bytes);
Facts ssdp(Span bytes);
Facts stun(Span bytes);

// udp_reply_services.cpp
Facts coap(Span bytes);
Facts echo(Span bytes);
Facts memcached(Span bytes);
Facts ntp(Span bytes);
Facts radius(Span bytes);
Facts rpc(Span bytes);
Facts tftp(Span bytes);

// udp_reply_tunnels.cpp
Facts dtls(Span bytes);
Facts ike(Span bytes);
Facts l2tp(Span bytes);
Facts openVpn(Span bytes);
Facts quic(Span bytes);

}  // namespace synscope::reply
