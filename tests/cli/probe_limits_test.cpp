#include "tests/cli/cli_process.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <sys/ioctl.h>
#include <sys/stat.h>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace synscope::test;

namespace {

/// A pipe nobody reads from, with a name.
class FullPipe {
 public:
  FullPipe() {
    ::mkfifo(qPrintable(name()), 0600);
    m_fd = ::open(qPrintable(name()), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  }
  ~FullPipe() { ::close(m_fd); }
  FullPipe(const FullPipe&) = delete;
  FullPipe& operator=(const FullPipe&) = delete;

  QString name() const { return m_folder.filePath(QStringLiteral("pipe")); }
  int bytesWaiting() const {
    int bytes = 0;
    return ::ioctl(m_fd, FIONREAD, &bytes) == 0 ? bytes : -1;
  }
  int capacity() const { return ::fcntl(m_fd, F_GETPIPE_SZ); }

 private:
  QTemporaryDir m_folder;
  int m_fd = -1;
};

/// Whether every signal sent to the process has reached it (proc(5), ShdPnd).
bool hasTakenItsSignals(qint64 process) {
  QFile status(QStringLiteral("/proc/%1/status").arg(process));
  return status.open(QIODevice::ReadOnly) && status.readAll().contains("ShdPnd:\t0000000000000000");
}

/// The reasons that occur in the rows.
QSet<QString> reasons(const QJsonObject& document) {
  QSet<QString> seen;
  for (const QJsonValue& row : document.value(QLatin1String("results")).toArray())
    seen << row[QLatin1String("reason")].toString();
  return seen;
}

}  // namespace

/// The probe command where the system has little left, and where the person has no patience left.
class ProbeLimitsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void secondInterruptEndsAtOnce();
  void fewDescriptors_data();
  void fewDescriptors();
};

/// The output is stuck in a pipe that nobody reads, so the first Ctrl-C cannot end it.
void ProbeLimitsTest::secondInterruptEndsAtOnce() {
  const FullPipe pipe;
  QProcess process;
  process.setStandardOutputFile(pipe.name());
  process.start(cliPath(), QStringLiteral("probe 127.0.0.1 -p 1-2000 --json").split(QLatin1Char(' ')));
  QTRY_COMPARE_WITH_TIMEOUT(pipe.bytesWaiting(), pipe.capacity(), 10'000);
  const auto id = process.processId();
  ::kill(static_cast<pid_t>(id), SIGINT);
  QTRY_VERIFY(hasTakenItsSignals(id));
  QCOMPARE(process.state(), QProcess::Running);
  ::kill(static_cast<pid_t>(id), SIGINT);
  QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 5'000);
  QCOMPARE(process.exitStatus(), QProcess::NormalExit);
  QCOMPARE(process.exitCode(), 130);
}

void ProbeLimitsTest::fewDescriptors_data() {
  QTest::addColumn<int>("limit");
  QTest::addColumn<int>("exit");
  QTest::addColumn<QString>("reason");
  for (const int limit : {4, 5, 6, 7, 8})
    QTest::addRow("%d", limit) << limit << 6 << QStringLiteral("resources");
  for (const int limit : {10, 12, 16, 32})
    QTest::addRow("%d", limit) << limit << 1 << QStringLiteral("rst");
}

/// Every port is told of, and what could not be tried says why.
void ProbeLimitsTest::fewDescriptors() {
  QFETCH(const int, limit);
  QFETCH(const QString, reason);
  const QString withoutInheritedOnes = QStringLiteral("exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ");
  const QString probe = QStringLiteral("ulimit -n %1; exec \"$0\" probe 127.0.0.1 -p 1-200 --json").arg(limit);
  QProcess process;
  process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), withoutInheritedOnes + probe, cliPath()});
  const CliResult result = finishCli(process);
  QCOMPARE(result.json()[QLatin1String("results")].toArray().size(), 200);
  QVERIFY(reasons(result.json()).contains(reason));
  QCOMPARE(reasons(result.json()).contains(QStringLiteral("resources")), reason == QLatin1String("resources"));
  QTEST(result.exit, "exit");
}

QTEST_GUILESS_MAIN(ProbeLimitsTest)
#include "probe_limits_test.moc"
