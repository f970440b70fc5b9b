#include "core/engine/endpoint/traffic_folder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QLockFile>
#include <QStandardPaths>

#include <atomic>

namespace synscope {
namespace {

constexpr auto kEnding = ".synlog";

/// Takes the lock for a moment, so that nobody is writing while the file goes.
bool removeUnused(const QString& log) {
  QLockFile lock(trafficLockFile(log));
  lock.setStaleLockTime(0);
  return lock.tryLock() && QFile::remove(log);
}

}  // namespace

QString trafficLogFolder() {
  const QString data = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
  if (data.isEmpty()) return QDir(QDir::tempPath()).filePath(QStringLiteral("synscope-logs"));
  return QDir(data).filePath(QStringLiteral("logs"));
}

QString trafficLockFile(const QString& log) {
  return log + QStringLiteral(".lock");
}

QStringList trafficLogs(const QString& folder) {
  QStringList logs;
  const QDir dir(folder);
  for (const QString& name : dir.entryList({QLatin1Char('*') + QLatin1String(kEnding)}, QDir::Files, QDir::Time))
    logs.append(dir.filePath(name));
  return logs;
}

QStringList pruneTrafficLogs(const QString& folder, const TrafficLogRule& rule) {
  QStringList removed;
  int files = 0;
  std::uint64_t bytes = 0;
  for (const QString& log : trafficLogs(folder)) {
    const auto size = static_cast<std::uint64_t>(QFileInfo(log).size());
    const bool fits = files < rule.files && bytes + size <= rule.bytes;
    if (!fits && removeUnused(log)) {
      removed.append(log);
      continue;
    }
    ++files;
    bytes += size;
  }
  return removed;
}

QString newTrafficLogName() {
  static std::atomic<int> count = 0;
  return QStringLiteral("traffic-%1-%2-%3%4")
      .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")))
      .arg(QCoreApplication::applicationPid())
      .arg(++count)
      .arg(QLatin1String(kEnding));
}

}  // namespace synscope
