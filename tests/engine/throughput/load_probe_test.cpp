#include "core/engine/throughput/load_probe.h"

#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "tests/support/job_runner.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace synscope;
using namespace synscope::test;

namespace {

const IpAddress kLoopback = IpAddress::v4({127, 0, 0, 1});

/// As iperf3's server while a test runs: tells every newcomer that it is busy, and closes.
class BusyServer : public QTcpServer {
 public:
  BusyServer() {
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
      QTcpSocket* newcomer = nextPendingConnection();
      ++m_newcomers;
      connect(newcomer, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        m_resets += error != QAbstractSocket::RemoteHostClosedError;
      });
      newcomer->write("\xff", 1);
      newcomer->disconnectFromHost();
    });
  }

  int newcomers() const { return m_newcomers; }
  int resets() const { return m_resets; }
  IpEndpoint endpoint() const { return {kLoopback, serverPort()}; }

 private:
  int m_newcomers = 0, m_resets = 0;
};

}  // namespace

/// Handshakes beside a running test.
class LoadProbeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void timesHandshakesAndLeavesPolitely();
  void countsNothingWhereNobodyAnswers();
  void aTestTellsItsLatency_data();
  void aTestTellsItsLatency();
};

void LoadProbeTest::timesHandshakesAndLeavesPolitely() {
  BusyServer server;
  int sampled = 0;
  LoadProbe probe(server.endpoint(), std::nullopt, [&] { ++sampled; });
  QVERIFY(!probe.numbers());
  probe.start();
  QTRY_VERIFY(sampled >= 4);
  probe.stop();
  QCOMPARE(probe.numbers()->count, static_cast<std::uint64_t>(sampled));
  QVERIFY(*probe.numbers()->p50 > Duration{} && *probe.numbers()->p50 < std::chrono::milliseconds(500));
  QTRY_COMPARE(server.newcomers(), sampled);
  QCOMPARE(server.resets(), 0);
}

void LoadProbeTest::countsNothingWhereNobodyAnswers() {
  IpEndpoint closed;
  {
    BusyServer server;
    closed = server.endpoint();
  }
  LoadProbe probe(closed, std::nullopt, [] { QFAIL("nobody answers here"); });
  probe.start();
  QTRY_VERIFY(probe.unanswered() >= 2);
  QVERIFY(!probe.numbers());
}

void LoadProbeTest::aTestTellsItsLatency_data() {
  QTest::addColumn<TransferDirection>("direction");
  QTest::addColumn<Protocol>("protocol");
  QTest::newRow("up") << TransferDirection::kUp << Protocol::kTcp;
  QTest::newRow("down") << TransferDirection::kDown << Protocol::kTcp;
  QTest::newRow("both") << TransferDirection::kBoth << Protocol::kTcp;
  QTest::newRow("datagrams") << TransferDirection::kUp << Protocol::kUdp;
}

void LoadProbeTest::aTestTellsItsLatency() {
  QFETCH(TransferDirection, direction);
  QFETCH(Protocol, protocol);
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
  ThroughputSettings settings;
  settings.protocol = protocol;
  settings.direction = direction;
  settings.time = std::chrono::seconds(1);
  settings.bitsPerSecond = 10'000'000;
  ThroughputClient client(connection, settings);
  QVERIFY(runToEnd(client));
  const auto report = client.report();
  QVERIFY(!report->error);
  QVERIFY(report->latency && report->latency->idle);
  QCOMPARE(report->latency->up.has_value(), direction != TransferDirection::kDown);
  QCOMPARE(report->latency->down.has_value(), direction != TransferDirection::kUp);
  const auto& loaded = report->latency->up ? report->latency->up : report->latency->down;
  QVERIFY(loaded->count >= 2);
  QVERIFY(!report->latency->grade.empty() && report->latency->roundTripsPerMinute);
  QCOMPARE(report->why->cause, SlowCause::kRateLimit);
  QSignalSpy ended(&server, &Job::ended);
  server.cancel();
  QTRY_COMPARE(ended.size(), 1);
}

QTEST_GUILESS_MAIN(LoadProbeTest)
#include "load_probe_test.moc"
