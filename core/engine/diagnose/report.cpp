#include "core/engine/diagnose/report.h"

#include "core/engine/diagnose/diagnosis_json.h"
#include "core/engine/diagnose/report_content.h"
#include "core/engine/diagnose/report_html.h"
#include "core/engine/diagnose/report_markdown.h"
#include "core/logic/diagnose/redaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace synscope {
namespace {

QString redacted(const QString& text, Redaction& redaction) {
  return QString::fromStdString(redaction.sentence(text.toStdString()));
}

/// The same document with every address in its strings and keys replaced. Depth is bounded by diagnosisJson().
QJsonValue redacted(const QJsonValue& value, Redaction& redaction) {
  if (value.isString()) {
    return redacted(value.toString(), redaction);
  }
  if (value.isArray()) {
    QJsonArray result;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& item : array) {
      result.append(redacted(item, redaction));
    }
    return result;
  }
  if (!value.isObject()) {
    return value;
  }
  QJsonObject result;
  const QJsonObject object = value.toObject();
  for (auto it = object.begin(); it != object.end(); ++it) {
    result.insert(redacted(it.key(), redaction), redacted(it.value(), redaction));
  }
  return result;
}

QByteArray reportJson(const Diagnosis& diagnosis, Redaction* redaction) {
  const QJsonObject json = redaction
                               ? redacted(QJsonValue(diagnosisJson(redaction->apply(diagnosis))), *redaction).toObject()
                               : diagnosisJson(diagnosis);
  return QJsonDocument(json).toJson();
}

}  // namespace

QByteArray writeReport(const Diagnosis& diagnosis, const ReportOptions& options) {
  std::optional<Redaction> redaction;
  if (options.redactAddresses) {
    redaction.emplace(diagnosis);
  }
  Redaction* const chosen = redaction ? &*redaction : nullptr;
  switch (options.format) {
    case ReportFormat::kHtml: return reportHtml(reportContent(diagnosis, chosen), options.language).toUtf8();
    case ReportFormat::kMarkdown: return reportMarkdown(reportContent(diagnosis, chosen), options.language).toUtf8();
    case ReportFormat::kJson: return reportJson(diagnosis, chosen);
  }
  return {};
}

}  // namespace synscope
