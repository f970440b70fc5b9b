#include "app/cli/throughput_why.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "app/cli/throughput_output.h"
#include "core/logic/throughput/loaded_latency.h"
#include "core/logic/throughput/why_slow.h"

#include <cmath>

namespace synscope {
namespace {

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

/// The worse direction decides the grade.
void writeLatencyNumbers(ThroughputOutput& output, const LoadedLatency& latency) {
  const auto& up = latency.up;
  const auto& loaded = !up || (latency.down && latency.down->p50 > up->p50) ? latency.down : up;
  if (!latency.idle || !latency.idle->p50 || !loaded || !loaded->p50 || !latency.roundTripsPerMinute) return;
  output.line(output.console().say(Phrase{"cli.throughput.latency",
                                          {{"idle", msText(*latency.idle->p50)},
                                           {"loaded", msText(*loaded->p50)},
                                           {"count", std::to_string(loaded->count)},
                                           {"rate", std::to_string(std::llround(*latency.roundTripsPerMinute))}}}));
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

}  // namespace

void writeWhy(ThroughputOutput& output, const ThroughputReport& report) {
  writeGrade(output, report.latency);
  if (!report.why) return;
  const WhyVerdict& why = *report.why;
  const CatalogueEntry words = Catalogue::instance().entry(Phrase{whyKey(why.cause), {}});
  const std::string percent = why.confidence > 0 ? std::to_string(why.confidence) : std::string();
  Console& console = output.console();
  output.line();
  paragraph(output, console.say(Phrase{"cli.throughput.why", {{"cause", whyKey(why.cause)}, {"percent", percent}}}),
            Colour::kBold);
  paragraph(output, words.plain.in(console.language()));
  for (const WhyNumber& number : why.numbers)
    paragraph(output, QStringLiteral("  - ") + console.say(whyNumberPhrase(number)));
  for (const SlowCause cause : why.also)
    paragraph(output, console.say(Phrase{"cli.throughput.also", {{"cause", whyKey(cause)}}}));
  int step = 1;
  for (const BilingualText& text : words.steps)
    paragraph(output, QStringLiteral("%1. ").arg(step++) + text.in(console.language()));
}

}  // namespace synscope
