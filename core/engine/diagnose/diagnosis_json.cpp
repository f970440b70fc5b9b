#include "core/engine/diagnose/diagnosis_json.h"

#include "core/engine/base/bilingual_json.h"
#include "core/engine/base/catalogue.h"
#include "core/engine/companion/finding_json.h"
#include "core/engine/companion/mtu_finding_json.h"
#include "core/engine/diagnose/evidence_json.h"
#include "core/engine/path/idle_json.h"
#include "core/engine/path/trace_json.h"

namespace synscope {
namespace {

QString text(std::string_view value) {
  return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QJsonObject targetJson(const DiagnosisRequest& request) {
  return {{QStringLiteral("host"), text(request.hostAsTyped.empty() ? request.host : request.hostAsTyped)},
          {QStringLiteral("port"), request.port},
          {QStringLiteral("protocol"), text(name(request.protocol))}};
}

QJsonValue verdictJson(const std::optional<DiagnosisVerdict>& verdict) {
  if (!verdict) return {};
  QJsonArray steps;
  for (const Phrase& step : verdict->nextSteps)
    steps.append(titleJson(step));
  QJsonArray ids;
  for (const int id : verdict->evidence)
    ids.append(id);
  const CatalogueEntry words = Catalogue::instance().entry(verdict->words);
  return QJsonObject{
      {QStringLiteral("code"), text(name(verdict->code))},
      {QStringLiteral("confidence"), text(name(verdict->confidence))},
      {QStringLiteral("blamed"), verdict->blamed ? QJsonValue(text(verdict->blamed->toString())) : QJsonValue()},
      {QStringLiteral("hop"), verdict->hop ? QJsonValue(*verdict->hop) : QJsonValue()},
      {QStringLiteral("words"), text(verdict->words.key)},
      {QStringLiteral("evidence"), ids},
      {QStringLiteral("title"), bilingualJson(words.title)},
      {QStringLiteral("explanation"), bilingualJson(words.plain)},
      {QStringLiteral("detail"), bilingualJson(words.detail)},
      {QStringLiteral("next_steps"), steps}};
}

QJsonObject layerJson(const Layer& layer) {
  QJsonObject detail;
  for (const auto& [key, value] : layer.words.args)
    detail[text(key)] = text(value);
  return {{QStringLiteral("step"), text(name(layer.step))},
          {QStringLiteral("address"), layer.address ? QJsonValue(text(layer.address->toString())) : QJsonValue()},
          {QStringLiteral("ok"), layer.ok ? QJsonValue(*layer.ok) : QJsonValue()},
          {QStringLiteral("time_ms"), layer.elapsed ? QJsonValue(toMs(*layer.elapsed)) : QJsonValue()},
          {QStringLiteral("evidence"), layer.evidence},
          {QStringLiteral("words"), titleJson(layer.words)},
          {QStringLiteral("detail"), detail}};
}

}  // namespace

QJsonObject diagnosisJson(const Diagnosis& diagnosis) {
  QJsonArray layers;
  for (const Layer& layer : diagnosis.layers)
    layers.append(layerJson(layer));
  QJsonArray evidence;
  for (const Evidence& item : diagnosis.evidence)
    evidence.append(evidenceJson(item));
  QJsonObject json{{QStringLiteral("schema"), QStringLiteral("synscope/diagnosis/1")},
                   {QStringLiteral("target"), targetJson(diagnosis.request)},
                   {QStringLiteral("verdict"), verdictJson(diagnosis.verdict)},
                   {QStringLiteral("layers"), layers},
                   {QStringLiteral("evidence"), evidence},
                   {QStringLiteral("path"), diagnosis.path ? hopsJson(*diagnosis.path) : QJsonArray()},
                   {QStringLiteral("timeline"), timelineJson(diagnosis.timeline)},
                   {QStringLiteral("elapsed_ms"), toMs(diagnosis.elapsed)},
                   {QStringLiteral("cancelled"), diagnosis.cancelled}};
  if (diagnosis.bothEnds) json[QLatin1String("both_ends")] = bothEndsJson(*diagnosis.bothEnds);
  if (diagnosis.sizes) json[QLatin1String("mtu")] = packetSizesJson(*diagnosis.sizes);
  if (diagnosis.leftIdle) json[QLatin1String("idle")] = idleJson(diagnosis.leftIdle->target, diagnosis.leftIdle->rungs);
  return json;
}

}  // namespace synscope
