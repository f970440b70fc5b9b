#include "tests/cli/running_cli.h"
#include "tests/support/free_port.h"
#include "tests/support/login_files.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

using namespace synscope;
using namespace synscope::test;

/// What `throughput` prints and how it says no, read as somebody who knows iperf3 would.
class ThroughputWordsCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void optionsOfIperf3ThatAreNotTaken_data();
  void optionsOfIperf3ThatAreNotTaken();
  void wrongValuesAreNamed_data();
  void wrongValuesAreNamed();
  void whatThisMachineRefusesIsNamed_data();
  void whatThisMachineRefusesIsNamed();
  void portsInUseAreNamed();
  void textIsPlacedAsAskedFor_data();
  void textIsPlacedAsAskedFor();
  void theServerTellsLive();
  void testsAtOnceAreToldOneAfterAnother();
  void aLogAndAProcessNumber();
  void jsonOfAServerIsALineForEachTest();
  void jsonWhileItRuns();
  void onlyWhoKnowsThePassword_data();
  void onlyWhoKnowsThePassword();
  void aPasswordCanBePipedIn();
  void aServerNobodyComesToEnds();
};

namespace {

CliResult measure(quint16 port, const QString& options, const QStringList& environment = {}) {
  RunningCli client(QStringLiteral("throughput -c 127.0.0.1 -p %1 ").arg(port) + options, {}, {}, environment);
  return client.finish();
}

/// Every line is a JSON document of its own.
std::vector<QJsonObject> linesOf(const QByteArray& output) {
  std::vector<QJsonObject> documents;
  for (const QByteArray& line : output.trimmed().split('\n'))
    documents.push_back(QJsonDocument::fromJson(line).object());
  return documents;
}

}  // namespace

void ThroughputWordsCliTest::optionsOfIperf3ThatAreNotTaken_data() {
  QTest::addColumn<QString>("option");
  QTest::addColumn<QByteArray>("instead");
  const auto row = [](const char* option, const char* instead) {
    QTest::newRow(option) << QString::fromLatin1(option) << QByteArray(instead);
  };
  row("-A 1", "taskset");
  row("--affinity 1,2", "taskset");
  row("-D", "systemd-run");
  row("--daemon", "systemd-run");
  row("-F file", "synscope-cli connect");
  row("-d", "-V");
  row("--debug=2", "-V");
  row("--sctp", "-u");
  row("--nstreams 3", "-u");
  row("-X eth0", "-u");
}

void ThroughputWordsCliTest::optionsOfIperf3ThatAreNotTaken() {
  QFETCH(QString, option);
  QFETCH(QByteArray, instead);
  const CliResult result = RunningCli(QStringLiteral("throughput -c 127.0.0.1 ") + option).finish();
  QCOMPARE(result.exit, 64);
  QCOMPARE(result.err.count('\n'), 1);
  const QByteArray name = option.section(QRegularExpression(QStringLiteral("[ =]")), 0, 0).toLatin1();
  QVERIFY2(result.err.contains(name) && result.err.contains(instead), result.err);
}

void ThroughputWordsCliTest::wrongValuesAreNamed_data() {
  QTest::addColumn<QString>("line");
  QTest::addColumn<QList<QByteArray>>("named");
  const auto row = [](const char* line, const QList<QByteArray>& named) {
    QTest::newRow(line) << QString::fromLatin1(line) << named;
  };
  row("throughput -c h -t 99999999", {"-t", "99999999", "86400"});
  row("throughput -c h -M 10", {"-M", "\"10\"", "88 to 32767"});
  row("throughput -c h -u -l 8", {"-l", "\"8\"", "16 to 65507"});
  row("throughput -c h -l 2M", {"-l", "2M", "1M"});
  row("throughput -c h -b 1M/5000", {"-b", "1M/5000", "1000"});
  row("throughput -c h -f x", {"-f", "\"x\"", "k, m, g, t"});
  row("throughput -c h --dscp foo", {"--dscp", "foo", "ef"});
  row("throughput -c h -i 0.01", {"-i", "0.01", "0.1 to 60"});
  row("throughput -c h -P 129", {"-P", "129", "128"});
  row("throughput -c h --rcv-timeout 5", {"--rcv-timeout", "\"5\"", "100"});
  row("throughput -c h --cport 99999", {"--cport", "99999", "65535"});
  row("throughput -c h -1", {"-s", "-1"});
  row("throughput -c h --username x", {"--username", "--rsa-public-key-path"});
  row("throughput -c ::1 -B 127.0.0.1", {"-B 127.0.0.1", "-c ::1"});
  row("throughput -s -u", {"-c", "-u"});
  row("throughput -s --busy sometimes", {"--busy", "sometimes", "refuse, queue, together"});
  row("throughput -s --server-bitrate-limit 1M/90", {"--server-bitrate-limit", "1M/90", "60"});
  row("throughput -s --time-skew-threshold 5", {"--time-skew-threshold", "--rsa-private-key-path"});
  row("latency 127.0.0.1 99999", {"\"99999\"", "1 to 65535"});
  row("latency 127.0.0.1:99999", {"\"99999\"", "1 to 65535"});
  row("latency 127.0.0.1 22 33", {"\"33\""});
  row("latency 127.0.0.1 22 -i 0", {"--interval", "\"0\"", "0.001 to 3600"});
}

