#pragma once

#include "app/cli/command.h"

namespace synscope {

class Console;

/// `--help`: every command with its summary.
void printHelp(Console& console);
/// `COMMAND --help`: usage line, explanation, options.
void printHelp(const Command& command, Console& console);

}  // namespace synscope
