#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>

namespace synscope {

/// Where logs are kept: `logs` in the program's own data folder of this user, or in the temporary folder where there is
/// none.
QString trafficLogFolder();

/// Which logs are kept when a new one begins.
struct TrafficLogRule {
  int files = 20;
  std::uint64_t bytes = std::uint64_t{2} << 30U;
};

/// Removes logs, oldest first, until the rule holds. A log that a running process writes is counted but not removed.
/// Returns the files that were removed.
QStringList pruneTrafficLogs(const QString& folder, const TrafficLogRule& rule = {});

/// The name of a log's lock file (QLockFile), which exists while a process writes the log.
QString trafficLockFile(const QString& log);

/// Logs in a folder, newest first.
QStringList trafficLogs(const QString& folder);

/// A name for a log that begins now, unique among processes and within this one.
QString newTrafficLogName();

}  // namespace synscope