void ThroughputWordsCliTest::wrongValuesAreNamed() {
  QFETCH(QString, line);
  QFETCH(QList<QByteArray>, named);
  const CliResult result = RunningCli(line).finish();
  QCOMPARE(result.exit, 64);
  QCOMPARE(result.err.count('\n'), 1);
  for (const QByteArray& word : named)
    QVERIFY2(result.err.contains(word), result.err);
}

void ThroughputWordsCliTest::whatThisMachineRefusesIsNamed_data() {
  QTest::addColumn<QString>("options");
  QTest::addColumn<QList<QByteArray>>("named");
  const auto row = [](const char* options, const QList<QByteArray>& named) {
    QTest::newRow(options) << QString::fromLatin1(options) << named;
  };
  row("-C foo", {"\"foo\"", "reno"});
  row("-w 500M", {"window", "524288000"});
  row("--bind-dev nosuch0", {"interface", "nosuch0"});
  row("--username x --rsa-public-key-path /nosuch/key", {"/nosuch/key"});
  row("--username x --rsa-public-key-path /dev/null", {"/dev/null", "RSA"});
  row("--logfile /nosuch/log", {"/nosuch/log"});
  row("--pidfile /nosuch/pid", {"/nosuch/pid"});
}

void ThroughputWordsCliTest::whatThisMachineRefusesIsNamed() {
  QFETCH(QString, options);
  QFETCH(QList<QByteArray>, named);
  RunningCli server(QStringLiteral("throughput -s -p 0"));
  const CliResult result = measure(server.throughputPort(), options, {QStringLiteral("IPERF3_PASSWORD=secret")});
  QCOMPARE(result.exit, 6);
  for (const QByteArray& word : named)
    QVERIFY2(result.err.contains(word), result.err);
  QVERIFY(!result.err.contains("secret") && !result.out.contains("secret"));
}

void ThroughputWordsCliTest::portsInUseAreNamed() {
  RunningCli server(QStringLiteral("throughput -s -p 0"));
  const quint16 port = server.throughputPort();
  const QByteArray holder = "synscope-cli, " + QByteArray::number(server.pid());
  const CliResult second = RunningCli(QStringLiteral("throughput -s -p %1").arg(port)).finish();
  QCOMPARE(second.exit, 6);
  QVERIFY2(second.err.contains(QByteArray::number(port)) && second.err.contains(holder), second.err);
  const CliResult client = measure(port, QStringLiteral("--cport %1").arg(port));
  QCOMPARE(client.exit, 6);
  QVERIFY2(client.err.contains(':' + QByteArray::number(port)) && client.err.contains(holder), client.err);
}

void ThroughputWordsCliTest::textIsPlacedAsAskedFor_data() {
  QTest::addColumn<QString>("options");
  QTest::addColumn<QString>("everyLine");  ///< Of the first three.
  QTest::addColumn<QByteArray>("somewhere");
  const auto row = [](const char* options, const char* everyLine, const char* somewhere) {
    QTest::newRow(options) << QString::fromLatin1(options) << QString::fromLatin1(everyLine) << QByteArray(somewhere);
  };
  row("-n 1M", "", "\niperf Done.\n");
  row("-n 1M -T title", "^title:  ", "[ ID] Interval           Transfer     Bitrate         Retr  Cwnd");
  row("-n 1M --timestamps=%Y_", "^20\\d\\d_", "sender");
  row("-n 1M -T t --timestamps", "^\\w{3} \\w{3} .*\\d\\d:\\d\\d:\\d\\d.* t:  ", "receiver");
  row("-b 10M -n 1M -f K", "", "KBytes/sec");
  row("-n 1M -R", "", "\nReverse mode, remote host 127.0.0.1 is sending\n");
  row("-n 1M -V", "", "\nTest Complete. Summary Results:\n");
  row("-n1M -P2", "", "[SUM]");
  row("-n 1M --forceflush --pacing-timer 500 --no-fq-socket-pacing -Z --version4 --bandwidth=1G", "", "iperf Done.");
}

