#include "core/engine/throughput/throughput_server.h"
#include "tests/support/iperf3_process.h"

using namespace synscope;
using namespace synscope::test;

/// A server's bitrate limit, with the real iperf3 on one side.
class Iperf3LimitsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void itsClient_data();
  void itsClient();
  void itsServer_data();
  void itsServer();
};

void Iperf3LimitsTest::initTestCase() {
  if (!Iperf3::isInstalled()) QSKIP("iperf3 is not installed");
}

void Iperf3LimitsTest::itsClient_data() {
  QTest::addColumn<QString>("arguments");
  QTest::addColumn<bool>("refused");
  const auto row = [](const char* arguments, bool refused) {
    QTest::newRow(arguments) << QString::fromLatin1(arguments) << refused;
  };
  row("-t 1 -b 10M", false);
  row("-t 1 -b 10M -P 2", false);
  row("-t 1 -b 10M -P 2 --bidir", true);
  row("-t 1 -b 30M", true);
  row("-t 10", true);
  row("-t 10 -u -b 0 -l 1000", true);
  row("-t 2 -R", false);
  row("-t 2 -R -u -b 0 -l 1000", false);
}

/// Our limit is 20 Mbit/s: who asks for more, or sends more, is told so in iperf3's own words; who receives gets no
/// more.
void Iperf3LimitsTest::itsClient() {
  QFETCH(QString, arguments);
  QFETCH(bool, refused);
  ThroughputServerSettings settings;
  settings.port = 0;
  settings.maxBitsPerSecond = 20'000'000;
  ThroughputServer server(settings);
  quint16 port = 0;
  connect(&server, &ThroughputServer::listening, this, [&](const IpEndpoint& local) { port = local.port; });
  server.start();
  Iperf3 client(clientArguments("127.0.0.1", port, words(qPrintable(arguments + QStringLiteral(" -J")))));
  QVERIFY(client.ends());
  const QJsonObject told = client.json();
  const QString error = told[QLatin1String("error")].toString();
  QVERIFY2(error.contains(QLatin1String("total required bandwidth is larger than server limit")) == refused,
           qPrintable(error));
  if (refused) return;
  const QJsonValue sum = told[QLatin1String("end")][QLatin1String(arguments.contains(u"-u") ? "sum" : "sum_received")];
  const double rate = sum[QLatin1String("bits_per_second")].toDouble();
  QVERIFY2(rate > 1e6 && rate < 25e6, qPrintable(QString::number(rate)));
}

void Iperf3LimitsTest::itsServer_data() {
  QTest::addColumn<quint64>("rate");
  QTest::addColumn<bool>("refused");
  QTest::newRow("less") << quint64{10'000'000} << false;
  QTest::newRow("more") << quint64{30'000'000} << true;
}

/// Versions before 3.21 just close: that is said to be one of the reasons.
void Iperf3LimitsTest::itsServer() {
  QFETCH(quint64, rate);
  QFETCH(bool, refused);
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port, words("--server-bitrate-limit 20M")));
  QVERIFY(server.isListening());
  ThroughputSettings settings;
  settings.bitsPerSecond = rate;
  settings.time = std::chrono::seconds(1);
  const auto report = runClient(connectionTo(port), settings);
  QCOMPARE(report->error.has_value(), refused);
  if (!refused) return;
  const ErrorCode code = report->error->code;
  QVERIFY2(code == ErrorCode::kThroughputPeerGone || code == ErrorCode::kThroughputRefused, describe(report));
}

QTEST_GUILESS_MAIN(Iperf3LimitsTest)
#include "iperf3_limits_test.moc"
