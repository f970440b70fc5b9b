#include "core/engine/throughput/throughput_server.h"
#include "tests/support/iperf3_process.h"

using namespace synscope;
using namespace synscope::test;

/// What an iperf3 is told of our CPU is that of its own test, though we serve another one at the same time.
class Iperf3CpuTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void itsClientIsToldOfItsOwnTest();
  void itsServersIsKept();

 private:
  static ThroughputSettings flood();
};

void Iperf3CpuTest::initTestCase() {
  if (!Iperf3::isInstalled()) QSKIP("iperf3 is not installed");
}

ThroughputSettings Iperf3CpuTest::flood() {
  ThroughputSettings settings;
  settings.time = std::chrono::seconds(2);
  return settings;
}

void Iperf3CpuTest::itsClientIsToldOfItsOwnTest() {
  ThroughputServerSettings settings;
  settings.port = 0;
  ThroughputServer server(settings);
  quint16 port = 0;
  connect(&server, &ThroughputServer::listening, this, [&](const IpEndpoint& local) { port = local.port; });
  server.start();
  ThroughputClient ours(connectionTo(port), flood());
  QSignalSpy ended(&ours, &Job::ended);
  ours.start();
  Iperf3 its(clientArguments("127.0.0.1", port, words("-b 1M -t 1 -J")));
  QVERIFY(its.ends());
  QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), Iperf3::kPatienceMs);
  const QJsonObject cpu = its.json()[QLatin1String("end")][QLatin1String("cpu_utilization_percent")].toObject();
  const double told = cpu[QLatin1String("remote_total")].toDouble(-1);
  const double user = cpu[QLatin1String("remote_user")].toDouble(),
               system = cpu[QLatin1String("remote_system")].toDouble();
  const auto report = ours.report();
  QVERIFY2(!report->error, describe(report));
  qInfo("%.2f %% for iperf3, %.1f %% for ours", told, *report->peerCpuPercent);
  QVERIFY(told >= 0 && told < 10);
  QVERIFY(qAbs(user + system - told) < 0.01);
  QVERIFY(*report->peerCpuPercent > 2 * told && *report->peerCpuPercent <= 100);
}

void Iperf3CpuTest::itsServersIsKept() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  ThroughputSettings settings = flood();
  settings.time = std::chrono::seconds(1);
  const auto report = runClient(connectionTo(port), settings);
  QVERIFY2(!report->error, describe(report));
  QVERIFY(*report->peerCpuPercent > 0 && *report->cpuPercent > 0 && *report->cpuPercent <= 100);
  QVERIFY(qAbs(*report->peerCpuUserPercent + *report->peerCpuSystemPercent - *report->peerCpuPercent) < 0.1);
}

QTEST_GUILESS_MAIN(Iperf3CpuTest)
#include "iperf3_cpu_test.moc"
