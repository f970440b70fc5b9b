#include "core/engine/base/catalogue_loader.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <initializer_list>

/// In a static library the linker keeps the resource only because this names it; must stand outside any namespace.
static void keepCatalogueResource() {
  Q_INIT_RESOURCE(catalogue);
}

namespace synscope {
namespace {

/// Reads the parts of one entry and notes each fault with the key it belongs to.
class EntryReader {
 public:
  EntryReader(QString key, QStringList& faults) : m_key(std::move(key)), m_faults(faults) {}

  CatalogueSource read(const QJsonObject& object) {
    refuseUnknownKeys(object, {"title", "plain", "detail", "steps", "refs"});
    CatalogueSource source;
    source.title = required(object, "title");
    source.plain = optional(object, "plain");
    source.detail = optional(object, "detail");
    for (const QJsonValue& step : object[QLatin1String("steps")].toArray()) {
      source.steps.push_back(text(step, "steps"));
    }
    for (const QJsonValue& reference : object[QLatin1String("refs")].toArray()) {
      source.references.append(reference.toString());
    }
    return source;
  }

 private:
  CatalogueText required(const QJsonObject& object, const char* part) {
    return text(object[QLatin1String(part)], part);
  }

  CatalogueText optional(const QJsonObject& object, const char* part) {
    return object.contains(QLatin1String(part)) ? required(object, part) : CatalogueText();
  }

  CatalogueText text(const QJsonValue& value, const char* part) {
    const QJsonObject pair = value.toObject();
    refuseUnknownKeys(pair, {"en", "zh"});
    const CatalogueText result{pair[QLatin1String("en")].toString().toStdString(),
                               pair[QLatin1String("zh")].toString().toStdString()};
    if (result.en.empty() || result.zh.empty()) {
      fault(QStringLiteral("%1: en or zh is missing").arg(QLatin1String(part)));
    }
    return result;
  }

  void refuseUnknownKeys(const QJsonObject& object, std::initializer_list<const char*> known) {
    for (auto it = object.begin(); it != object.end(); ++it) {
      const bool isKnown =
          std::any_of(known.begin(), known.end(), [&](const char* name) { return it.key() == QLatin1String(name); });
      if (!isKnown) {
        fault(QStringLiteral("unknown part \"%1\"").arg(it.key()));
      }
    }
  }

  void fault(const QString& what) { m_faults.append(m_key + QStringLiteral(": ") + what); }

  QString m_key;
  QStringList& m_faults;
};

}  // namespace

void CatalogueLoader::read(const QString& fileName, const QByteArray& json) {
  QJsonParseError parseError;
  const QJsonObject entries = QJsonDocument::fromJson(json, &parseError).object();
  if (parseError.error != QJsonParseError::NoError) {
    m_faults.append(QStringLiteral("%1: %2 at byte %3").arg(fileName, parseError.errorString()).arg(parseError.offset));
    return;
  }
  const QString prefix = fileName.chopped(int(qstrlen(".json")));
  for (auto it = entries.begin(); it != entries.end(); ++it) {
    if (it.key() != prefix && !it.key().startsWith(prefix + QLatin1Char('.'))) {
      m_faults.append(QStringLiteral("%1: belongs into another file than %2").arg(it.key(), fileName));
    }
    const bool isNew =
        m_table.emplace(it.key().toStdString(), EntryReader(it.key(), m_faults).read(it->toObject())).second;
    if (!isNew) {
      m_faults.append(QStringLiteral("%1: stands there twice").arg(it.key()));
    }
  }
}

void CatalogueLoader::readCompiledIn() {
  keepCatalogueResource();
  const QDir directory(QStringLiteral(":/catalogue"));
  const QStringList fileNames = directory.entryList(QDir::Files, QDir::Name);
  for (const QString& fileName : fileNames) {
    QFile file(directory.filePath(fileName));
    if (!file.open(QIODevice::ReadOnly)) {
      m_faults.append(fileName + QStringLiteral(": cannot be read"));
      continue;
    }
    read(fileName, file.readAll());
  }
}

}  // namespace synscope
