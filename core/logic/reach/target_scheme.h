#pragma once

#include "core/logic/reach/attempt.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace synscope {

/// What a URL scheme says about the connection behind it (IANA URI Schemes registry, and schemes in common use).
struct TargetScheme {
  std::string_view name;
  std::uint16_t port;
  bool tls;  ///< TLS starts with the connection, not later (no STARTTLS).
  Protocol protocol;
};

/// @param name Lower case, without "://". Returns nullopt for a scheme that names no transport we know.
std::optional<TargetScheme> targetScheme(std::string_view name);

}  // namespace synscope
