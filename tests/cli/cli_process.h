#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace synscope::test {

/// What a finished synscope-cli left behind; exit -1 where it crashed or hung.
struct CliResult {
  int exit = -1;
  QByteArray out, err;

  QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

inline QString cliPath() {
  return QStringLiteral(SYNSCOPE_CLI);
}

inline CliResult finishCli(QProcess& process, int limitMs = 30'000) {
  const bool stopped = process.state() == QProcess::NotRunning || process.waitForFinished(limitMs);
  const bool ended = stopped && process.exitStatus() == QProcess::NormalExit;
  if (!ended) process.kill();
  return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

/// Runs it with the words of a line as its arguments.
inline CliResult runCli(const QString& line) {
  QProcess process;
  process.start(cliPath(), line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
  return finishCli(process);
}

}  // namespace synscope::test
