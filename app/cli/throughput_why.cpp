#include "app/cli/throughput_why.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "app/cli/throughput_output.h"
#include "core/logic/throughput/loaded_latency.h"
#include "core/logic/throughput/why_slow.h"

#include <cmath>

namespace synscope {
namespace {

void item(ThroughputOutput& output, const QString& mark, const QString& text) {
  for (const QString& line : wrappedBelow(mark, text, output.console().width()))
    output.line(line);
}

void paragraph(ThroughputOutput& output, const QString& text, Colour colour = Colour::kNone) {
  for (const QString& line : wrapped(text, output.console().width()))
    output.line(output.console().paint(line, colour));
}

std::string whyKey(SlowCause cause) {
  return "why." + std::string(name(cause));
}

std::string msText(Duration time) {
  return QString::number(toMs(time), 'f', time < std::chrono::milliseconds(10) ? 2 : 1).toStdString();
}

void writeIdle(ThroughputOutput& output, const LoadedLatency& latency) {
  if (!latency.idle || !latency.idle->p50) return;
  const LatencyBaseline baseline = baselineOf(latency.samples);
  const std::string key = std::string("cli.throughput.latency.") + (baseline.inferred ? "least" : "idle");
  output.line(output.console().say(Phrase{key,
                                          {{"idle", msText(*latency.idle->p50)},
                                           {"handshakes", std::to_string(baseline.handshakes)},
                                           {"acknowledgements", std::to_string(baseline.acknowledgements)}}}));
}

/// Each load with its own numbers; the worst decides the grade in the headline.
void writeLatencyNumbers(ThroughputOutput& output, const LoadedLatency& latency) {
  writeIdle(output, latency);
  for (const LoadState load : allLoads()) {
    const auto& numbers = latency.of(load);
    if (!numbers || !numbers->p50) continue;
    const LoadEffect effect = effectOf(latency.idle, numbers);
    output.line(
        output.console().say(Phrase{"cli.throughput.latency." + std::string(name(load)),
                                    {{"loaded", msText(*numbers->p50)},
                                     {"p99", msText(numbers->p99.value_or(*numbers->p50))},
                                     {"count", std::to_string(numbers->count)},
                                     {"rate", std::to_string(std::llround(effect.roundTripsPerMinute.value_or(0)))},
                                     {"grade", std::string(effect.grade)}}}));
  }
}

void writeGrade(ThroughputOutput& output, const std::optional<LoadedLatency>& latency) {
  const std::string_view key = latency ? latencyGradeKey(latency->grade) : std::string_view();
  if (key.empty()) return;
  const CatalogueEntry words = Catalogue::instance().entry(Phrase{std::string(key), {}});
  Console& console = output.console();
  output.line();
  paragraph(output, console.say(words.title), Colour::kBold);
  writeLatencyNumbers(output, *latency);
  paragraph(output, words.plain.in(console.language()));
}

void writeVerdict(ThroughputOutput& output, const WhyVerdict& why) {
  const CatalogueEntry words = Catalogue::instance().entry(Phrase{whyKey(why.cause), {}});
  const std::string percent = why.confidence > 0 ? std::to_string(why.confidence) : std::string();
  Console& console = output.console();
  output.line();
  paragraph(output, console.say(Phrase{"cli.throughput.why", {{"cause", whyKey(why.cause)}, {"percent", percent}}}),
            Colour::kBold);
  paragraph(output, words.plain.in(console.language()));
  for (const WhyNumber& number : why.numbers)
    item(output, QStringLiteral("  - "), console.say(whyNumberPhrase(number)));
  for (const SlowCause cause : why.also)
    paragraph(output, console.say(Phrase{"cli.throughput.also", {{"cause", whyKey(cause)}}}));
  int step = 1;
  for (const BilingualText& text : words.steps)
    item(output, QStringLiteral("  %1. ").arg(step++), text.in(console.language()));
}

void writeDirection(ThroughputOutput& output, const WhyVerdict& why) {
  output.line();
  output.line(output.console().say(Phrase{why.sender ? "cli.throughput.why.sent" : "cli.throughput.why.received", {}}));
}

}  // namespace

/// Of two directions each has its own.
void writeWhy(ThroughputOutput& output, const ThroughputReport& report) {
  writeGrade(output, report.latency);
  if (report.why && report.whyOther) writeDirection(output, *report.why);
  if (report.why) writeVerdict(output, *report.why);
  if (!report.whyOther) return;
  writeDirection(output, *report.whyOther);
  writeVerdict(output, *report.whyOther);
}

}  // namespace synscope
