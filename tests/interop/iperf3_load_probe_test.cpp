#include "core/engine/throughput/throughput_client.h"
#include "core/logic/throughput/loaded_latency.h"
#include "tests/support/free_port.h"
#include "tests/support/job_runner.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace synscope;
using namespace synscope::test;

/// Latency measured beside a test against iperf3's own server: the handshakes must not harm the test, nor the next one.
class Iperf3LoadProbeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase();
  void init();
  void theTestGoesOn_data();
  void theTestGoesOn();

 private:
  QProcess m_server;
  quint16 m_port = 0;
};

void Iperf3LoadProbeTest::initTestCase() {
  if (QStandardPaths::findExecutable(QStringLiteral("iperf3")).isEmpty()) QSKIP("iperf3 is not installed");
  m_port = freePort();
  m_server.setProcessChannelMode(QProcess::MergedChannels);
  m_server.start(QStringLiteral("iperf3"),
                 {QStringLiteral("-s"), QStringLiteral("-p"), QString::number(m_port), QStringLiteral("--forceflush")});
}

/// iperf3 closes its listener after each test and opens another: until then it refuses.
void Iperf3LoadProbeTest::init() {
  QByteArray said;
  QVERIFY(QTest::qWaitFor([&] { return (said += m_server.readAll()).contains("Server listening"); }));
}

void Iperf3LoadProbeTest::cleanupTestCase() {
  if (m_server.state() == QProcess::NotRunning) return;
  m_server.terminate();
  m_server.waitForFinished();
}

void Iperf3LoadProbeTest::theTestGoesOn_data() {
  QTest::addColumn<TransferDirection>("direction");
  QTest::addColumn<Protocol>("protocol");
  QTest::newRow("up") << TransferDirection::kUp << Protocol::kTcp;
  QTest::newRow("down") << TransferDirection::kDown << Protocol::kTcp;
  QTest::newRow("both") << TransferDirection::kBoth << Protocol::kTcp;
  QTest::newRow("in turn") << TransferDirection::kInTurn << Protocol::kTcp;
  QTest::newRow("datagrams") << TransferDirection::kUp << Protocol::kUdp;
  QTest::newRow("datagrams, down") << TransferDirection::kDown << Protocol::kUdp;
}

void Iperf3LoadProbeTest::theTestGoesOn() {
  QFETCH(TransferDirection, direction);
  QFETCH(Protocol, protocol);
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = m_port;
  connection.latencyUnderLoad = true;
  connection.waitWhenBusy = std::chrono::seconds(5);
  ThroughputSettings settings;
  settings.protocol = protocol;
  settings.direction = direction;
  settings.parallel = 2;
  settings.time = std::chrono::seconds(2);
  settings.bitsPerSecond = 20'000'000;
  ThroughputClient client(connection, settings);
  QVERIFY(runToEnd(client, 20'000));
  const auto report = client.report();
  QVERIFY2(!report->error, report->error ? std::string(name(report->error->code)).c_str() : "");
  const StreamTotal total = report->sum(report->sends());
  QVERIFY(total.receivedBytes > 8'000'000);
  const LoadedLatency& latency = *report->latency;
  int loads = 0;
  for (const LoadState load : allLoads()) {
    if (!latency.of(load)) continue;
    ++loads;
    QVERIFY(latency.of(load)->count >= 4);
  }
  QCOMPARE(loads, direction == TransferDirection::kInTurn ? 2 : 1);
  const LatencyBaseline baseline = baselineOf(latency.samples);
  QVERIFY(!baseline.inferred && baseline.acknowledgements >= 10);
  QVERIFY(!report->latency->grade.empty());
}

QTEST_GUILESS_MAIN(Iperf3LoadProbeTest)
#include "iperf3_load_probe_test.moc"
