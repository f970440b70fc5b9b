#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/kernel/socket_row.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace synscope {

/// The port a person asks for: "443" or ":443", and nothing else.
std::optional<std::uint16_t> portAskedFor(std::string_view text);

/// Who holds a local port, in sentences ("socket.port.…"): one for each protocol and process that listens, at most
/// kMostHolders of them; else who uses it without listening; else that it is free. Each names protocol, addresses and
/// process as far as the system tells.
std::vector<Phrase> portHolders(std::span<const SocketRow> rows, std::uint16_t port);

inline constexpr std::size_t kMostHolders = 4;

}  // namespace synscope
