#include "core/engine/reach/native_socket.h"
#include "tests/cli/running_cli.h"
#include "tests/support/scripted_peer.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QUdpSocket>

using namespace synscope::test;

namespace {

/// A port that is open; the kernel completes the handshakes, and nobody ever speaks.
class OpenPort {
 public:
  quint16 port() const { return synscope::localEndpoint(m_socket.get())->port; }

 private:
  synscope::UniqueFd m_socket = boundTcp({loopback(), 0}, 4096);
};

CliResult latency(const QString& line) {
  return runCli(QStringLiteral("latency --lang en ") + line);
}

QString at(quint16 port) {
  return QStringLiteral("127.0.0.1 %1 ").arg(port);
}

/// Whole lines of a file.
qsizetype linesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : 0;
}

}  // namespace

/// `latency` as a script sees it.
class LatencyCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void jsonHasEveryKeyOfTheContract();
  void exitCodes();
  void theHighestCodeOfSeveralTargets();
  void usage_data();
  void usage();
  void textHasNumbersAndAHistogram();
  void chineseText();
  void interruptPrintsTheSummary();
  void aRecordingIsSummedUpAgain();
  void aKilledRunLeavesEverythingButTheLastSecond();
  void aRecordingThatCannotBeWritten();
  void otherFilesAreNotRead();
};

void LatencyCliTest::jsonHasEveryKeyOfTheContract() {
  const OpenPort listener;
  const CliResult done = latency(at(listener.port()) + QStringLiteral("-c 5 -i 0.01 --json"));
  QCOMPARE(done.exit, 0);
  const QJsonObject document = done.json();
  QCOMPARE(document[QLatin1String("schema")].toString(), QStringLiteral("synscope/latency/1"));
  const QJsonArray samples = document[QLatin1String("samples")].toArray();
  QCOMPARE(samples.size(), 5);
  for (const char* key : {"seq", "at_s", "ok", "connect_ms", "tls_ms", "first_byte_ms", "syn_retransmits", "verdict"})
    QVERIFY2(samples[0].toObject().contains(QLatin1String(key)), key);
  QCOMPARE(samples[4].toObject()[QLatin1String("seq")].toInt(), 5);
  QCOMPARE(samples[0].toObject()[QLatin1String("verdict")].toString(), QStringLiteral("open"));
  QVERIFY(samples[0].toObject()[QLatin1String("tls_ms")].isNull());
  const QJsonObject stats = document[QLatin1String("stats")].toObject();
  for (const char* key : {"sent", "ok", "failed", "loss_percent", "min_ms", "avg_ms", "p50_ms", "p90_ms", "p95_ms",
                          "p99_ms", "max_ms", "stddev_ms", "jitter_ms"})
    QVERIFY2(stats[QLatin1String(key)].isDouble(), key);
  QCOMPARE(stats[QLatin1String("ok")].toInt(), 5);
  double least = 1e9;
  for (const QJsonValue& sample : samples)
    least = std::min(least, sample[QLatin1String("connect_ms")].toDouble());
  QCOMPARE(stats[QLatin1String("min_ms")].toDouble(), least);
}

void LatencyCliTest::exitCodes() {
  const ClosedPort closed;
  const FullAcceptQueue full;
  QCOMPARE(latency(at(closed.endpoint().port) + QStringLiteral("-c 2 -i 0.01")).exit, 1);
  QCOMPARE(latency(at(full.endpoint().port) + QStringLiteral("-c 2 -i 0.01 --timeout 0.2")).exit, 2);
  QCOMPARE(latency(QStringLiteral("does-not-exist.invalid 80 -c 1")).exit, 5);
  const OpenPort silent;
  QCOMPARE(latency(at(silent.port()) + QStringLiteral("-c 2 -i 0.01 --first-byte --timeout 0.2")).exit, 7);
  const CliResult tls = latency(at(silent.port()) + QStringLiteral("-c 1 --tls --timeout 0.3 --json"));
  QCOMPARE(tls.exit, 7);
  QVERIFY(tls.json()[QLatin1String("samples")].toArray()[0][QLatin1String("connect_ms")].isDouble());
}

void LatencyCliTest::theHighestCodeOfSeveralTargets() {
  const OpenPort open;
  const ClosedPort closed;
  const CliResult done = latency(
      QStringLiteral("127.0.0.1:%1 127.0.0.1:%2 -c 3 -i 0.01 --json").arg(open.port()).arg(closed.endpoint().port));
  QCOMPARE(done.exit, 1);
  const QJsonArray lanes = done.json()[QLatin1String("lanes")].toArray();
  QCOMPARE(lanes.size(), 2);
  QCOMPARE(done.json()[QLatin1String("stats")][QLatin1String("sent")].toInt(), 6);
  QCOMPARE(done.json()[QLatin1String("stats")][QLatin1String("failed")].toInt(), 3);
}

void LatencyCliTest::usage_data() {
  QTest::addColumn<QString>("line");
  QTest::newRow("nobody") << "";
  QTest::newRow("no port") << "127.0.0.1";
  QTest::newRow("one without port") << "127.0.0.1:80 127.0.0.2 -c 1";
  QTest::newRow("count") << "127.0.0.1 80 -c -1";
  QTest::newRow("interval") << "127.0.0.1 80 -i 0";
  QTest::newRow("udp and tls") << "127.0.0.1 80 --udp --tls";
  QTest::newRow("keep-alive alone") << "127.0.0.1 80 --keep-alive";
  QTest::newRow("unknown") << "127.0.0.1 80 --nonsense";
}

