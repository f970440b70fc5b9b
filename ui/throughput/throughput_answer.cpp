#include "ui/throughput/throughput_answer.h"

#include "core/logic/throughput/why_slow.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace synscope {
namespace {

/// The translation context of these words.
class ThroughputAnswerWords {
  Q_DECLARE_TR_FUNCTIONS(ThroughputAnswerWords)
};

Phrase whyPhrase(SlowCause cause) {
  return {"why." + std::string(name(cause)), {}};
}

Tone toneOf(SlowCause cause) {
  switch (cause) {
    case SlowCause::kRateLimit: return Tone::kGood;
    case SlowCause::kUnknown:
    case SlowCause::kCongestionWindow:
    case SlowCause::kSameMachine:
    case SlowCause::kStoppedEarly:
    case SlowCause::kShortTest: return Tone::kInfo;
    default: return Tone::kWarn;
  }
}

BilingualText rates(const ThroughputReport& report) {
  const auto up = measuredRate(report, true), down = measuredRate(report, false);
  BilingualText text;
  const auto add = [&text](const QString& en, const QString& zh) {
    text.en += (text.en.isEmpty() ? QString() : QStringLiteral(", ")) + en;
    text.zh += (text.zh.isEmpty() ? QString() : QStringLiteral("，")) + zh;
  };
  if (up) add(shownBitRate(*up) + QStringLiteral(" sent"), QStringLiteral("发送 ") + shownBitRate(*up));
  if (down) add(shownBitRate(*down) + QStringLiteral(" received"), QStringLiteral("接收 ") + shownBitRate(*down));
  return text;
}

/// Why there was no connection: what came back, as the Diagnose page would say it.
ThroughputAnswer unreachableAnswer(const ThroughputReport& report) {
  const CatalogueEntry entry =
      Catalogue::instance().entry({"reason." + std::string(name(report.unreachable->reason)), {}});
  const QString host =
      report.peer.port == 0 ? shown(report.host) : shown(report.host) + QStringLiteral(":%1").arg(report.peer.port);
  return {{QStringLiteral("No connection to %1: %2").arg(host, entry.title.en),
           QStringLiteral("无法连接 %1：%2").arg(host, entry.title.zh)},
          entry.plain,
          {QStringLiteral("cross"), Tone::kBad}};
}

CatalogueEntry errorEntry(const ThroughputReport& report) {
  const Phrase phrase{"error." + std::string(name(report.error->code)),
                      {{"subject", report.error->subject}, {"operation", report.error->operation}, {"os_error", {}}}};
  return Catalogue::instance().entry(phrase);
}

/// With what was measured until then, where there is something.
void addError(ThroughputAnswer& answer, const CatalogueEntry& error) {
  answer.look = {QStringLiteral("cross"), Tone::kBad};
  answer.plain = error.plain;
  answer.title = answer.title.isEmpty() ? error.title
                                        : BilingualText{answer.title.en + QStringLiteral(". ") + error.title.en,
                                                        answer.title.zh + QStringLiteral("。") + error.title.zh};
}

BilingualText titleOf(SlowCause cause) {
  return Catalogue::instance().entry(whyPhrase(cause)).title;
}

/// One cause, or that of each direction where they differ.
BilingualText causesText(const ThroughputReport& report) {
  const BilingualText first = titleOf(report.why->cause);
  if (!report.whyOther || report.whyOther->cause == report.why->cause) return first;
  const BilingualText other = titleOf(report.whyOther->cause);
  const bool sends = report.why->sender;
  const BilingualText &up = sends ? first : other, &down = sends ? other : first;
  return {QStringLiteral("Sending: %1. Receiving: %2").arg(up.en, down.en),
          QStringLiteral("发送：%1。接收：%2").arg(up.zh, down.zh)};
}

/// The one that something can be done about.
const WhyVerdict& moreTelling(const ThroughputReport& report) {
  const bool other =
      report.whyOther && toneOf(report.why->cause) != Tone::kWarn && toneOf(report.whyOther->cause) == Tone::kWarn;
  return other ? *report.whyOther : *report.why;
}

void addStopped(BilingualText& title, const ThroughputReport& report) {
  const QString time = shownTime(report.elapsed);
  title = {QStringLiteral("%1 (stopped after %2)").arg(title.en, time),
           QStringLiteral("%1（%2 后停止）").arg(title.zh, time)};
}

void explainVerdict(Explanation& explanation, const WhyVerdict& why, bool withDirection) {
  explanation.phrases.push_back(whyPhrase(why.cause));
  if (withDirection)
    explanation.facts.emplace_back(
        ThroughputAnswerWords::tr("Direction"),
        why.sender ? ThroughputAnswerWords::tr("what was sent") : ThroughputAnswerWords::tr("what was received"));
  for (const WhyNumber& number : why.numbers)
    explanation.facts.emplace_back(ThroughputAnswerWords::tr("Seen"), words(whyNumberPhrase(number)));
  for (const BilingualText& step : Catalogue::instance().entry(whyPhrase(why.cause)).steps)
    explanation.facts.emplace_back(ThroughputAnswerWords::tr("To do"), step.in(shownLanguage()));
  for (const SlowCause also : why.also)
    explanation.facts.emplace_back(ThroughputAnswerWords::tr("Beside it"), words(whyPhrase(also)));
  explanation.facts.emplace_back(ThroughputAnswerWords::tr("Confidence"), shownPercent(why.confidence, 0));
}

}  // namespace

std::optional<double> measuredRate(const ThroughputReport& report, bool sender) {
  const bool any = std::any_of(report.streams.begin(), report.streams.end(),
                               [sender](const StreamTotal& each) { return each.sender == sender; });
  if (!any) return std::nullopt;
  const StreamTotal sum = report.sum(sender);
  const bool told = sum.receivedTime > Duration{};
  const double time = std::chrono::duration<double>(told ? sum.receivedTime : sum.sentTime).count();
  return time > 0 ? static_cast<double>(told ? sum.receivedBytes : sum.sentBytes) * 8 / time : 0;
}

ThroughputAnswer throughputAnswer(const ThroughputReport& report) {
  ThroughputAnswer answer{rates(report), {}, {QStringLiteral("throughput"), Tone::kInfo}};
  if (report.error && report.unreachable) return unreachableAnswer(report);
  if (report.error) {
    addError(answer, errorEntry(report));
    return answer;
  }
  if (report.interrupted) addStopped(answer.title, report);
  if (!report.why) return answer;
  const BilingualText causes = causesText(report);
  answer.title = {answer.title.en + QStringLiteral(". ") + causes.en,
                  answer.title.zh + QStringLiteral("。") + causes.zh};
  const WhyVerdict& told = moreTelling(report);
  answer.plain = Catalogue::instance().entry(whyPhrase(told.cause)).plain;
  answer.look.tone = toneOf(told.cause);
  answer.look.icon = answer.look.tone == Tone::kWarn ? QStringLiteral("warn") : QStringLiteral("check");
  return answer;
}

/// Of two directions each has its own part.
Explanation whyExplanation(const ThroughputReport& report) {
  Explanation explanation;
  if (!report.why) return explanation;
  explainVerdict(explanation, *report.why, report.whyOther.has_value());
  if (report.whyOther) explainVerdict(explanation, *report.whyOther, true);
  return explanation;
}

}  // namespace synscope
