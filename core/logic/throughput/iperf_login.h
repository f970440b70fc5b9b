#pragma once

#include "core/logic/base/time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// What a client proves itself with to an iperf3 server that asks for it. It crosses the network encrypted.
struct IperfLogin {
  std::string user, password;
  std::int64_t unixSeconds = 0;  ///< When it was made: a server takes it only for a short time.

  bool operator==(const IperfLogin&) const = default;
};

/// The text that is encrypted with the server's public key.
std::string iperfLoginText(const IperfLogin& login);
/// Reads what was decrypted; hostile. nullopt: it is none.
std::optional<IperfLogin> readIperfLoginText(std::string_view text);

/// One line of a server's file of users: the name and the lower-case hexadecimal SHA-256 of iperfHashedText().
struct IperfUser {
  std::string name, hash;
};

/// Lines `user,hash`; empty ones, comments (`#`) and what is no such line are passed over.
std::vector<IperfUser> readIperfUsers(std::string_view text);
/// "{user}password": what is hashed for the file of users.
std::string iperfHashedText(const IperfLogin& login);

/// Why a server does not let a client in. Only its operator is told; the client gets the same answer for all of them.
enum class IperfLoginFault {
  kNone,
  kMissing,       ///< No token at all.
  kNotDecrypted,  ///< Made for another key, in the older padding, or damaged.
  kNoLogin,       ///< Decrypted to something else.
  kClock,         ///< Made too long ago, or in the future.
  kUnknownUser,
  kWrongPassword,
  kNoUsers,  ///< The server cannot read its file of users.
};

/// The word of `iperf-login.<name>` in the catalogue; empty for kNone.
std::string_view name(IperfLoginFault fault);

inline constexpr IperfLoginFault kIperfLoginFaults[] = {
    IperfLoginFault::kMissing,     IperfLoginFault::kNotDecrypted,  IperfLoginFault::kNoLogin, IperfLoginFault::kClock,
    IperfLoginFault::kUnknownUser, IperfLoginFault::kWrongPassword, IperfLoginFault::kNoUsers,
};

/// @param hash Of iperfHashedText(login). @param now Unix time, seconds.
IperfLoginFault judgeIperfLogin(const IperfLogin& login, std::string_view hash, std::span<const IperfUser> users,
                                std::int64_t now, Duration tolerance);

}  // namespace synscope
