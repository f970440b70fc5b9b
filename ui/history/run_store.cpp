#include "ui/history/run_store.h"

#include "ui/widgets/store_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

namespace synscope {
namespace {

const QString kHead = QStringLiteral(".head");
const QString kBody = QStringLiteral(".json");
constexpr qint64 kMostHead = 4096;

bool isId(const QString& id) {
  return !id.isEmpty() &&
         std::all_of(id.begin(), id.end(), [](QChar c) { return c.isDigit() || c == QLatin1Char('-'); });
}

std::optional<KeptRun> readHead(const QString& file, const QString& id) {
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly)) return std::nullopt;
  const QJsonObject json = QJsonDocument::fromJson(in.read(kMostHead)).object();
  const QDateTime when = QDateTime::fromMSecsSinceEpoch(json[QStringLiteral("when_ms")].toInteger());
  if (json.isEmpty()) return std::nullopt;
  return KeptRun{id, json[QStringLiteral("title")].toString(), json[QStringLiteral("answer")].toString(), when};
}

}  // namespace

RunStore::RunStore(const QString& kind, const QString& base)
    : m_folder(QDir(base.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : base)
                   .filePath(kind)) {}

std::vector<KeptRun> RunStore::runs() const {
  std::vector<KeptRun> found;
  for (const QString& name : QDir(m_folder).entryList({QLatin1Char('*') + kHead}, QDir::Files, QDir::Name)) {
    const QString id = name.chopped(kHead.size());
    if (!isId(id) || !QFile::exists(fileOf(id))) continue;
    if (auto run = readHead(QDir(m_folder).filePath(name), id)) found.push_back(*run);
  }
  std::stable_sort(found.begin(), found.end(), [](const KeptRun& a, const KeptRun& b) { return a.when > b.when; });
  return found;
}

std::optional<Error> RunStore::keep(const KeptRun& run, const QByteArray& json) {
  prepare();
  if (const auto wrong = storeFile(fileOf(run.id), json)) return wrong;
  const QJsonObject head{{QStringLiteral("title"), run.title},
                         {QStringLiteral("answer"), run.answer},
                         {QStringLiteral("when_ms"), run.when.toMSecsSinceEpoch()}};
  const auto wrong =
      storeFile(QDir(m_folder).filePath(run.id + kHead), QJsonDocument(head).toJson(QJsonDocument::Compact));
  if (!wrong) dropOldest();
  return wrong;
}

QByteArray RunStore::read(const QString& id) const {
  QFile in(fileOf(id));
  if (!isId(id) || in.size() > kMostBytes || !in.open(QIODevice::ReadOnly)) return {};
  return in.readAll();
}

void RunStore::remove(const QString& id) {
  if (!isId(id)) return;
  QFile::remove(fileOf(id));
  QFile::remove(QDir(m_folder).filePath(id + kHead));
}

void RunStore::prepare() const {
  QDir().mkpath(m_folder);
}

QString RunStore::newId(const QDateTime& when) const {
  const QString base = when.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
  QString id = base;
  for (int again = 2; QFile::exists(fileOf(id)); ++again)
    id = QStringLiteral("%1-%2").arg(base).arg(again);
  return id;
}

QString RunStore::fileOf(const QString& id) const {
  return QDir(m_folder).filePath(id + kBody);
}

void RunStore::dropOldest() {
  const std::vector<KeptRun> all = runs();
  for (std::size_t index = kMost; index < all.size(); ++index)
    remove(all[index].id);
}

}  // namespace synscope
