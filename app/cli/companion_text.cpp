#include "app/cli/companion_text.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "core/logic/base/display_text.h"
#include "core/logic/companion/sighting_notes.h"
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

/// What the other end saw of our attempt, in a few words.
Phrase seenThere(const CompanionFinding& finding) {
  const std::string who = sanitizeForDisplay(excerpt(finding.companion.name));
  const CompanionSighting* seen = sightingOf(*finding.ours, *finding.theirs);
  if (seen == nullptr) return {"cli.companion.there-nothing", {{"name", who}}};
  if (finding.theirs->protocol == Protocol::kUdp)
    return {"cli.companion.there-datagrams",
            {{"name", who}, {"count", std::to_string(seen->datagrams)}, {"answers", std::to_string(seen->replies)}}};
  if (seen->established) return {"cli.companion.there-complete", {{"name", who}}};
  return {"cli.companion.there-half-open", {{"name", who}, {"answers", std::to_string(seen->synAcksAgain + 1)}}};
}

/// "Seen here: filtered", "Seen by server: nothing": what the answer rests on.
void printViews(const CompanionFinding& finding, Console& console) {
  const std::string state(name(judge(*finding.ours).state));
  const QString here = console.say(Phrase{"state." + state, {}});
  console.line(
      console.paint(console.say(Phrase{"cli.companion.here", {{"status", here.toStdString()}}}), Colour::kDim));
  console.line(console.paint(console.say(seenThere(finding)), Colour::kDim));
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
