#include "core/engine/companion/finding_json.h"

#include "core/engine/base/bilingual_json.h"
#include "core/engine/companion/companion_json.h"
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

}  // namespace

QJsonObject companionFindingJson(const IpEndpoint& target, Protocol protocol, const CompanionFinding& finding) {
  return {{QStringLiteral("schema"), QStringLiteral("synscope/companion/1")},
          {QStringLiteral("target"), QJsonObject{{QStringLiteral("address"), toQt(target.address.toString())},
                                                 {QStringLiteral("port"), target.port},
                                                 {QStringLiteral("protocol"), toQt(name(protocol))}}},
          {QStringLiteral("companion"), QJsonObject{{QStringLiteral("name"), toQt(finding.companion.name)},
                                                    {QStringLiteral("version"), toQt(finding.companion.program)}}},
          {QStringLiteral("verdict"),
           finding.verdict ? QJsonValue(verdictJson(*finding.verdict)) : QJsonValue(QJsonValue::Null)},
          {QStringLiteral("ours"), finding.ours ? QJsonValue(oursJson(*finding.ours)) : QJsonValue(QJsonValue::Null)},
          {QStringLiteral("theirs"),
           finding.theirs ? QJsonValue(companionViewJson(*finding.theirs)) : QJsonValue(QJsonValue::Null)},
          {QStringLiteral("error"), errorJson(finding.error)}};
}

}  // namespace synscope
