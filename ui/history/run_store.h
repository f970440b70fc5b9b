#pragma once

#include "core/logic/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace synscope {

/// One kept run, as the list shows it.
struct KeptRun {
  QString id;      ///< Name of its file.
  QString title;   ///< "example.net:443".
  QString answer;  ///< One line: how it went.
  QDateTime when;
};

/// Runs kept on disk, one JSON file each and an index line beside it (".head"), so that the list costs little. Newest
/// first; beyond kMost the oldest go. Holds the name of a folder only: copies may be used in other threads.
class RunStore {
 public:
  static constexpr int kMost = 200;
  static constexpr qint64 kMostBytes = 64 * 1024 * 1024;

  /// @param kind Folder under the application's data: "latency". @param base Instead of that (tests).
  explicit RunStore(const QString& kind, const QString& base = {});

  std::vector<KeptRun> runs() const;
  /// Writes a run; one with the same id is replaced.
  std::optional<Error> keep(const KeptRun& run, const QByteArray& json);
  /// Empty where it cannot be read.
  QByteArray read(const QString& id) const;
  void remove(const QString& id);
  /// An id nobody has: the time, to the millisecond.
  QString newId(const QDateTime& when) const;
  QString fileOf(const QString& id) const;
  /// Makes sure that the folder is there.
  void prepare() const;

 private:
  void dropOldest();

  QString m_folder;
};

}  // namespace synscope
