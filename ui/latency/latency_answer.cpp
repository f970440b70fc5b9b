#include "ui/latency/latency_answer.h"

#include "ui/plots/plot_unit.h"
#include "ui/shell/shown_text.h"

#include <algorithm>

namespace synscope {
namespace {

/// Waiting says the least: it gives way to every other lane.
int rank(const LatencySummary& lane) {
  return static_cast<int>(latencyMood(lane));
}

std::string timeText(const std::optional<Duration>& time) {
  return time ? shownLatency(*time).toStdString() : std::string();
}

std::uint64_t countOf(LatencyMood mood, const LatencySummary& lane) {
  switch (mood) {
    case LatencyMood::kDown: return lane.outages.back().failed;
    case LatencyMood::kWasDown: return lane.outageCount;
    case LatencyMood::kSynLoss: return lane.retransmitted;
    default: return lane.failed;
  }
}

double percentOf(LatencyMood mood, const LatencySummary& lane) {
  if (mood == LatencyMood::kLosing) return lane.lossPercent.value_or(0);
  const double ended = static_cast<double>(lane.ok + lane.failed);
  return ended > 0 ? static_cast<double>(lane.failed) / ended * 100 : 0;
}

Phrase phraseOf(const QString& label, const LatencySummary& lane) {
  const LatencyMood mood = latencyMood(lane);
  const auto step = mainStep(lane);
  const LatencyNumbers numbers = step ? lane.series.at(*step) : LatencyNumbers{};
  const bool hundred = numbers.count >= 100;  // Fewer have no hundredth part.
  return {"latency-mood." + std::string(name(mood)),
          {{"host", label.toStdString()},
           {"p50", timeText(numbers.p50)},
           {hundred ? "p99" : "most", timeText(hundred ? numbers.p99 : numbers.max)},
           {"jitter", timeText(numbers.jitter)},
           {"percent", plotValue(PlotUnit::kPercent, percentOf(mood, lane)).toStdString()},
           {"count", shownCount(countOf(mood, lane)).toStdString()},
           {"bad", shownCount(lane.longestBad).toStdString()},
           {"sent", shownCount(lane.sent).toStdString()}}};
}

}  // namespace

Look lookOf(LatencyMood mood) {
  switch (mood) {
    case LatencyMood::kSteady: return {QStringLiteral("check"), Tone::kGood};
    case LatencyMood::kWaiting: return {QStringLiteral("clock"), Tone::kNeutral};
    case LatencyMood::kSpikes:
    case LatencyMood::kVarying:
    case LatencyMood::kWasDown:
    case LatencyMood::kSynLoss:
    case LatencyMood::kFailing:
    case LatencyMood::kLosing: return {QStringLiteral("warn"), Tone::kWarn};
    default: return {QStringLiteral("cross"), Tone::kBad};
  }
}

LatencyAnswer latencyAnswer(const std::vector<std::pair<QString, LatencySummary>>& lanes) {
  const auto worst = std::min_element(lanes.begin(), lanes.end(),
                                      [](const auto& a, const auto& b) { return rank(a.second) < rank(b.second); });
  if (worst == lanes.end()) return {LatencyMood::kWaiting, {}, {}, lookOf(LatencyMood::kWaiting)};
  const CatalogueEntry entry = Catalogue::instance().entry(phraseOf(worst->first, worst->second));
  const LatencyMood mood = latencyMood(worst->second);
  return {mood, entry.title, entry.plain, lookOf(mood)};
}

}  // namespace synscope
