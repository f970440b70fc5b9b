#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "core/logic/throughput/why_facts.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace synscope;
using namespace synscope::test;
using std::chrono::seconds;

namespace {

/// A shell script in the namespace; what it complained of, or nothing.
QString shell(const QString& script) {
  QProcess process;
  process.start(QStringLiteral("sh"), {QStringLiteral("-ec"), script});
  if (!process.waitForFinished(10'000)) return QStringLiteral("no end");
  return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAllStandardError());
}

constexpr const char* kReset =
    "tc qdisc del dev lo root 2>/dev/null || true; nft flush ruleset; ip link set lo up mtu 1500;"
    "nft add table ip t; nft add chain ip t i '{ type filter hook input priority 0; }'";

ThroughputSettings settingsOf(const QByteArray& kind) {
  ThroughputSettings settings;
  settings.time = seconds(kind.contains("long") ? 7 : 2);
  settings.omit = seconds(1);
  settings.congestion = "cubic";
  if (kind.contains("udp")) settings.protocol = Protocol::kUdp, settings.congestion.clear();
  if (kind.contains("udp")) settings.blockLength = 1400;
  if (kind.contains("20M")) settings.bitsPerSecond = 20'000'000;
  if (kind.contains("80M")) settings.bitsPerSecond = 80'000'000;
  if (kind.contains("100K")) settings.bytes = 100'000, settings.omit = {};
  if (kind.contains("down")) settings.direction = TransferDirection::kDown;
  return settings;
}

}  // namespace

/// Real transfers over a real kernel, with a real queue, policer or loss in the way: what the verdict makes of them.
class WhyNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void namesWhatIsInTheWay_data();
  void namesWhatIsInTheWay();
};

void WhyNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("this host allows no user namespaces");
  if (const QString problem = shell(QString::fromLatin1(kReset)); !problem.isEmpty()) QSKIP(qPrintable(problem));
}

void WhyNetnsTest::namesWhatIsInTheWay_data() {
  QTest::addColumn<QByteArray>("way");
  QTest::addColumn<QByteArray>("test");
  QTest::addColumn<QByteArray>("cause");
  QTest::addColumn<bool>("bloated");
  const auto row = [](const char* name, const char* way, const char* test, const char* cause, bool bloated = false) {
    QTest::newRow(name) << QByteArray(way) << QByteArray(test) << QByteArray(cause) << bloated;
  };
  // As long as what the sender's socket may hold, 208 KiB by default: about 70 ms.
  constexpr const char* kLongQueue = "tc qdisc add dev lo root tbf rate 25mbit burst 100k limit 3000k";
  row("a rate was asked for", "true", "20M", "rate-limit");
  row("a rate was asked for, download", "true", "20M down", "rate-limit");
  row("a rate was asked for, datagrams", "true", "udp 20M", "rate-limit");
  row("a hundred kilobytes", "true", "100K", "short-test");
  row("25 Mbit/s behind a long queue, datagrams", kLongQueue, "udp 80M", "bufferbloat", true);
  row("a policer at 48 Mbit/s",
      "nft add rule ip t i meta l4proto tcp meta length gt 500 limit rate over 6000 kbytes/second burst 100 kbytes "
      "drop",
      "long", "policer");
  row("2 of 100 segments lost",
      "nft add rule ip t i meta l4proto tcp meta length gt 500 numgen random mod 50 == 0 drop", "", "network-loss");
  row("1 of 20 datagrams lost",
      "nft add rule ip t i meta l4proto udp meta length gt 500 numgen random mod 20 == 0 drop", "udp 20M",
      "network-loss");
}

void WhyNetnsTest::namesWhatIsInTheWay() {
  QFETCH(QByteArray, way);
  QFETCH(QByteArray, test);
  QFETCH(QByteArray, cause);
  QFETCH(bool, bloated);
  QCOMPARE(shell(QString::fromLatin1(kReset)), QString());
  if (const QString problem = shell(QString::fromLatin1(way)); !problem.isEmpty()) QSKIP(qPrintable(problem));
  ThroughputServerSettings serverSettings;
  serverSettings.port = 0;
  ThroughputServer server(serverSettings);
  QSignalSpy listening(&server, &ThroughputServer::listening);
  server.start();
  QTRY_COMPARE(listening.size(), 1);
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = listening[0][0].value<IpEndpoint>().port;
  connection.latencyUnderLoad = true;
  ThroughputClient client(connection, settingsOf(test));
  QVERIFY(runToEnd(client, 30'000));
  const auto report = client.report();
  QVERIFY(!report->error && report->why);
  QString numbers;
  for (const WhyNumber& number : report->why->numbers)
    numbers += QStringLiteral("%1 %2, ").arg(QString::fromStdString(number.name)).arg(number.value);
  const WhyFacts facts = whyFacts(*report, report->sends());
  numbers += QStringLiteral("variation %1, added %2").arg(facts.variation.value_or(-1)).arg(facts.addedMs.value_or(-1));
  QVERIFY2(name(report->why->cause) == std::string_view(cause),
           qPrintable(QString::fromStdString(std::string(name(report->why->cause))) + QStringLiteral(": ") + numbers));
  if (bloated) QVERIFY2(report->latency->grade >= "C", report->latency->grade.c_str());
  QSignalSpy ended(&server, &Job::ended);
  server.cancel();
  QTRY_COMPARE(ended.size(), 1);
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  WhyNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "why_netns_test.moc"
