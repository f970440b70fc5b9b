#include "app/cli/diagnosis_text.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "core/logic/diagnose/words.h"

namespace synscope {
namespace {

QString text(std::string_view value) {
  return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString milliseconds(const std::optional<Duration>& elapsed) {
  if (!elapsed) return {};
  const double ms = toMs(*elapsed);
  return QString::number(ms, 'f', ms < 10 ? 2 : ms < 100 ? 1 : 0) + QStringLiteral(" ms");
}

/// Breaks a text into lines of the console's width; Chinese has no spaces, so it may break anywhere.
QStringList wrapped(const QString& paragraph, int width) {
  QStringList lines;
  QString line;
  qsizetype space = -1;
  for (const QChar character : paragraph) {
    if (character == QLatin1Char('\n') || textWidth(line) >= width) {
      const bool cut = character != QLatin1Char('\n') && space > 0;
      lines << (cut ? line.left(space) : line).trimmed();
      line = cut ? line.mid(space + 1) : QString();
      space = -1;
      if (character == QLatin1Char('\n')) continue;
    }
    if (character == QLatin1Char(' ')) space = line.size();
    line += character;
  }
  if (!line.isEmpty()) lines << line.trimmed();
  return lines;
}

void paragraph(const BilingualText& words, const QString& indent, Console& console) {
  if (words.isEmpty()) return;
  for (const QString& line : wrapped(words.in(console.language()), console.width() - static_cast<int>(indent.size())))
    console.line(indent + line);
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
  QStringList facts{console.say(Phrase{"cli.diagnose.confidence", {}}) + QStringLiteral(": ") +
                    console.say(Phrase{"confidence." + std::string(name(verdict.confidence)), {}})};
  if (verdict.blamed) {
    facts << console.say(Phrase{"cli.diagnose.blamed", {}}) + QStringLiteral(": ") + text(verdict.blamed->toString());
  }
  if (verdict.hop) {
    facts << console.say(Phrase{"cli.diagnose.hop", {}}) + QStringLiteral(": ") + QString::number(*verdict.hop);
  }
  console.line(console.paint(facts.join(QStringLiteral("   ")), Colour::kDim));
}

void printVerdict(const DiagnosisVerdict& verdict, Console& console) {
  const CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  console.line(console.paint(console.say(words.title), colourOf(verdict)));
  printFacts(verdict, console);
  console.line();
  paragraph(words.plain, {}, console);
  if (verdict.nextSteps.empty()) return;
  heading("cli.diagnose.next", console);
  int number = 1;
  for (const Phrase& step : verdict.nextSteps) {
    const auto lines = wrapped(Catalogue::instance().title(step).in(console.language()), console.width() - 5);
    for (qsizetype i = 0; i < lines.size(); ++i)
      console.line((i == 0 ? QStringLiteral("%1. ").arg(number, 3) : QStringLiteral("     ")) + lines[i]);
    ++number;
  }
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
    console.line(indent + mark(layer.ok, console) + QLatin1Char(' ') + step + QLatin1Char(' ') +
                 console.say(layer.words));
  }
}

void printPath(const Trace& trace, Console& console) {
  if (trace.hops.empty()) return;
  heading("cli.diagnose.path", console);
  for (const Hop& hop : trace.hops) {
    const QString who = hop.addresses.empty() ? QStringLiteral("*") : text(hop.addresses.front().toString());
    console.line(QStringLiteral("  %1  ").arg(hop.ttl, 2) + padded(who, 24) + QLatin1Char(' ') +
                 padded(milliseconds(hop.best), 10) + QLatin1Char(' ') +
                 console.say(Phrase{"hop." + std::string(name(hop.answer)), {}}));
  }
}

void printEvidence(const Diagnosis& diagnosis, Console& console) {
  heading("cli.diagnose.evidence", console);
  for (const Evidence& item : diagnosis.evidence) {
    console.line(QStringLiteral("  %1  %2  ").arg(item.id, 2).arg(milliseconds(item.at), 9) +
                 console.say(evidenceWords(item)));
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
