#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/help.h"
#include "app/cli/interrupts.h"
#include "app/cli/terminal.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <exception>

using namespace synscope;

namespace {

int runCommand(const Command& command, const QStringList& arguments, Interrupts& interrupts) {
  const Invocation invocation(command, arguments);
  Console console(invocation.common().language, invocation.common().quiet, interrupts);
  if (invocation.problem()) return console.usage(*invocation.problem(), command.name);
  if (!invocation.wantsHelp()) return console.finish(command.run(invocation, console));
  printHelp(command, console);
  return console.finish(exit_code::kDone);
}

int runWithoutCommand(const QStringList& arguments, Interrupts& interrupts) {
  Console console(languageOf(arguments), false, interrupts);
  const QString word = arguments.value(0);
  if (word == QLatin1String("--version")) {
    console.line(QStringLiteral("synscope-cli " SYNSCOPE_VERSION));
    return console.finish(exit_code::kDone);
  }
  if (arguments.contains(QStringLiteral("--help")) || word == QLatin1String("-h") || word == QLatin1String("help")) {
    printHelp(console);
    return console.finish(exit_code::kDone);
  }
  const char* key = word.isEmpty() ? "cli.usage.no-command" : "cli.usage.unknown-command";
  return console.usage({{key, {{"subject", word.toStdString()}}}, {}}, {});
}

int run(const QStringList& arguments) {
  Interrupts interrupts;
  const QString name = arguments.value(0);
  const auto& commands = allCommands();
  const auto command = std::ranges::find(commands, name, &Command::name);
  return command != commands.end() ? runCommand(*command, arguments.mid(1), interrupts)
                                   : runWithoutCommand(arguments, interrupts);
}

/// Qt's own loop takes half as long for an event as GLib's, which nothing here uses: an echo in 7 us instead of 14.
/// QAbstractEventDispatcher).
void chooseEventLoop() {
  if (!qEnvironmentVariableIsSet("QT_NO_GLIB")) qputenv("QT_NO_GLIB", "1");
}

}  // namespace

int main(int argc, char** argv) {
  reserveStandardStreams();
  chooseEventLoop();
  QCoreApplication application(argc, argv);
  QCoreApplication::setApplicationName(QStringLiteral("synscope-cli"));
  QCoreApplication::setApplicationVersion(QStringLiteral(SYNSCOPE_VERSION));
  try {
    return run(QCoreApplication::arguments().mid(1));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "synscope-cli: internal error: %s\n", failure.what());
    return exit_code::kInternal;
  }
}