void ThroughputWordsCliTest::textIsPlacedAsAskedFor() {
  QFETCH(QString, options);
  QFETCH(QString, everyLine);
  QFETCH(QByteArray, somewhere);
  RunningCli server(QStringLiteral("throughput -s -1 -p 0"));
  const CliResult result = measure(server.throughputPort(), options);
  QCOMPARE(result.exit, 0);
  QVERIFY2(result.out.contains(somewhere), result.out);
  const QStringList lines = QString::fromUtf8(result.out).split(u'\n');
  for (qsizetype i = 0; i < 3; ++i)
    QVERIFY2(QRegularExpression(everyLine).match(lines.value(i)).hasMatch(), result.out);
  QCOMPARE(server.finish().exit, 0);
}

/// As iperf3's server: the banner, who comes, a line each interval while the test runs.
void ThroughputWordsCliTest::theServerTellsLive() {
  RunningCli server(QStringLiteral("throughput -s -p 0 -i 0.1"));
  const quint16 port = server.throughputPort();
  QVERIFY(server.output().contains("-----------------------------------------------------------\nServer listening on " +
                                   QByteArray::number(port) + " (test #1)\n"));
  RunningCli client(QStringLiteral("throughput -c 127.0.0.1 -t 30 -b 1M -p %1").arg(port));
  QTRY_VERIFY2(server.output().contains("Accepted connection from 127.0.0.1, port "), server.output());
  QTRY_VERIFY2(server.output().count(" sec ") >= 2, server.output());
  client.interrupt();
  QCOMPARE(client.finish().exit, 0);
  QTRY_VERIFY2(server.output().contains("(test #2)"), server.output());
}

/// The second begins and ends within the first: its lines come after those of the first.
void ThroughputWordsCliTest::testsAtOnceAreToldOneAfterAnother() {
  RunningCli server(QStringLiteral("throughput -s -p 0 -i 0.1"));
  const quint16 port = server.throughputPort();
  RunningCli first(QStringLiteral("throughput -c 127.0.0.1 -t 30 -b 1M -p %1").arg(port));
  QTRY_VERIFY2(server.output().count(" sec ") >= 2, server.output());
  QCOMPARE(measure(port, QStringLiteral("-n 64K -P 2")).exit, 0);
  const qsizetype lines = server.output().count('\n');
  QTRY_VERIFY(server.output().count('\n') > lines + 2);
  QVERIFY2(!server.output().contains("[SUM]"), server.output());
  first.interrupt();
  QCOMPARE(first.finish().exit, 0);
  QTRY_VERIFY2(server.output().contains("(test #3)"), server.output());
  const QByteArray& told = server.output();
  QCOMPARE(told.count("Accepted connection from"), 2);
  QVERIFY2(told.lastIndexOf("Accepted connection from") < told.indexOf("[SUM]"), told);
}

void ThroughputWordsCliTest::aLogAndAProcessNumber() {
  QTemporaryDir folder;
  const QString log = folder.filePath(QStringLiteral("log")), pid = folder.filePath(QStringLiteral("pid"));
  RunningCli server(QStringLiteral("throughput -s -1 -p 0 --json -I ") + pid);
  const quint16 port = server.throughputPort();
  QFile pidFile(pid);
  QVERIFY(pidFile.open(QIODevice::ReadOnly));
  QCOMPARE(pidFile.readAll(), QByteArray::number(server.pid()) + '\n');
  const CliResult result = measure(port, QStringLiteral("-n 1M --logfile ") + log);
  QCOMPARE(result.exit, 0);
  QVERIFY2(result.out.isEmpty(), result.out);
  QFile logFile(log);
  QVERIFY(logFile.open(QIODevice::ReadOnly));
  QVERIFY(logFile.readAll().contains("iperf Done."));
  QCOMPARE(server.finish().exit, 0);
  QVERIFY(!QFile::exists(pid));
}

void ThroughputWordsCliTest::jsonOfAServerIsALineForEachTest() {
  RunningCli server(QStringLiteral("throughput -s -p 0 --json"));
  const quint16 port = server.throughputPort();
  for (const char* options : {"-n 1M", "-t 1 -b 10M --bidir -P 2"})
    QCOMPARE(measure(port, QString::fromLatin1(options)).exit, 0);
  QTRY_COMPARE(server.output().count('\n'), 2);
  server.interrupt();
  const CliResult served = server.finish();
  QCOMPARE(served.exit, 0);
  const auto documents = linesOf(served.out);
  QCOMPARE(documents.size(), std::size_t{2});
  for (const QJsonObject& document : documents)
    QCOMPARE(document[QLatin1String("schema")].toString(), QStringLiteral("synscope/throughput/1"));
  const QJsonValue both = documents[1][QLatin1String("by_direction")];
  for (const char* direction : {"up", "down"})
    QVERIFY(both[QLatin1String(direction)][QLatin1String("sum_received")][QLatin1String("bytes")].toDouble() > 0);
}

