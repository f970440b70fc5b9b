#include "core/logic/throughput/iperf_login.h"

#include <algorithm>
#include <charconv>

namespace synscope {
namespace {

constexpr std::string_view kUser = "user: ", kPassword = "\npwd:  ", kTime = "\nts:   ";
constexpr std::string_view kSpace = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// The same time for every wrong text of the same length.
bool sameText(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned different = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return different == 0;
}

std::optional<IperfUser> readUser(std::string_view line) {
  line = trimmed(line);
  const std::size_t comma = line.find(',');
  if (line.empty() || line.front() == '#' || comma == std::string_view::npos) return std::nullopt;
  IperfUser user{std::string(trimmed(line.substr(0, comma))), std::string(trimmed(line.substr(comma + 1)))};
  if (user.name.empty() || user.hash.empty()) return std::nullopt;
  return user;
}

}  // namespace

std::string iperfLoginText(const IperfLogin& login) {
  return std::string(kUser) + login.user + std::string(kPassword) + login.password + std::string(kTime) +
         std::to_string(login.unixSeconds);
}

std::optional<IperfLogin> readIperfLoginText(std::string_view text) {
  const std::size_t password = text.find(kPassword), time = text.rfind(kTime);
  if (!text.starts_with(kUser) || password == std::string_view::npos || time == std::string_view::npos ||
      time < password + kPassword.size())
    return std::nullopt;
  IperfLogin login;
  login.user = text.substr(kUser.size(), password - kUser.size());
  login.password = text.substr(password + kPassword.size(), time - password - kPassword.size());
  const std::string_view seconds = trimmed(text.substr(time + kTime.size()));
  const auto [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), login.unixSeconds);
  if (error != std::errc() || end != seconds.data() + seconds.size()) return std::nullopt;
  return login;
}

std::vector<IperfUser> readIperfUsers(std::string_view text) {
  std::vector<IperfUser> users;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    if (auto user = readUser(text.substr(from, end - from))) users.push_back(*std::move(user));
    from = end + 1;
  }
  return users;
}

std::string iperfHashedText(const IperfLogin& login) {
  return '{' + login.user + '}' + login.password;
}

std::string_view name(IperfLoginFault fault) {
  switch (fault) {
    case IperfLoginFault::kNone: return "";
    case IperfLoginFault::kMissing: return "missing";
    case IperfLoginFault::kNotDecrypted: return "not-decrypted";
    case IperfLoginFault::kNoLogin: return "no-login";
    case IperfLoginFault::kClock: return "clock";
    case IperfLoginFault::kUnknownUser: return "unknown-user";
    case IperfLoginFault::kWrongPassword: return "wrong-password";
    case IperfLoginFault::kNoUsers: return "no-users";
  }
  return "";
}

IperfLoginFault judgeIperfLogin(const IperfLogin& login, std::string_view hash, std::span<const IperfUser> users,
                                std::int64_t now, Duration tolerance) {
  const std::int64_t allowed = std::chrono::duration_cast<std::chrono::seconds>(tolerance).count();
  if (login.unixSeconds < now - allowed || login.unixSeconds > now + allowed) return IperfLoginFault::kClock;
  const auto user = std::ranges::find(users, login.user, &IperfUser::name);
  if (user == users.end()) return IperfLoginFault::kUnknownUser;
  return sameText(user->hash, hash) ? IperfLoginFault::kNone : IperfLoginFault::kWrongPassword;
}

}  // namespace synscope
