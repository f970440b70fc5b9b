#include "core/logic/base/fill_template.h"

#include "core/logic/base/display_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace synscope {
namespace {

using Args = std::vector<std::pair<std::string, std::string>>;

/// The inside of one pair of braces.
struct Placeholder {
  std::string_view name;
  char form = ' ';  ///< '@' for the title of a key, '#' for its short technical name, '~' for a duration.
  std::optional<std::array<std::string_view, 2>> oneMany;
};

Placeholder parsePlaceholder(std::string_view inside) {
  Placeholder result;
  if (inside.starts_with('@') || inside.starts_with('#') || inside.starts_with('~')) {
    result.form = inside.front();
    inside.remove_prefix(1);
  }
  const auto first = inside.find('|');
  const auto second = first == std::string_view::npos ? first : inside.find('|', first + 1);
  result.name = inside.substr(0, first);
  if (second != std::string_view::npos) {
    result.oneMany = {inside.substr(first + 1, second - first - 1), inside.substr(second + 1)};
  }
  return result;
}

/// "icmp.v4.3.13" is "ICMP 3/13", "icmp.v6.1.1" is "ICMPv6 1/1", "errno.EACCES" is "EACCES".
std::string technicalName(const std::string& key) {
  constexpr std::string_view kIcmpV4 = "icmp.v4.";
  constexpr std::string_view kIcmpV6 = "icmp.v6.";
  if (key.starts_with(kIcmpV4) || key.starts_with(kIcmpV6)) {
    std::string numbers = key.substr(kIcmpV4.size());
    std::replace(numbers.begin(), numbers.end(), '.', '/');
    return (key.starts_with(kIcmpV4) ? "ICMP " : "ICMPv6 ") + numbers;
  }
  return key.substr(key.find('.') + 1);
}

/// "3501" milliseconds are "3.5 s"; below a second they stay as they are.
std::string durationText(const std::string& milliseconds) {
  const double ms = std::strtod(milliseconds.c_str(), nullptr);
  if (!(ms >= 999.5)) return milliseconds + " ms";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f s", ms / 1000);
  return text.data();
}

/// Calls onText for what stands between placeholders and onPlaceholder for each of them, in order.
template <typename OnText, typename OnPlaceholder>
void scan(std::string_view text, OnText onText, OnPlaceholder onPlaceholder) {
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) {
      onText(text);
      return;
    }
    onText(text.substr(0, open));
    onPlaceholder(parsePlaceholder(text.substr(open + 1, close - open - 1)));
    text.remove_prefix(close + 1);
  }
}

/// Fills the parts of one text; remembers whether a value was missing.
class Filler {
 public:
  Filler(const Args& args, const TitleOfKey& titleOfKey) : m_args(args), m_titleOfKey(titleOfKey) {}

  /// The filled part, or nullopt where a value is missing or empty.
  std::optional<std::string> complete(std::string_view part) const {
    bool missing = false;
    std::string result = fill(part, missing);
    return missing ? std::nullopt : std::optional(std::move(result));
  }

  std::string always(std::string_view part) const {
    bool missing = false;
    return fill(part, missing);
  }

 private:
  std::string fill(std::string_view part, bool& missing) const {
    std::string result;
    scan(
        part, [&](std::string_view text) { result += text; },
        [&](const Placeholder& placeholder) { result += valueOf(placeholder, missing); });
    return result;
  }

  std::string valueOf(const Placeholder& placeholder, bool& missing) const {
    const auto arg = std::find_if(m_args.begin(), m_args.end(),
                                  [&](const auto& candidate) { return candidate.first == placeholder.name; });
    if (arg == m_args.end() || arg->second.empty()) {
      missing = true;
      return "?";
    }
    if (placeholder.oneMany) {
      return std::string((*placeholder.oneMany)[arg->second == "1" ? 0 : 1]);
    }
    switch (placeholder.form) {
      case '@': return titleOr(arg->second);
      case '#': return sanitizeForDisplay(technicalName(arg->second));
      case '~': return sanitizeForDisplay(durationText(arg->second));
      default: return sanitizeForDisplay(arg->second);
    }
  }

  std::string titleOr(const std::string& key) const {
    std::string title = m_titleOfKey ? m_titleOfKey(key) : std::string();
    return title.empty() ? sanitizeForDisplay(key) : title;
  }

  const Args& m_args;
  const TitleOfKey& m_titleOfKey;
};

}  // namespace

std::string fillTemplate(std::string_view text, const Args& args, const TitleOfKey& titleOfKey) {
  const Filler filler(args, titleOfKey);
  std::string result;
  while (!text.empty()) {
    const auto open = text.find("[[");
    const auto close = open == std::string_view::npos ? open : text.find("]]", open);
    if (close == std::string_view::npos) {
      return result + filler.always(text);
    }
    result += filler.always(text.substr(0, open));
    result += filler.complete(text.substr(open + 2, close - open - 2)).value_or("");
    text.remove_prefix(close + 2);
  }
  return result;
}

std::vector<std::string> placeholdersOf(std::string_view text) {
  std::vector<std::string> names;
  scan(
      text, [](std::string_view) {},
      [&](const Placeholder& placeholder) {
        if (std::find(names.begin(), names.end(), placeholder.name) == names.end()) {
          names.emplace_back(placeholder.name);
        }
      });
  return names;
}

}  // namespace synscope