void ThroughputWordsCliTest::jsonWhileItRuns() {
  RunningCli server(QStringLiteral("throughput -s -p 0 --json-stream -i 0.1"));
  const quint16 port = server.throughputPort();
  RunningCli client(QStringLiteral("throughput -c 127.0.0.1 -t 30 -b 1M -i 0.1 --json-stream -p %1").arg(port));
  QTRY_VERIFY(client.output().count('\n') > 3);
  QTRY_VERIFY(server.output().count('\n') > 3);
  client.interrupt();
  const CliResult told = client.finish();
  QCOMPARE(told.exit, 0);
  QTRY_VERIFY(server.output().contains("\"event\":\"end\""));
  for (const QByteArray& output : {told.out, QByteArray(server.output())}) {
    const auto events = linesOf(output);
    QCOMPARE(events.front()[QLatin1String("event")].toString(), QStringLiteral("start"));
    QCOMPARE(events[1][QLatin1String("event")].toString(), QStringLiteral("interval"));
    QVERIFY(events[1][QLatin1String("data")][QLatin1String("bytes")].isDouble());
    QCOMPARE(events.back()[QLatin1String("event")].toString(), QStringLiteral("end"));
    QCOMPARE(events.back()[QLatin1String("data")][QLatin1String("schema")].toString(),
             QStringLiteral("synscope/throughput/1"));
  }
}

void ThroughputWordsCliTest::onlyWhoKnowsThePassword_data() {
  QTest::addColumn<QString>("login");
  QTest::addColumn<QString>("password");
  QTest::addColumn<int>("exit");
  QTest::addColumn<QByteArray>("serverSays");
  const QString mario = QStringLiteral("--username mario --rsa-public-key-path public.pem");
  QTest::newRow("right") << mario << QStringLiteral("rossi") << 0 << QByteArray();
  QTest::newRow("wrong") << mario << QStringLiteral("verdi") << 7 << QByteArray("the password is wrong");
  QTest::newRow("nobody") << QStringLiteral("--username wario --rsa-public-key-path public.pem")
                          << QStringLiteral("rossi") << 7 << QByteArray("nobody of that name");
  QTest::newRow("no login") << QString() << QString() << 7 << QByteArray("did not say who it is");
}

void ThroughputWordsCliTest::onlyWhoKnowsThePassword() {
  QFETCH(QString, login);
  QFETCH(QString, password);
  QFETCH(int, exit);
  QFETCH(QByteArray, serverSays);
  const LoginFiles files;
  QVERIFY(files.ok());
  RunningCli server(QStringLiteral("throughput -s -p 0 --rsa-private-key-path %1 --authorized-users-path %2")
                        .arg(files.path("key.pem"), files.path("users.csv")));
  login.replace(QStringLiteral("public.pem"), files.path("public.pem"));
  const CliResult result =
      measure(server.throughputPort(), QStringLiteral("-n 1M ") + login, {QStringLiteral("IPERF3_PASSWORD=") + password});
  QCOMPARE(result.exit, exit);
  QVERIFY2(exit == 0 || result.err.contains("142"), result.err);
  QTRY_VERIFY2(server.errors().contains(serverSays), server.errors());
  for (const QByteArray& text : {result.out, result.err, QByteArray(server.output()), QByteArray(server.errors())})
    QVERIFY(password.isEmpty() || !text.contains(password.toUtf8()));
}

void ThroughputWordsCliTest::aPasswordCanBePipedIn() {
  const LoginFiles files;
  RunningCli server(QStringLiteral("throughput -s -p 0 --rsa-private-key-path %1 --authorized-users-path %2")
                        .arg(files.path("key.pem"), files.path("users.csv")));
  const quint16 port = server.throughputPort();
  const QString line = QStringLiteral("throughput -c 127.0.0.1 -n 1M -p %1 --username mario --rsa-public-key-path %2")
                           .arg(port)
                           .arg(files.path("public.pem"));
  RunningCli client(line);
  client.type("rossi\n");
  QCOMPARE(client.finish().exit, 0);
  RunningCli nobody(line);
  nobody.endInput();
  const CliResult told = nobody.finish();
  QCOMPARE(told.exit, 64);
  QVERIFY2(told.err.contains("IPERF3_PASSWORD"), told.err);
}

void ThroughputWordsCliTest::aServerNobodyComesToEnds() {
  RunningCli server(QStringLiteral("throughput -s -1 -p 0 --idle-timeout 1"));
  QCOMPARE(server.finish().exit, 0);
}

QTEST_GUILESS_MAIN(ThroughputWordsCliTest)
#include "throughput_words_cli_test.moc"
