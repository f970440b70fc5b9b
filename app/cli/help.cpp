#include "app/cli/help.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"

#include <algorithm>

namespace synscope {
namespace {

using Row = std::pair<QString, QString>;

constexpr int kNarrowest = 30;
constexpr int kWidest = 100;  // Longer lines are hard to read.

int lineWidth(const Console& console) {
  return std::min(console.width(), kWidest);
}

void printRows(const std::vector<Row>& rows, Console& console) {
  int width = 0;
  for (const auto& [left, right] : rows)
    width = std::max(width, textWidth(left));
  for (const auto& [left, right] : rows) {
    QString start = QStringLiteral("  ") + padded(left, width) + QStringLiteral("  ");
    for (const QString& line : wrapped(right, std::max(kNarrowest, lineWidth(console) - textWidth(start)))) {
      console.line(start + line);
      start = QString(textWidth(start), QLatin1Char(' '));
    }
  }
}

void printParagraph(const QString& text, Console& console) {
  for (const QString& line : wrapped(text, lineWidth(console)))
    console.line(line);
}

QString spelling(const Option& option) {
  QStringList names;
  for (const QString& name : option.names)
    names += (name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name;
  const QString value = option.valueOptional         ? QStringLiteral("[=%1]").arg(option.valueName)
                        : option.valueName.isEmpty() ? QString()
                                                     : QLatin1Char(' ') + option.valueName;
  return names.join(QStringLiteral(", ")) + value;
}

QString descriptionKey(const Option& option) {
  return option.descriptionKey.isEmpty() ? QStringLiteral("cli.option.") + option.names.last() : option.descriptionKey;
}

std::vector<Row> optionRows(const std::vector<Option>& options, const Console& console) {
  std::vector<Row> rows;
  for (const Option& option : options)
    rows.emplace_back(spelling(option), console.say(Phrase{descriptionKey(option).toStdString(), {}}));
  return rows;
}

Phrase commandPhrase(const Command& command) {
  return {"cli.command." + command.name.toStdString(), {}};
}

void printHeading(const char* key, Console& console) {
  console.line();
  console.line(console.paint(console.say(Phrase{key, {}}), Colour::kBold));
}

void printDescription(const Command& command, Console& console) {
  const CatalogueEntry entry = Catalogue::instance().entry(commandPhrase(command));
  for (const BilingualText& text : {entry.plain, entry.detail}) {
    if (text.isEmpty()) continue;
    console.line();
    printParagraph(console.say(text), console);
  }
}

void printExamples(const Command& command, Console& console) {
  if (command.examples.empty()) return;
  printHeading("cli.heading.examples", console);
  for (const Example& example : command.examples) {
    console.line(QStringLiteral("  ") + example.line);
    console.line(QStringLiteral("      ") + console.say(Phrase{example.key, {}}));
  }
}

}  // namespace

void printHelp(Console& console) {
  console.line(console.say(Phrase{"cli.usage-line", {{"subject", "synscope-cli COMMAND ..."}}}));
  printHeading("cli.heading.commands", console);
  std::vector<Row> rows;
  for (const Command& command : allCommands())
    rows.emplace_back(command.name, console.say(commandPhrase(command)));
  printRows(rows, console);
  printHeading("cli.heading.common-options", console);
  printRows(optionRows(commonOptions(), console), console);
  console.line();
  console.line(console.say(Phrase{"cli.more-help", {}}));
}

void printHelp(const Command& command, Console& console) {
  const QString line = QStringLiteral("synscope-cli %1 %2").arg(command.name, command.arguments);
  console.line(console.say(Phrase{"cli.usage-line", {{"subject", line.toStdString()}}}));
  printDescription(command, console);
  if (!command.options.empty()) {
    printHeading("cli.heading.options", console);
    printRows(optionRows(command.options, console), console);
  }
  printHeading("cli.heading.common-options", console);
  printRows(optionRows(commonOptions(), console), console);
  printExamples(command, console);
}

}  // namespace synscope
