#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace synscope {

/// Looks up the title of a catalogue key, for {@name}; returns an empty string where there is none.
using TitleOfKey = std::function<std::string(std::string_view key)>;

/// Puts values into a catalogue text (UTF-8).
///
/// | written            | becomes                                                                              |
/// |--------------------|--------------------------------------------------------------------------------------|
/// | `{name}`           | the value, made safe to show (display_text.h); "?" where there is none                |
/// | `{name\|one\|many}` | "one" where the value is exactly 1, else "many"                                       |
/// | `{@name}`          | the title of the catalogue entry whose key is the value; the value if there is none   |
/// | `{#name}`          | the short technical name of such a key: "ICMP 3/13", "EACCES"                         |
/// | `{~name}`          | a value in milliseconds as a duration: "31.2 ms", "3.5 s"                             |
/// | `[[text]]`         | the text, or nothing where a placeholder in it has no value or an empty one; no nesting |
///
/// Values are never read as templates themselves, whatever they hold.
std::string fillTemplate(std::string_view text, const std::vector<std::pair<std::string, std::string>>& args,
                         const TitleOfKey& titleOfKey = {});

/// Names of the placeholders of a text, each once, in the order of their first use.
std::vector<std::string> placeholdersOf(std::string_view text);

}  // namespace synscope
