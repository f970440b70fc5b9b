#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace synscope {

class Console;
class Invocation;

/// One option of a command. Its one-line description is the catalogue entry `cli.option.<first long name>`.
struct Option {
  QStringList names;            ///< Short and long, without dashes: {"p", "ports"}.
  QString valueName;            ///< "PORTS"; empty for a switch.
  QString descriptionKey = {};  ///< Where the description differs from the usual key of that name.
  QStringList otherNames = {};  ///< Taken too, and not listed.
  bool valueOptional = false;   ///< "--word" and "--word=VALUE"; "--word VALUE" is not its value.
};

/// An option that people know from another program and that is not taken: its catalogue entry says what to use instead.
struct RefusedOption {
  QStringList names;
  const char* key;
};

/// A command line that works as pasted, and what it does: a catalogue entry.
struct Example {
  QString line;
  const char* key;
};

/// One command of the command line. Its summary is the catalogue entry `cli.command.<name>`: the title is the line
/// shown in the list of commands, plain text and detail are the paragraphs that `COMMAND --help` adds.
struct Command {
  QString name;
  QString arguments;  ///< As in the usage line: "HOST... -p PORTS".
  std::vector<Option> options;
  /// Does the work and returns the exit code.
  int (*run)(const Invocation& invocation, Console& console);
  std::vector<Example> examples = {};
  std::vector<RefusedOption> refused = {};
};

/// Every command, in the order `--help` lists them.
const std::vector<Command>& allCommands();

}  // namespace synscope
