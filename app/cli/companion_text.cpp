#include "app/cli/companion_text.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "core/logic/base/display_text.h"
#include "core/logic/reach/judge.h"

namespace synscope {
namespace {

void paragraph(const QString& text, Console& console, Colour colour = Colour::kNone) {
  for (const QString& line : wrapped(text, console.width()))
    console.line(console.paint(line, colour));
}

void point(const QString& mark, const QString& text, Console& console) {
  const int indent = textWidth(mark);
  const QStringList lines = wrapped(text, std::max(20, console.width() - indent));
  for (qsizetype i = 0; i < lines.size(); ++i)
    console.line((i == 0 ? mark : QString(indent, QLatin1Char(' '))) + lines[i]);
}

Colour colourOf(TwoSidedCode code) {
  if (code == TwoSidedCode::kBothOpen) return Colour::kGreen;
  return code == TwoSidedCode::kUnclear ? Colour::kYellow : Colour::kRed;
}

Colour colourOf(MtuCode code) {
  if (code == MtuCode::kFull || code == MtuCode::kTold) return Colour::kGreen;
  return code == MtuCode::kUnclear ? Colour::kYellow : Colour::kRed;
}

void printError(const Error& error, Console& console) {
  const CatalogueEntry words =
      Catalogue::instance().entry({"error." + std::string(name(error.code)), {{"subject", error.subject}}});
  console.error(console.say(words.title));
  console.note(console.say(words.plain));
}

void printSteps(const CatalogueEntry& words, Console& console) {
  int number = 1;
  for (const BilingualText& step : words.steps)
    point(QStringLiteral("%1. ").arg(number++, 3), step.in(console.language()), console);
}

/// "There: segments of 1448 bytes, path MTU 1500", "Back: up to 1260 bytes".
void printWay(const char* key, const FullSizeResult& way, Console& console) {
  const auto known = [](const auto& value) { return value ? std::to_string(*value) : std::string("-"); };
  const std::string state = way.full ? ".full" : way.largest ? ".cut" : ".none";
  const Phrase words{
      key + state,
      {{"mss", way.full ? known(way.natural.segment) : known(way.largest)}, {"value", known(way.natural.pathMtu)}}};
  console.line(console.paint(console.say(words), Colour::kDim));
}

/// "Here: filtered   There (server): 1 half-open": what the answer rests on.
void printViews(const CompanionFinding& finding, Console& console) {
  const std::string state(name(judge(*finding.ours).state));
  const std::string key = finding.theirs->sightings.empty() ? "cli.companion.there-nothing" : "cli.companion.there";
  console.line(console.paint(
      console.say(Phrase{"cli.companion.here", {{"status", console.say(Phrase{"state." + state, {}}).toStdString()}}}),
      Colour::kDim));
  std::size_t halfOpen = 0;
  for (const CompanionSighting& seen : finding.theirs->sightings)
    halfOpen += seen.halfOpen && !seen.established ? 1 : 0;
  console.line(console.paint(console.say(Phrase{key,
                                                {{"name", sanitizeForDisplay(excerpt(finding.companion.name))},
                                                 {"count", std::to_string(finding.theirs->sightings.size())},
                                                 {"total", std::to_string(halfOpen)}}}),
                             Colour::kDim));
}

}  // namespace

void printMtuFinding(const MtuFinding& finding, Console& console) {
  if (finding.error) return printError(*finding.error, console);
  const CatalogueEntry words = Catalogue::instance().entry(finding.verdict->words);
  paragraph(console.say(words.title), console, colourOf(finding.verdict->code));
  printWay("cli.companion.mtu.there", finding.there, console);
  printWay("cli.companion.mtu.back", finding.back, console);
  console.line();
  paragraph(words.plain.in(console.language()), console);
  printSteps(words, console);
}

void printFinding(const CompanionFinding& finding, Console& console) {
  if (finding.error) return printError(*finding.error, console);
  const TwoSidedVerdict& verdict = *finding.verdict;
  const CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  paragraph(console.say(words.title), console, colourOf(verdict.code));
  printViews(finding, console);
  console.line();
  paragraph(words.plain.in(console.language()), console);
  printSteps(words, console);
  for (const Phrase& note : verdict.notes)
    point(QStringLiteral("  - "), console.say(note), console);
}

void printPeers(const std::vector<FoundPeer>& peers, Console& console) {
  if (peers.empty()) return paragraph(console.say(Phrase{"cli.companion.nobody", {}}), console);
  for (const FoundPeer& peer : peers) {
    QString line = padded(QString::fromStdString(peer.address.toString()), 28) +
                   padded(QString::fromStdString(sanitizeForDisplay(excerpt(peer.what.name))), 24);
    const auto add = [&](const char* key, std::uint16_t port) {
      if (port != 0) line += QLatin1Char(' ') + console.say(Phrase{key, {{"port", std::to_string(port)}}});
    };
    add("cli.companion.has-companion", peer.what.companionPort);
    add("cli.companion.has-throughput", peer.what.throughputPort);
    console.line(line);
  }
}

}  // namespace synscope
