#include "app/cli/diagnosis_text.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "core/logic/diagnose/words.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr int kNarrowest = 20;  ///< Columns a text gets however narrow the terminal is.

QString text(std::string_view value) {
  return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString milliseconds(const std::optional<Duration>& elapsed) {
  if (!elapsed) return {};
  const double ms = toMs(*elapsed);
  return QString::number(ms, 'f', ms < 10 ? 2 : ms < 100 ? 1 : 0) + QStringLiteral(" ms");
}

/// A text that begins with a mark and goes on under itself: never wider than the console.
/// @param indent Columns of the mark.
void hanging(const QString& mark, const QString& words, Console& console, int indent) {
  const QStringList lines = wrapped(words, std::max(kNarrowest, console.width() - indent));
  for (qsizetype i = 0; i < lines.size(); ++i)
    console.line((i == 0 ? mark : QString(indent, QLatin1Char(' '))) + lines[i]);
}

void hanging(const QString& mark, const QString& words, Console& console) {
  hanging(mark, words, console, textWidth(mark));
}

void heading(const char* key, Console& console) {
  console.line();
  console.line(console.paint(console.say(Phrase{key, {}}), Colour::kBold));
}

Colour colourOf(const DiagnosisVerdict& verdict) {
  if (verdict.code == DiagnosisCode::kReachable) return Colour::kGreen;
  return exitCode(verdict) == 0 || exitCode(verdict) == 7 ? Colour::kYellow : Colour::kRed;
}

void printFacts(const DiagnosisVerdict& verdict, Console& console) {
  const QString colon = console.language() == Language::kChinese ? QStringLiteral("：") : QStringLiteral(": ");
  const auto fact = [&](const char* key, const QString& value) { return console.say(Phrase{key, {}}) + colon + value; };
  QStringList facts{
      fact("cli.diagnose.confidence", console.say(Phrase{"confidence." + std::string(name(verdict.confidence)), {}}))};
  if (verdict.blamed) facts << fact("cli.diagnose.blamed", text(verdict.blamed->toString()));
  if (verdict.hop) facts << fact("cli.diagnose.hop", QString::number(*verdict.hop));
  const QStringList lines = wrapped(facts.join(QStringLiteral("   ")), console.width());
  for (const QString& line : lines)
    console.line(console.paint(line, Colour::kDim));
}

void printVerdict(const DiagnosisVerdict& verdict, Console& console) {
  const CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  const QStringList title = wrapped(words.title.in(console.language()), console.width());
  for (const QString& line : title)
    console.line(console.paint(line, colourOf(verdict)));
  printFacts(verdict, console);
  console.line();
  hanging({}, words.plain.in(console.language()), console);
  if (verdict.nextSteps.empty()) return;
  heading("cli.diagnose.next", console);
  int number = 1;
  for (const Phrase& step : verdict.nextSteps)
    hanging(QStringLiteral("%1. ").arg(number++, 3), Catalogue::instance().title(step).in(console.language()), console);
}

QString mark(const std::optional<bool>& ok, Console& console) {
  if (!ok) return console.paint(QStringLiteral("·"), Colour::kDim);
  return *ok ? console.paint(QStringLiteral("✓"), Colour::kGreen) : console.paint(QStringLiteral("✗"), Colour::kRed);
}

void printLayers(const Diagnosis& diagnosis, Console& console) {
  if (diagnosis.layers.empty()) return;
  heading("cli.diagnose.layers", console);
  std::optional<IpAddress> shown;
  for (const Layer& layer : diagnosis.layers) {
    if (layer.address && layer.address != shown) {
      shown = layer.address;
      console.line(QStringLiteral("  ") + text(shown->toString()));
    }
    const QString step = padded(console.say(Phrase{"layer." + std::string(name(layer.step)), {}}), 12);
    const QString indent = layer.address ? QStringLiteral("    ") : QStringLiteral("  ");
    const QString before = indent + QStringLiteral("%1 ") + step + QLatin1Char(' ');
    hanging(before.arg(mark(layer.ok, console)), console.say(layer.words), console, textWidth(before) - 1);
  }
}

void printPath(const Trace& trace, Console& console) {
  if (trace.hops.empty()) return;
  heading("cli.diagnose.path", console);
  for (const Hop& hop : trace.hops) {
    const QString who = hop.addresses.empty() ? QStringLiteral("*") : text(hop.addresses.front().toString());
    hanging(QStringLiteral("  %1  ").arg(hop.ttl, 2) + padded(who, 24) + QLatin1Char(' ') +
                padded(milliseconds(hop.best), 10) + QLatin1Char(' '),
            console.say(Phrase{"hop." + std::string(name(hop.answer)), {}}), console);
  }
}

void printEvidence(const Diagnosis& diagnosis, Console& console) {
  heading("cli.diagnose.evidence", console);
  for (const Evidence& item : diagnosis.evidence) {
    hanging(QStringLiteral("  %1  %2  ").arg(item.id, 2).arg(milliseconds(item.at), 9),
            console.say(evidenceWords(item)), console);
  }
}

}  // namespace

void printDiagnosis(const Diagnosis& diagnosis, bool withEvidence, Console& console) {
  if (diagnosis.verdict)
    printVerdict(*diagnosis.verdict, console);
  else
    console.line(console.say(Phrase{"cli.diagnose.no-verdict", {}}));
  printLayers(diagnosis, console);
  if (diagnosis.path) printPath(*diagnosis.path, console);
  if (withEvidence) printEvidence(diagnosis, console);
}

}  // namespace synscope
