#include "core/engine/companion/mtu_finding_json.h"

#include "core/engine/base/bilingual_json.h"

#include <QJsonArray>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename T>
QJsonValue known(const std::optional<T>& value) {
  return value ? QJsonValue(static_cast<qint64>(*value)) : QJsonValue(QJsonValue::Null);
}

QJsonObject wayJson(const FullSizeResult& way) {
  return {{QStringLiteral("full_size"), way.tried ? QJsonValue(way.full) : QJsonValue(QJsonValue::Null)},
          {QStringLiteral("told"), way.told},
          {QStringLiteral("largest_mss"), known(way.largest)},
          {QStringLiteral("agreed_mss"), known(way.natural.offered)},
          {QStringLiteral("segment_bytes"), known(way.natural.segment)},
          {QStringLiteral("path_mtu_before"), known(way.natural.pathMtuBefore)},
          {QStringLiteral("path_mtu"), known(way.natural.pathMtu)}};
}

QJsonValue verdictJson(const std::optional<MtuVerdict>& verdict) {
  if (!verdict) return QJsonValue::Null;
  const CatalogueEntry words = Catalogue::instance().entry(verdict->words);
  QJsonArray steps;
  for (const BilingualText& step : words.steps)
    steps.append(bilingualJson(step));
  return QJsonObject{{QStringLiteral("code"), toQt(name(verdict->code))},
                     {QStringLiteral("mtu"), known(verdict->mtu)},
                     {QStringLiteral("title"), bilingualJson(words.title)},
                     {QStringLiteral("explanation"), bilingualJson(words.plain)},
                     {QStringLiteral("next_steps"), steps}};
}

QJsonValue errorJson(const std::optional<Error>& error) {
  if (!error) return QJsonValue::Null;
  const Phrase words{"error." + std::string(name(error->code)), {{"subject", error->subject}}};
  return QJsonObject{{QStringLiteral("code"), toQt(name(error->code))},
                     {QStringLiteral("title"), bilingualJson(Catalogue::instance().title(words))}};
}

}  // namespace

QJsonObject mtuFindingJson(const IpEndpoint& companion, const MtuFinding& finding) {
  return {{QStringLiteral("schema"), QStringLiteral("synscope/mtu/1")},
          {QStringLiteral("companion"), QJsonObject{{QStringLiteral("address"), toQt(companion.address.toString())},
                                                    {QStringLiteral("port"), companion.port},
                                                    {QStringLiteral("name"), toQt(finding.companion.name)}}},
          {QStringLiteral("verdict"), verdictJson(finding.verdict)},
          {QStringLiteral("own_mtu"), known(finding.ownMtu)},
          {QStringLiteral("there"), wayJson(finding.there)},
          {QStringLiteral("back"), wayJson(finding.back)},
          {QStringLiteral("connections"), static_cast<qint64>(finding.trials.size())},
          {QStringLiteral("error"), errorJson(finding.error)}};
}

}  // namespace synscope
