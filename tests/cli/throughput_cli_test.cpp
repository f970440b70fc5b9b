#include "app/cli/scaled_number.h"
#include "tests/cli/running_cli.h"

#include <QJsonArray>
#include <QTest>

using namespace synscope;
using namespace synscope::test;

class ThroughputCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void suffixesAreReadAsIperf3Does_data();
  void suffixesAreReadAsIperf3Does();
  void wrongUsageIsOneLine_data();
  void wrongUsageIsOneLine();
  void oneTestBetweenClientAndServer_data();
  void oneTestBetweenClientAndServer();
  void interruptedItStillSumsUp();
  void nobodyThere();
};

void ThroughputCliTest::suffixesAreReadAsIperf3Does_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<quint64>("base");
  QTest::addColumn<std::optional<std::uint64_t>>("expected");
  const auto row = [](const char* text, quint64 base, std::optional<std::uint64_t> expected) {
    QTest::addRow("%s, %d", text, static_cast<int>(base)) << QString::fromLatin1(text) << base << expected;
  };
  row("10M", 1024, 10'485'760);
  row("10m", 1000, 10'000'000);
  row("64K", 1024, 65'536);
  row("1.5G", 1000, 1'500'000'000);
  row("2T", 1000, 2'000'000'000'000);
  row("0", 1024, 0);
  row("1234", 1024, 1234);
  row("", 1024, std::nullopt);
  row("M", 1024, std::nullopt);
  row("-1", 1024, std::nullopt);
  row("10X", 1024, std::nullopt);
  row("inf", 1024, std::nullopt);
  row("1e30", 1024, std::nullopt);
}

void ThroughputCliTest::suffixesAreReadAsIperf3Does() {
  QFETCH(QString, text);
  QFETCH(quint64, base);
  QFETCH(std::optional<std::uint64_t>, expected);
  QVERIFY(scaledNumber(text, base) == expected);
}

void ThroughputCliTest::wrongUsageIsOneLine_data() {
  QTest::addColumn<QString>("line");
  for (const char* line :
       {"throughput", "throughput -c ::1 -s", "throughput -c ::1 -R --bidir", "throughput -c ::1 -P 129",
        "throughput -c ::1 -t 1 -n 1M", "throughput -c ::1 -u -l 8", "throughput -c ::1 -b fast",
        "throughput -c ::1 --dscp nonsense", "throughput -s --busy never", "throughput -c ::1 extra",
        "throughput -c ::1 -p 0", "throughput -c ::1 -B nowhere", "throughput -c ::1 -B 127.0.0.1",
        "throughput -4 -c ::1", "throughput -c ::1 --announce"})
    QTest::newRow(line) << QString::fromLatin1(line);
}

void ThroughputCliTest::wrongUsageIsOneLine() {
  QFETCH(QString, line);
  RunningCli cli(line);
  const CliResult result = cli.finish();
  QCOMPARE(result.exit, 64);
  QCOMPARE(result.err.count('\n'), 1);
  QVERIFY(result.out.isEmpty());
}

void ThroughputCliTest::oneTestBetweenClientAndServer_data() {
  QTest::addColumn<QString>("options");
  QTest::addColumn<double>("bytes");
  QTest::addColumn<bool>("udp");
  QTest::newRow("up") << "-n 5M" << 5242880.0 << false;
  QTest::newRow("down") << "-R -n 5M" << 5242880.0 << false;
  QTest::newRow("4 streams") << "-P 4 -n 5M" << 5242880.0 << false;
  QTest::newRow("datagrams") << "-u -l 1000 -b 40M -k 1000" << 1000000.0 << true;
  QTest::newRow("dscp, title, reno") << "--dscp ef -T title -C reno -n 1M" << 1048576.0 << false;
}

void ThroughputCliTest::oneTestBetweenClientAndServer() {
  QFETCH(QString, options);
  QFETCH(double, bytes);
  QFETCH(bool, udp);
  RunningCli server(QStringLiteral("throughput -s -p 0 -1 --json"));
  const quint16 port = server.throughputPort();
  QVERIFY(port != 0);
  RunningCli client(QStringLiteral("throughput -c 127.0.0.1 -p %1 -J ").arg(port) + options);
  const CliResult told = client.finish();
  QCOMPARE(told.exit, 0);
  const QJsonObject json = told.json();
  QCOMPARE(json[QLatin1String("schema")].toString(), QStringLiteral("synscope/throughput/1"));
  QCOMPARE(json[QLatin1String("sum_sent")][QLatin1String("bytes")].toDouble(), udp ? 1'000'000.0 : bytes);
  QCOMPARE(json[QLatin1String("sum_received")][QLatin1String("bytes")].toDouble(), udp ? 1'000'000.0 : bytes);
  QVERIFY(!json[QLatin1String("intervals")].toArray().isEmpty());
  QCOMPARE(json[QLatin1String("udp")].isNull(), !udp);
  if (udp) QCOMPARE(json[QLatin1String("udp")][QLatin1String("lost")].toInt(-1), 0);
  const CliResult served = server.finish();
  QCOMPARE(served.exit, 0);
  QCOMPARE(served.json()[QLatin1String("sum_received")][QLatin1String("bytes")].toDouble(), udp ? 1'000'000.0 : bytes);
}

void ThroughputCliTest::interruptedItStillSumsUp() {
  RunningCli server(QStringLiteral("throughput -s -p 0"));
  RunningCli client(QStringLiteral("throughput -c 127.0.0.1 -t 30 -i 0.1 -p %1").arg(server.throughputPort()));
  QTRY_VERIFY(client.output().count('\n') > 5);
  client.interrupt();
  const CliResult told = client.finish();
  QCOMPARE(told.exit, 0);
  QVERIFY2(told.out.contains("sender"), told.out);
  QTRY_VERIFY2(server.errors().contains("stopped") || server.output().contains("receiver"), server.output());
  server.interrupt();
  QCOMPARE(server.finish().exit, 0);
}

void ThroughputCliTest::nobodyThere() {
  RunningCli server(QStringLiteral("throughput -s -p 0"));
  const quint16 port = server.throughputPort();
  server.interrupt();
  QCOMPARE(server.finish().exit, 0);
  RunningCli client(QStringLiteral("throughput -c 127.0.0.1 -p %1").arg(port));
  QCOMPARE(client.finish().exit, 1);
}

QTEST_GUILESS_MAIN(ThroughputCliTest)
#include "throughput_cli_test.moc"
