#include "core/logic/reach/target_text.h"

#include "core/logic/base/display_text.h"
#include "core/logic/base/typed_text.h"
#include "core/logic/base/utf8.h"
#include "core/logic/reach/service_names.h"
#include "core/logic/reach/target_scheme.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kLongestInput = 32 * 1024;
constexpr std::size_t kLongestName = 253;  // RFC 1035 section 2.3.4, without the root's dot.
constexpr std::size_t kLongestLabel = 63;
constexpr auto kNone = std::string_view::npos;

Error wrong(ErrorCode code, std::string_view subject) {
  return {code, "parse-target", excerpt(subject), 0};
}

/// Host and port as two pieces of text, once everything around them is gone.
struct Authority {
  std::string_view host;
  std::string_view port;
  bool bracketed = false;
};

bool holdsHiddenCharacter(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = firstCodePoint(text);
    if (!point.valid || isHiddenCharacter(point.value)) return true;
    text.remove_prefix(point.length);
  }
  return false;
}

std::string_view unwrapped(std::string_view text) {
  constexpr int kDeepest = 4;
  text = trimmed(text);
  for (int depth = 0; depth < kDeepest; ++depth)
    text = trimmed(unquoted(text));
  return text;
}

/// Takes "scheme://" off the front. "jdbc:mysql://" counts as mysql, "//" alone as no scheme.
std::string takeScheme(std::string_view& text) {
  const std::size_t end = text.find("://");
  const std::size_t otherEnd = text.find_first_of("/?#[@");
  if (text.starts_with("//")) text.remove_prefix(2);
  if (end == kNone || end > otherEnd) return {};
  std::string_view scheme = text.substr(0, end);
  text.remove_prefix(end + 3);
  if (const std::size_t colon = scheme.rfind(':'); colon != kNone) scheme.remove_prefix(colon + 1);
  return lowered(scheme);
}

bool isPrefixLength(std::string_view text) {
  return text.size() >= 2 && text.front() == '/' && std::ranges::all_of(text.substr(1), isDigit);
}

/// Drops path, query, fragment and user information (RFC 3986 section 3).
std::string_view authorityOf(std::string_view text) {
  text = text.substr(0, text.find_first_of("/?#\\"));
  if (const std::size_t at = text.rfind('@'); at != kNone) text.remove_prefix(at + 1);
  return trimmed(text);
}

Result<Authority> splitBracketed(std::string_view text) {
  const std::size_t close = text.find(']');
  if (close == kNone) return wrong(ErrorCode::kBadAddress, text);
  const std::string_view rest = text.substr(close + 1);
  const bool separated = rest.empty() || rest.front() == ':' || isSpace(rest.front());
  if (!separated) return wrong(ErrorCode::kBadPort, rest);
  std::string_view port = trimmed(rest);
  if (port.starts_with(':')) port = trimmed(port.substr(1));
  return Authority{text.substr(1, close - 1), port, true};
}

/// "host port", as people used to netcat type it.
Result<Authority> splitAtSpace(std::string_view text) {
  const auto space = static_cast<std::size_t>(std::ranges::find_if(text, isSpace) - text.begin());
  const Authority authority{text.substr(0, space), trimmed(text.substr(space)), false};
  const bool hasPort = authority.host.find(':') != kNone && !IpAddress::parse(authority.host);
  if (hasPort || std::ranges::any_of(authority.port, isSpace)) return wrong(ErrorCode::kBadHost, text);
  return authority;
}

Result<Authority> split(std::string_view text) {
  if (text.starts_with('[')) return splitBracketed(text);
  const std::size_t first = text.find(':');
  if (first != kNone && text.find(':', first + 1) == kNone) {
    return Authority{trimmed(text.substr(0, first)), trimmed(text.substr(first + 1)), false};
  }
  if (std::ranges::any_of(text, isSpace)) return splitAtSpace(text);
  return Authority{text, {}, false};
}

