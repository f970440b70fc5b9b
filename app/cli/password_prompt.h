#pragma once

#include <optional>
#include <string>

namespace synscope {

/// Asks a person at the terminal for a password, which is not shown; without a terminal it is a line of standard input.
/// nullopt: cancelled (Ctrl-C), or nobody is there.
std::optional<std::string> askForPassword(const std::string& prompt);

}  // namespace synscope
