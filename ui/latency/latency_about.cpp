#include "ui/latency/latency_about.h"

#include "core/logic/latency/latency_gain.h"
#include "ui/shell/language.h"

namespace synscope {
namespace {

std::string msText(Duration time) {
  return QString::number(toMs(time), 'f', 3).toStdString();
}

Phrase phraseOf(Duration kernelDifference) {
  return {"latency.kernel-difference", {{"difference", msText(kernelDifference)}}};
}

Phrase phraseOf(const ReuseGain& gain) {
  return {
      "latency.reuse",
      {{"fresh", msText(gain.fresh)}, {"reused", msText(gain.reused)}, {"saved", msText(gain.fresh - gain.reused)}}};
}

}  // namespace

AboutLatency aboutLatency(const std::vector<LatencyNumbersModel::Lane>& lanes, const LatencyNumbersModel& columns) {
  AboutLatency about;
  for (const auto& lane : lanes) {
    if (const auto difference = kernelDifference(lane.summary))
      about.facts.emplace_back(lane.label, words(phraseOf(*difference)));
    const auto gain = reuseGain(lane.summary);
    about.reused = about.reused || gain;
    if (gain) about.facts.emplace_back(lane.label, words(phraseOf(*gain)));
  }
  for (int column = 0; column < LatencyNumbersModel::kColumns; ++column) {
    const QString hint = columns.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
    if (!hint.isEmpty())
      about.facts.emplace_back(columns.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), hint);
  }
  return about;
}

Explanation explanationOf(const AboutLatency& about) {
  Explanation explanation{{{"latency-about.kernel-rtt", {}}}, about.facts, {}};
  if (about.reused) explanation.phrases.push_back({"latency-about.reused", {}});
  return explanation;
}

}  // namespace synscope
