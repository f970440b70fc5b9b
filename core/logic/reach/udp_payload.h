#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace synscope {

/// What to send to a UDP port so that the service usually found there answers: a small, harmless question without
/// credentials, written from its RFC. Empty for a port whose protocol we do not speak.
///
/// @param seed Source of identifiers and nonces; the same seed gives the same bytes.
std::vector<std::byte> udpPayload(std::uint16_t port, std::uint64_t seed);

/// Name of the protocol of that payload ("dns", "quic"); empty where udpPayload() is empty.
std::string_view udpPayloadName(std::uint16_t port);

/// Ports with a payload, ascending.
std::vector<std::uint16_t> udpPayloadPorts();

}  // namespace synscope
