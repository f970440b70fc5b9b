#pragma once

#include "tests/cli/cli_process.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace synscope::test {

/// synscope-cli while it runs, with its words in English.
class RunningCli {
 public:
  explicit RunningCli(const QString& line, const QString& inputFile = {}, const QString& outputFile = {},
                      const QStringList& environment = {}) {
    m_process.setEnvironment(QProcess::systemEnvironment() + environment);
    if (!inputFile.isEmpty()) m_process.setStandardInputFile(inputFile);
    if (!outputFile.isEmpty()) m_process.setStandardOutputFile(outputFile);
    m_process.start(cliPath(), line.split(QLatin1Char(' '), Qt::SkipEmptyParts) +
                                   QStringList{QStringLiteral("--lang"), QStringLiteral("en")});
    [[maybe_unused]] const bool started = m_process.waitForStarted();
  }

  ~RunningCli() {
    if (!isRunning()) return;
    m_process.kill();
    m_process.waitForFinished();
  }

  /// Where it listens, read as a script would; 0 where it has ended instead.
  quint16 port() {
    static const QRegularExpression kPort(QStringLiteral("(?:^Listening on \\S+:|\"port\":)(\\d+)"),
                                          QRegularExpression::MultilineOption);
    QRegularExpressionMatch match;
    [[maybe_unused]] const bool told = QTest::qWaitFor([&] {
      match = kPort.match(QString::fromUtf8(errors()));
      return match.hasMatch() || m_process.state() == QProcess::NotRunning;
    });
    return static_cast<quint16>(match.captured(1).toUInt());
  }

  /// Where `throughput -s` listens; 0 where it does not say so.
  quint16 throughputPort() {
    static const QRegularExpression kPort(QStringLiteral("listening on (?:port )?(\\d+)"));
    QRegularExpressionMatch match;
    [[maybe_unused]] const bool told = QTest::qWaitFor([&] {
      match = kPort.match(QString::fromUtf8(output() + errors()));
      return match.hasMatch();
    });
    return static_cast<quint16>(match.captured(1).toUInt());
  }

  /// Returns when the bytes are in the pipe.
  void type(const QByteArray& bytes) {
    m_process.write(bytes);
    while (m_process.bytesToWrite() > 0 && m_process.waitForBytesWritten()) {
    }
  }
  void endInput() { m_process.closeWriteChannel(); }
  void interrupt() { ::kill(static_cast<pid_t>(m_process.processId()), SIGINT); }
  qint64 pid() const { return m_process.processId(); }
  bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

  /// What it has written so far.
  const QByteArray& output() { return m_out += m_process.readAllStandardOutput(); }
  const QByteArray& errors() { return m_err += m_process.readAllStandardError(); }

  CliResult finish(int limitMs = 30'000) {
    CliResult rest = finishCli(m_process, limitMs);
    return {rest.exit, m_out + rest.out, m_err + rest.err};
  }

 private:
  QProcess m_process;
  QByteArray m_out, m_err;
};

}  // namespace synscope::test
