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

QJsonObject verdictJson(const MtuVerdict& verdict) {
  const CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  QJsonArray steps;
  for (const BilingualText& step : words.steps)
    steps.append(bilingualJson(step));
  return {{QStringLiteral("code"), toQt(name(verdict.code))},
          {QStringLiteral("confidence"), toQt(name(verdict.confidence))},
          {QStringLiteral("mtu"), known(verdict.mtu)},
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

QJsonObject packetSizesJson(const PacketSizes& sizes) {
  return {{QStringLiteral("schema"), QStringLiteral("synscope/mtu/1")},
          {QStringLiteral("companion"), QJsonObject{{QStringLiteral("address"), toQt(sizes.address.address.toString())},
                                                    {QStringLiteral("port"), sizes.address.port},
                                                    {QStringLiteral("name"), toQt(sizes.companion)}}},
          {QStringLiteral("verdict"), verdictJson(sizes.verdict)},
          {QStringLiteral("own_mtu"), known(sizes.ownMtu)},
          {QStringLiteral("there"), wayJson(sizes.there)},
          {QStringLiteral("back"), wayJson(sizes.back)},
          {QStringLiteral("connections"), sizes.connections},
          {QStringLiteral("error"), QJsonValue::Null}};
}

QJsonObject mtuFindingJson(const IpEndpoint& companion, const MtuFinding& finding) {
  QJsonObject json =
      packetSizesJson({companion, finding.companion.name, finding.companion.program, finding.ownMtu, finding.there,
                       finding.back, static_cast<int>(finding.trials.size()), finding.verdict.value_or(MtuVerdict{})});
  if (!finding.verdict) json[QLatin1String("verdict")] = QJsonValue::Null;
  json[QLatin1String("error")] = errorJson(finding.error);
  return json;
}

}  // namespace synscope
