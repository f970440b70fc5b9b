#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace synscope {

/// Data that makes a service buffer and wait, and do nothing: it never completes a request.
enum class Filling {
  kSpaces,      ///< One line of spaces without an end.
  kHttpHeader,  ///< A request whose header never ends (RFC 9112 section 2.1).
  kTlsRecord,   ///< A handshake record that announces more than is sent (RFC 8446 section 5.1).
};

/// @param size Bytes, at most kMaxFilling.
std::vector<std::byte> unfinishedRequest(Filling filling, std::size_t size);

/// A TLS record announces 16,384 bytes; one byte less than it would need keeps it unfinished.
inline constexpr std::size_t kMaxFilling = 16'000;

/// A request for the start page, complete: "GET / HTTP/1.1", the host, and that the connection ends after it.
std::vector<std::byte> httpRequest(std::string_view host);

}  // namespace synscope
