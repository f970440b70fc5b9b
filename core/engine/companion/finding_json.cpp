#include "core/engine/companion/finding_json.h"

#include "core/engine/base/bilingual_json.h"
#include "core/engine/companion/companion_json.h"
#include "core/engine/diagnose/evidence_json.h"
#include "core/logic/reach/judge.h"

#include <QJsonArray>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonObject verdictJson(const TwoSidedVerdict& verdict) {
  const CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  QJsonArray steps, notes;
  for (const BilingualText& step : words.steps)
    steps.append(bilingualJson(step));
  for (const Phrase& note : verdict.notes)
    notes.append(bilingualJson(Catalogue::instance().title(note)));
  return {{QStringLiteral("code"), toQt(name(verdict.code))},
          {QStringLiteral("confidence"), toQt(name(verdict.confidence))},
          {QStringLiteral("title"), bilingualJson(words.title)},
          {QStringLiteral("explanation"), bilingualJson(words.plain)},
          {QStringLiteral("detail"), bilingualJson(words.detail)},
          {QStringLiteral("next_steps"), steps},
          {QStringLiteral("notes"), notes}};
}

QJsonObject oursJson(const Attempt& attempt) {
  const PortVerdict verdict = judge(attempt);
  return {{QStringLiteral("verdict"), toQt(name(verdict.state))},
          {QStringLiteral("reason"), toQt(name(verdict.reason))},
          {QStringLiteral("local"), attempt.local ? QJsonValue(toQt(attempt.local->toString())) : QJsonValue::Null},
          {QStringLiteral("elapsed_ms"), toMs(attempt.elapsed)},
          {QStringLiteral("syn_retransmits"),
           attempt.synRetransmits ? QJsonValue(static_cast<qint64>(*attempt.synRetransmits)) : QJsonValue::Null},
          {QStringLiteral("datagrams_sent"), static_cast<qint64>(attempt.datagramsSent)}};
}

QJsonValue errorJson(const std::optional<Error>& error) {
  if (!error) return QJsonValue::Null;
  const Phrase words{"error." + std::string(name(error->code)), {{"subject", error->subject}}};
  return QJsonObject{{QStringLiteral("code"), toQt(name(error->code))},
                     {QStringLiteral("title"), bilingualJson(Catalogue::instance().title(words))}};
}

/// How well the times of the other end are known; null before they were compared.
QJsonValue clockJson(const ClockMatch& clock) {
  if (!clock.zero()) return QJsonValue::Null;
  return QJsonObject{{QStringLiteral("exchanges"), clock.exchanges()},
                     {QStringLiteral("uncertainty_ms"), toMs(clock.zero()->uncertainty())}};
}

QJsonObject companionJson(const std::string& called, const std::string& program) {
  return {{QStringLiteral("name"), toQt(called)}, {QStringLiteral("version"), toQt(program)}};
}

}  // namespace

QJsonObject bothEndsJson(const BothEnds& ends) {
  return {{QStringLiteral("companion"), companionJson(ends.companion, ends.program)},
          {QStringLiteral("verdict"), verdictJson(ends.verdict)},
          {QStringLiteral("ours"), oursJson(ends.ours)},
          {QStringLiteral("theirs"), companionViewJson(ends.theirs)},
          {QStringLiteral("clock"), clockJson(ends.clock)},
          {QStringLiteral("timeline"), timelineJson(ends.timeline)}};
}

QJsonObject companionFindingJson(const IpEndpoint& target, Protocol protocol, const CompanionFinding& finding) {
  QJsonObject json{{QStringLiteral("verdict"), QJsonValue::Null},
                   {QStringLiteral("ours"), finding.ours ? QJsonValue(oursJson(*finding.ours)) : QJsonValue::Null},
                   {QStringLiteral("theirs"), QJsonValue::Null},
                   {QStringLiteral("clock"), clockJson(finding.clock)},
                   {QStringLiteral("timeline"), QJsonArray()}};
  if (const auto ends = bothEndsOf(finding)) json = bothEndsJson(*ends);
  json[QLatin1String("schema")] = QStringLiteral("synscope/companion/1");
  json[QLatin1String("target")] = QJsonObject{{QStringLiteral("address"), toQt(target.address.toString())},
                                              {QStringLiteral("port"), target.port},
                                              {QStringLiteral("protocol"), toQt(name(protocol))}};
  json[QLatin1String("companion")] = companionJson(finding.companion.name, finding.companion.program);
  json[QLatin1String("error")] = errorJson(finding.error);
  return json;
}

}  // namespace synscope