void LatencyCliTest::usage() {
  QFETCH(QString, line);
  const CliResult done = latency(line);
  QCOMPARE(done.exit, 64);
  QVERIFY(done.out.isEmpty());
  QCOMPARE(done.err.trimmed().count('\n'), 0);
}

void LatencyCliTest::textHasNumbersAndAHistogram() {
  const OpenPort listener;
  const CliResult done = latency(at(listener.port()) + QStringLiteral("-c 12 -i 0.005"));
  QCOMPARE(done.exit, 0);
  const QString text = QString::fromUtf8(done.out);
  QVERIFY2(text.contains(QStringLiteral("12 sent, 12 ok, 0 failed, 0 lost (0.0 %)")), done.out.constData());
  for (const char* word : {"min", "p50", "p99", "stddev", "jitter"})
    QVERIFY2(text.contains(QLatin1String(word)), word);
  QVERIFY(text.contains(QChar(0x2587)));
  QVERIFY(text.contains(QStringLiteral("Times are the kernel's")));
  const CliResult quiet = latency(at(listener.port()) + QStringLiteral("-c 2 -i 0.005 --quiet"));
  QVERIFY(!quiet.out.contains("    1  "));
}

void LatencyCliTest::chineseText() {
  const OpenPort listener;
  const CliResult done =
      runCli(QStringLiteral("latency --lang zh ") + at(listener.port()) + QStringLiteral("-c 3 -i 0.01"));
  QVERIFY(QString::fromUtf8(done.out).contains(QStringLiteral("发出 3，成功 3")));
}

void LatencyCliTest::interruptPrintsTheSummary() {
  const OpenPort listener;
  RunningCli cli(QStringLiteral("latency ") + at(listener.port()) + QStringLiteral("-c 0 -i 0.02"));
  QVERIFY(QTest::qWaitFor([&] { return cli.output().contains("    3  "); }));
  cli.interrupt();
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
  QVERIFY(done.out.contains(" sent, "));
}

void LatencyCliTest::aRecordingIsSummedUpAgain() {
  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("run.jsonl"));
  const OpenPort listener;
  const ClosedPort closed;
  const CliResult live = latency(QStringLiteral("127.0.0.1:%1 127.0.0.1:%2 -c 50 -i 0.002 --json --record %3")
                                     .arg(listener.port())
                                     .arg(closed.endpoint().port)
                                     .arg(file));
  QCOMPARE(live.exit, 1);
  const CliResult read = latency(QStringLiteral("--json --read ") + file);
  QCOMPARE(read.exit, 1);
  QCOMPARE(read.json()[QLatin1String("stats")], live.json()[QLatin1String("stats")]);
  const QJsonArray lanes = read.json()[QLatin1String("lanes")].toArray();
  const QJsonArray liveLanes = live.json()[QLatin1String("lanes")].toArray();
  QCOMPARE(lanes.size(), 2);
  for (int i = 0; i < 2; ++i) {
    QCOMPARE(lanes[i][QLatin1String("stats")], liveLanes[i][QLatin1String("stats")]);
    QCOMPARE(lanes[i][QLatin1String("series")], liveLanes[i][QLatin1String("series")]);
  }
}

/// kill -9: what had ended a second before is in the file, and the file is readable.
void LatencyCliTest::aKilledRunLeavesEverythingButTheLastSecond() {
  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("run.jsonl"));
  const OpenPort listener;
  QProcess process;
  process.start(cliPath(), QStringList{QStringLiteral("latency"), QStringLiteral("127.0.0.1"),
                                       QString::number(listener.port()), QStringLiteral("-c"), QStringLiteral("0"),
                                       QStringLiteral("-i"), QStringLiteral("0.01"), QStringLiteral("--record"), file});
  QVERIFY(process.waitForStarted());
  QVERIFY(QTest::qWaitFor([&] { return linesOf(file) > 200; }, 20'000));
  QByteArray shown = process.readAllStandardOutput();
  ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
  QVERIFY(process.waitForFinished());
  shown += process.readAllStandardOutput();
  const CliResult read = latency(QStringLiteral("--json --read ") + file);
  QCOMPARE(read.exit, 0);
  QVERIFY(read.err.contains("no end"));
  const auto kept = read.json()[QLatin1String("samples")].toArray().size();
  const auto printed = shown.count('\n');
  QVERIFY2(kept >= printed - 100, qPrintable(QStringLiteral("%1 of %2").arg(kept).arg(printed)));
}

void LatencyCliTest::aRecordingThatCannotBeWritten() {
  const OpenPort listener;
  const CliResult done =
      latency(at(listener.port()) + QStringLiteral("-c 2 -i 0.01 --json --record /nowhere/run.jsonl"));
  QCOMPARE(done.exit, 6);
  QCOMPARE(done.json()[QLatin1String("stats")][QLatin1String("ok")].toInt(), 2);
  QVERIFY(done.err.contains("/nowhere/run.jsonl"));
}

void LatencyCliTest::otherFilesAreNotRead() {
  QCOMPARE(latency(QStringLiteral("--read /nowhere/run.jsonl")).exit, 6);
  QCOMPARE(latency(QStringLiteral("--read /etc/passwd")).exit, 64);
}

QTEST_GUILESS_MAIN(LatencyCliTest)
#include "latency_cli_test.moc"
