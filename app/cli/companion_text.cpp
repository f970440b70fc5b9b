#include "app/cli/companion_text.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "core/engine/timeline/event_words.h"
#include "core/logic/base/display_text.h"
#include "core/logic/companion/clock_words.h"
#include "core/logic/companion/sighting_notes.h"
#include "core/logic/reach/judge.h"
#include "core/logic/timeline/ladder_text.h"

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

/// Both ends as a ladder, and how well the times of the other are known.
void printTimeline(const CompanionFinding& finding, Console& console) {
  if (finding.timeline.empty()) return;
  console.line();
  const std::string ladder =
      ladderText(finding.timeline, {}, ladderWords(console.language()), std::max(60, console.width()));
  for (const QString& line : QString::fromStdString(ladder).chopped(1).split(QLatin1Char('\n')))
    console.line(line);
  if (const auto clock = clockWords(finding.clock))
    for (const QString& line : wrapped(console.say(*clock), console.width()))
      console.line(console.paint(line, Colour::kDim));
}

}  // namespace

void printMtuFinding(const MtuFinding& finding, Console& console) {
  if (finding.error) return printError(*finding.error, console);
  const CatalogueEntry words = Catalogue::instance().entry(finding.verdict->words);
  paragraph(console.say(words.title), console, colourOf(finding.verdict->code));
  for (const Phrase& way : {wayWords(FullSizeWay::kThere, finding.there), wayWords(FullSizeWay::kBack, finding.back)})
    console.line(console.paint(console.say(way), Colour::kDim));
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
  printTimeline(finding, console);
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
