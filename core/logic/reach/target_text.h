#pragma once

#include "core/logic/base/result.h"
#include "core/logic/reach/attempt.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace synscope {

/// What a person meant by a line of text that names somebody to connect to.
struct TargetText {
  std::string host;                   ///< Name (UTF-8, not IDN-encoded yet) or canonical address without brackets.
  std::optional<IpAddress> address;   ///< Where the host was typed as an address.
  std::optional<std::uint16_t> port;  ///< Typed, else the default of the scheme.
  std::string scheme;                 ///< Lower case, without "://"; empty where none was typed.
  std::optional<bool> tls;            ///< What the scheme says; nullopt without one we know.
  Protocol protocol = Protocol::kTcp;

  bool operator==(const TargetText&) const = default;
};

/// Reads what people type or paste: a name, an IPv4 or IPv6 address (bare or in brackets, with a zone), `host:port`,
/// `host port`, `[v6]:port`, or a whole URL, whose user information, path, query and fragment are dropped. Spaces and
/// quotes around it and full-width characters (：１２３) do no harm. A port may be a service name.
///
/// Errors: kEmptyInput, kTooLong, kControlCharacter, kBadHost, kBadAddress, kBadPort; `subject` is the part that was
/// wrong, cut to 80 bytes. Costs one pass over the text; text over 32 KiB is refused unread.
Result<TargetText> parseTarget(std::string_view text);

}  // namespace synscope