Result<std::uint16_t> parsePort(std::string_view text, Protocol protocol) {
  const bool number = std::ranges::all_of(text, isDigit);
  if (!number) {
    const auto ports = portsOfService(text, protocol);
    if (ports.empty()) return wrong(ErrorCode::kBadPort, text);
    return ports.front();
  }
  unsigned value = 0;
  for (char digit : text)
    value = std::min(value * 10 + static_cast<unsigned>(digit - '0'), 65536U);
  if (value == 0 || value > 65535) return wrong(ErrorCode::kBadPort, text);
  return static_cast<std::uint16_t>(value);
}

/// A name whose last label is a number would be read by some resolvers as an odd way to write IPv4 (127.1, 0x7f.1).
bool looksLikeAddress(std::string_view host) {
  if (host.find(':') != kNone) return true;
  std::string_view last = host.substr(host.rfind('.') + 1);
  if (last.starts_with("0x") || last.starts_with("0X")) {
    return std::ranges::all_of(last.substr(2),
                               [](char c) { return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); });
  }
  return !last.empty() && std::ranges::all_of(last, isDigit);
}

bool isLabel(std::string_view label) {
  const auto allowed = [](char c) {
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return letter || isDigit(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  const bool ascii = std::ranges::none_of(label, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return !label.empty() && !(ascii && label.size() > kLongestLabel) && label.front() != '-' &&
         std::ranges::all_of(label, allowed);
}

std::optional<Error> problemOfName(std::string_view name) {
  std::string_view rest = name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
  const auto characters = std::ranges::count_if(rest, [](char c) { return (c & 0xc0) != 0x80; });
  if (static_cast<std::size_t>(characters) > kLongestName) return wrong(ErrorCode::kTooLong, name);
  if (looksLikeAddress(rest)) return wrong(ErrorCode::kBadAddress, name);
  while (true) {
    const std::size_t dot = rest.find('.');
    if (!isLabel(rest.substr(0, dot))) return wrong(ErrorCode::kBadHost, name);
    if (dot == kNone) return std::nullopt;
    rest.remove_prefix(dot + 1);
  }
}

/// RFC 6874: inside a URL the zone's percent sign is written %25.
std::optional<IpAddress> addressIn(std::string_view host, bool fromUrl) {
  const std::size_t percent = host.find("%25");
  if (!fromUrl || percent == kNone || percent + 3 == host.size()) return IpAddress::parse(host);
  return IpAddress::parse(std::string(host.substr(0, percent + 1)) + std::string(host.substr(percent + 3)));
}

std::optional<Error> setHost(TargetText& target, const Authority& authority) {
  target.address = addressIn(authority.host, !target.scheme.empty());
  if (target.address) {
    target.host = target.address->toString();
    return authority.bracketed && target.address->isV4() ? std::optional(wrong(ErrorCode::kBadAddress, authority.host))
                                                         : std::nullopt;
  }
  if (authority.host.empty()) return wrong(ErrorCode::kEmptyInput, {});
  if (authority.bracketed) return wrong(ErrorCode::kBadAddress, authority.host);
  target.host = authority.host;
  return problemOfName(authority.host);
}

void applyScheme(TargetText& target) {
  const auto scheme = targetScheme(target.scheme);
  if (!scheme) return;
  target.tls = scheme->tls;
  target.protocol = scheme->protocol;
  if (scheme->port != 0) target.port = scheme->port;
}

}  // namespace

Result<TargetText> parseTarget(std::string_view text) {
  if (text.size() > kLongestInput) return wrong(ErrorCode::kTooLong, text);
  const std::string folded = foldWidth(text);
  std::string_view rest = unwrapped(folded);
  if (rest.empty()) return wrong(ErrorCode::kEmptyInput, {});
  if (holdsHiddenCharacter(rest)) return wrong(ErrorCode::kControlCharacter, rest);

  TargetText target;
  target.scheme = takeScheme(rest);
  applyScheme(target);
  const std::string_view path = rest.substr(std::min(rest.find('/'), rest.size()));
  if (target.scheme.empty() && isPrefixLength(path)) return wrong(ErrorCode::kBadAddress, rest);

  const auto authority = split(authorityOf(rest));
  if (!authority) return authority.error();
  if (const auto problem = setHost(target, *authority)) return *problem;
  if (!authority->port.empty()) {
    const auto port = parsePort(authority->port, target.protocol);
    if (!port) return port.error();
    target.port = *port;
  }
  return target;
}

}  // namespace synscope
