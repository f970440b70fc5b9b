#include "core/engine/throughput/load_probe.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/idle_probe.h"
#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "core/logic/throughput/loaded_latency.h"
#include "tests/support/job_runner.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <array>
#include <vector>

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

UniqueFd connectTo(const IpEndpoint& server) {
  OpenedSocket opened = openTcp(server.address.family());
  if (startConnect(opened.fd.get(), server).state == ConnectStart::kFailed) opened.fd.reset();
  return std::move(opened.fd);
}

std::size_t turnOf(const ThroughputReport& report) {
  return static_cast<std::size_t>(std::ranges::find(report.marks, ThroughputMark::Kind::kTurn, &ThroughputMark::kind) -
                                  report.marks.begin());
}

}  // namespace

/// Handshakes beside a running test.
class LoadProbeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void timesHandshakesAndLeavesPolitely();
  void tellsWhatIsNotAnswered();
  void timesWritesOfTheGreeting();
  void stopsWhereTheServerSpeaks();
  void aTestTellsItsLatency_data();
  void aTestTellsItsLatency();
};

void LoadProbeTest::timesHandshakesAndLeavesPolitely() {
  BusyServer server;
  std::vector<LoadProbe::Knock> knocks;
  LoadProbe probe(server.endpoint(), {}, [&](const LoadProbe::Knock& knock) { knocks.push_back(knock); });
  const TimePoint before = monotonicNow();
  probe.start();
  QTRY_VERIFY(knocks.size() >= 4);
  probe.stop();
  for (const LoadProbe::Knock& knock : knocks) {
    QVERIFY(knock.time && *knock.time > Duration{} && *knock.time < std::chrono::milliseconds(500));
    QVERIFY(knock.at > before && knock.synRetransmits == 0);
  }
  QTRY_COMPARE(server.newcomers(), static_cast<int>(knocks.size()));
  QCOMPARE(server.resets(), 0);
}

void LoadProbeTest::tellsWhatIsNotAnswered() {
  IpEndpoint closed;
  {
    BusyServer server;
    closed = server.endpoint();
  }
  int unanswered = 0;
  LoadProbe probe(closed, {}, [&](const LoadProbe::Knock& knock) {
    QVERIFY(!knock.time);
    ++unanswered;
  });
  probe.start();
  QTRY_VERIFY(unanswered >= 2);
}

/// Round trips on a connection that exists already: the server sees its greeting, whole and in order.
void LoadProbeTest::timesWritesOfTheGreeting() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  UniqueFd fd = connectTo({kLoopback, server.serverPort()});
  QVERIFY(fd);
  QTRY_VERIFY(server.hasPendingConnections());
  QTcpSocket* accepted = server.nextPendingConnection();
  const std::vector<std::byte> greeting(37, std::byte{'g'});
  std::vector<Duration> times;
  bool done = false;
  IdleProbe probe(fd.get(), greeting, {[&](TimePoint, Duration time) { times.push_back(time); }, [&] { done = true; }});
  probe.start();
  QTRY_VERIFY(done);
  if (!AckClock(fd.get()).stamps()) QSKIP("this system does not stamp acknowledgements");
  QCOMPARE(probe.sent(), std::size_t{15});
  QCOMPARE(times.size(), probe.sent());
  for (const Duration time : times)
    QVERIFY(time > Duration{} && time < std::chrono::milliseconds(500));
  QTRY_COMPARE(accepted->bytesAvailable(), qint64{15});
  QCOMPARE(accepted->readAll(), QByteArray(15, 'g'));
}

/// A server that is busy says so at once; that is not waited for, nor read.
void LoadProbeTest::stopsWhereTheServerSpeaks() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  UniqueFd fd = connectTo({kLoopback, server.serverPort()});
  QTRY_VERIFY(server.hasPendingConnections());
  server.nextPendingConnection()->write("\xff", 1);
  bool done = false;
  IdleProbe probe(fd.get(), std::vector<std::byte>(37), {[](TimePoint, Duration) {}, [&] { done = true; }});
  probe.start();
  QTRY_VERIFY(done);
  QVERIFY(probe.sent() < 15);
  std::array<std::byte, 4> said{};
  QCOMPARE(receiveInto(fd.get(), said).bytes, std::size_t{1});
  QCOMPARE(said[0], std::byte{0xff});
}

void LoadProbeTest::aTestTellsItsLatency_data() {
  QTest::addColumn<TransferDirection>("direction");
  QTest::addColumn<Protocol>("protocol");
  QTest::newRow("up") << TransferDirection::kUp << Protocol::kTcp;
  QTest::newRow("down") << TransferDirection::kDown << Protocol::kTcp;
  QTest::newRow("both") << TransferDirection::kBoth << Protocol::kTcp;
  QTest::newRow("in turn") << TransferDirection::kInTurn << Protocol::kTcp;
  QTest::newRow("datagrams") << TransferDirection::kUp << Protocol::kUdp;
  QTest::newRow("datagrams, in turn") << TransferDirection::kInTurn << Protocol::kUdp;
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
  const LoadedLatency& latency = *report->latency;
  const bool turns = direction == TransferDirection::kInTurn;
  QCOMPARE(latency.up.has_value(), direction == TransferDirection::kUp || turns);
  QCOMPARE(latency.down.has_value(), direction == TransferDirection::kDown || turns);
  QCOMPARE(latency.both.has_value(), direction == TransferDirection::kBoth);
  for (const LoadState load : allLoads())
    if (latency.of(load)) QVERIFY(latency.of(load)->count >= 2);
  QVERIFY(!latency.grade.empty() && latency.roundTripsPerMinute);
  QVERIFY(report->why && report->why->sender == (direction != TransferDirection::kDown));
  QCOMPARE(report->settings.direction, direction);
  const LatencyBaseline baseline = baselineOf(latency.samples);
  QVERIFY(!baseline.inferred && baseline.handshakes >= 1);
  // The feed has each of them once, those without load before the test.
  std::vector<LoadSample> fed = client.drainLatency();
  QCOMPARE(fed.size(), latency.samples.size());
  for (const LoadSample& sample : fed)
    QCOMPARE(sample.load == LoadState::kIdle, sample.at < Duration{});
  QVERIFY(client.drainLatency().empty());
  if (turns) {
    QVERIFY(report->whyOther && !report->whyOther->sender);
    const Duration turn = report->marks[turnOf(*report)].at;
    QVERIFY(turn > std::chrono::seconds(1));
    for (const LoadSample& sample : fed)
      QCOMPARE(sample.load == LoadState::kDown, sample.at > turn);
    for (const ThroughputInterval& interval : report->intervals)
      QCOMPARE(interval.streams.front().sender, interval.begin < turn);
    QVERIFY(report->sum(true).sentBytes > 100'000 && report->sum(false).receivedBytes > 100'000);
  }
  QSignalSpy ended(&server, &Job::ended);
  server.cancel();
  QTRY_COMPARE(ended.size(), 1);
}

QTEST_GUILESS_MAIN(LoadProbeTest)
#include "load_probe_test.moc"
