#include "app/cli/invocation.h"

#include <cmath>

namespace synscope {
namespace {

constexpr Duration kLeastTimeout = std::chrono::milliseconds(10);
constexpr Duration kMostTimeout = std::chrono::seconds(120);

std::optional<Language> languageNamed(const QString& name) {
  if (name == QLatin1String("en")) return Language::kEnglish;
  if (name == QLatin1String("zh")) return Language::kChinese;
  if (name == QLatin1String("both")) return Language::kBoth;
  return std::nullopt;
}

QString dashed(const QString& option) {
  return (option.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + option;
}

std::string plain(double number) {
  return QString::number(number, 'g', 10).toStdString();
}

Error outOfRange(const QString& value, double least, double most) {
  return {ErrorCode::kOutOfRange, plain(least) + " to " + plain(most), value.toStdString(), 0};
}

/// The option a word stands for, without its dashes and "=value"; empty for anything else.
QString optionIn(const QString& word) {
  return word.startsWith(QLatin1String("--")) ? word.mid(2).section(QLatin1Char('='), 0, 0) : QString();
}

}  // namespace

const std::vector<Option>& commonOptions() {
  static const std::vector<Option> kOptions = {
      {{QStringLiteral("json")}, {}},
      {{QStringLiteral("lang")}, QStringLiteral("en|zh|both")},
      {{QStringLiteral("timeout")}, QStringLiteral("SECONDS")},
      {{QStringLiteral("4"), QStringLiteral("ipv4")}, {}, {}, {QStringLiteral("version4")}},
      {{QStringLiteral("6"), QStringLiteral("ipv6")}, {}, {}, {QStringLiteral("version6")}},
      {{QStringLiteral("quiet")}, {}},
      {{QStringLiteral("h"), QStringLiteral("help")}, {}},
  };
  return kOptions;
}

Invocation::Invocation(const Command& command, const QStringList& arguments) : m_command(&command) {
  m_common.language = languageOf(arguments);
  declareOptions();
  const bool parsed = m_parser.parse(QStringList{command.name} + withValues(arguments));
  if (wantsHelp()) return;
  m_problem = parsed ? readCommon() : findProblem(arguments);
}

void Invocation::declareOptions() {
  for (const std::vector<Option>& list : {commonOptions(), m_command->options})
    for (const Option& option : list)
      m_parser.addOption(QCommandLineOption(option.names + option.otherNames, {}, option.valueName));
}

const Option* Invocation::optionNamed(const QString& name) const {
  for (const std::vector<Option>* list : {&commonOptions(), &m_command->options})
    for (const Option& option : *list)
      if (option.names.contains(name) || option.otherNames.contains(name)) return &option;
  return nullptr;
}

/// Where a value may be left out it is empty.
QStringList Invocation::withValues(const QStringList& arguments) const {
  QStringList all = arguments;
  for (QString& word : all) {
    const Option* option = word.contains(QLatin1Char('=')) ? nullptr : optionNamed(optionIn(word));
    if (option && option->valueOptional) word += QLatin1Char('=');
  }
  return all;
}

std::optional<UsageError> Invocation::findProblem(const QStringList& arguments) const {
  if (const QStringList unknown = m_parser.unknownOptionNames(); !unknown.isEmpty()) {
    for (const RefusedOption& refused : m_command->refused)
      if (refused.names.contains(unknown.first())) return usageAbout(refused.key, dashed(unknown.first()));
    return usageAbout("cli.usage.unknown-option", dashed(unknown.first()));
  }
  for (const QString& word : arguments) {
    const Option* option = word.contains(QLatin1Char('=')) ? optionNamed(optionIn(word)) : nullptr;
    if (option && option->valueName.isEmpty()) return usageAbout("cli.usage.unexpected-value", dashed(optionIn(word)));
  }
  return usageAbout("cli.usage.missing-value", arguments.last());
}

std::optional<UsageError> Invocation::readCommon() {
  m_common.json = isSet("json");
  m_common.quiet = isSet("quiet");
  if (isSet("lang") && !languageNamed(value("lang"))) return usageAbout("cli.usage.bad-language", value("lang"));
  if (isSet("4") && isSet("6")) return usageAbout("cli.usage.both-families", QStringLiteral("-4 -6"));
  if (isSet("4")) m_common.family = FamilyChoice::kV4Only;
  if (isSet("6")) m_common.family = FamilyChoice::kV6Only;
  if (!isSet("timeout")) return std::nullopt;
  const Result<Duration> timeout = seconds("timeout", {}, kLeastTimeout, kMostTimeout);
  if (!timeout) return usageError(timeout.error(), QStringLiteral("--timeout"));
  m_common.timeout = *timeout;
  return std::nullopt;
}

Result<int> Invocation::number(const char* option, int fallback, int least, int most) const {
  if (!isSet(option)) return fallback;
  bool ok = false;
  const int number = value(option).toInt(&ok);
  if (!ok || number < least || number > most) return outOfRange(value(option), least, most);
  return number;
}

Result<Duration> Invocation::seconds(const char* option, Duration fallback, Duration least, Duration most) const {
  if (!isSet(option)) return fallback;
  bool ok = false;
  const double number = value(option).toDouble(&ok);
  const double low = toMs(least) / 1000;
  const double high = toMs(most) / 1000;
  if (!ok || !std::isfinite(number) || number < low || number > high) return outOfRange(value(option), low, high);
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(number));
}

Language languageOf(const QStringList& arguments) {
  for (qsizetype i = 0; i < arguments.size(); ++i) {
    const QString& word = arguments[i];
    if (optionIn(word) != QLatin1String("lang")) continue;
    const QString value = word.contains(QLatin1Char('=')) ? word.section(QLatin1Char('='), 1) : arguments.value(i + 1);
    if (const auto language = languageNamed(value)) return *language;
  }
  return systemLanguage();
}

UsageError usageAbout(const char* key, const QString& subject) {
  return {{key, {{"subject", subject.toStdString()}}}, {}};
}

UsageError usageError(const Error& error, const QString& where) {
  return {{"error." + std::string(name(error.code)), {{"subject", error.subject}, {"operation", error.operation}}},
          where};
}

}  // namespace synscope
