#pragma once

#include "app/cli/command.h"
#include "core/engine/base/catalogue.h"
#include "core/logic/base/error.h"
#include "core/logic/base/result.h"
#include "core/logic/base/time.h"
#include "core/logic/diagnose/request.h"

#include <QCommandLineParser>

#include <optional>

namespace synscope {

/// What every command understands: --json --lang --timeout -4 -6 --quiet.
struct CommonOptions {
  bool json = false;
  bool quiet = false;
  Language language = Language::kEnglish;
  std::optional<Duration> timeout;  ///< nullopt: the command's own default.
  FamilyChoice family = FamilyChoice::kAny;
};

/// What is wrong with a command line: a phrase of `cli.usage.*` or `error.*`, and the argument it is about ("-p").
struct UsageError {
  Phrase what;
  QString where = {};
};

/// One command line, read. Invariant: after a successful parse() every option is known and has its value.
class Invocation {
 public:
  /// Reads what follows the command's name. `problem()` says what is wrong, if anything.
  Invocation(const Command& command, const QStringList& arguments);

  const std::optional<UsageError>& problem() const { return m_problem; }
  const Command& command() const { return *m_command; }
  const CommonOptions& common() const { return m_common; }
  bool wantsHelp() const { return isSet("help"); }

  /// What is not an option, in order: HOST, PORT.
  QStringList positional() const { return m_parser.positionalArguments(); }
  bool isSet(const char* option) const { return m_parser.isSet(QLatin1String(option)); }
  /// The last value given for an option; empty where it was not given.
  QString value(const char* option) const { return m_parser.value(QLatin1String(option)); }

  /// A whole number between `least` and `most`, or `fallback` where the option was not given.
  Result<int> number(const char* option, int fallback, int least, int most) const;
  /// A number of seconds ("0.5"), or `fallback` where the option was not given.
  Result<Duration> seconds(const char* option, Duration fallback, Duration least, Duration most) const;

 private:
  void declareOptions();
  QStringList withValues(const QStringList& arguments) const;
  const Option* optionNamed(const QString& name) const;
  std::optional<UsageError> findProblem(const QStringList& arguments) const;
  std::optional<UsageError> readCommon();

  const Command* m_command;
  QCommandLineParser m_parser;
  CommonOptions m_common;
  std::optional<UsageError> m_problem;
};

/// The options every command has, for the help page.
const std::vector<Option>& commonOptions();

/// The value of `--lang` wherever it stands in the arguments, else the system's language; never fails.
Language languageOf(const QStringList& arguments);

/// A usage error that names an option or argument: a phrase with the value `subject`.
UsageError usageAbout(const char* key, const QString& subject);

/// The usage error of a value that could not be read.
UsageError usageError(const Error& error, const QString& where);

}  // namespace synscope
