#pragma once

#include "core/logic/base/phrase.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace synscope {

/// What a datagram that came back looks like. Each has words `udp-reply.<name>` in the catalogue.
enum class UdpReplyKind {
  kEmpty,      ///< A datagram without content. No args.
  kCoap,       ///< code ("2.05")
  kDns,        ///< rcode ("NOERROR"), answers
  kDtls,       ///< message ("hello-verify-request", "server-hello", "alert")
  kEcho,       ///< bytes
  kIke,        ///< version ("2.0"), notify (number, where the answer is a refusal)
  kKerberos,   ///< code (RFC 4120 section 7.5.9), where the answer is an error
  kL2tp,       ///< message (number)
  kLdap,       ///< bytes
  kMemcached,  ///< version
  kNetbios,    ///< name, names
  kNtp,        ///< version, stratum
  kOpenVpn,    ///< No args.
  kQuic,       ///< versions
  kRadius,     ///< code ("access-reject")
  kRpc,        ///< status ("success", ...)
  kSip,        ///< status ("200 OK")
  kSnmp,       ///< version ("3")
  kSsdp,       ///< server
  kStun,       ///< mapped (our address and port as the server saw them)
  kTftp,       ///< code, text
  kUnknown,    ///< bytes
};

std::string_view name(UdpReplyKind kind);
std::span<const UdpReplyKind> allUdpReplyKinds();

/// Recognises a reply of any bytes, from its port and its own marks, and tells short facts of it as the args of
/// `udp-reply.<name>`. Args hold hostile text, made safe to show and at most 80 bytes long. Costs one pass over at most
/// 2,048 bytes; what does not hold together as a message of the expected protocol is kUnknown.
///
/// @param port The port that was asked, not the one that answered.
Phrase describeUdpReply(std::span<const std::byte> reply, std::uint16_t port);

}  // namespace synscope
