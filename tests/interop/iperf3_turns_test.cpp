#include "core/engine/throughput/throughput_server.h"
#include "tests/support/iperf3_process.h"

#include <algorithm>

using namespace synscope;
using namespace synscope::test;

/// Several clients and one server, and ends that come before their time, with the real iperf3 on one side.
class Iperf3TurnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void ourClientWaitsForABusyServer();
  void aBusyServerIsToldAtOnce();
  void ourServerServesTogether();
  void ourServerQueues();
  void ourServerRefuses();
  void ourClientSurvivesTheServersEnd();
  void ourServerSurvivesTheClientsEnd();
  void cancelEndsTheServersTest();
};

void Iperf3TurnsTest::initTestCase() {
  if (!Iperf3::isInstalled()) QSKIP("iperf3 is not installed");
}

void Iperf3TurnsTest::aBusyServerIsToldAtOnce() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  Iperf3 first(clientArguments("127.0.0.1", port, words("-b 1M -t 2")));
  QVERIFY(QTest::qWaitFor([&] { return server.read().contains("Accepted connection"); }));
  const auto report = runClient(connectionTo(port), {});
  QVERIFY(report->error);
  QCOMPARE(report->error->code, ErrorCode::kThroughputBusy);
}

void Iperf3TurnsTest::ourClientWaitsForABusyServer() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  Iperf3 first(clientArguments("127.0.0.1", port, words("-b 1M -t 1")));
  QVERIFY(QTest::qWaitFor([&] { return server.read().contains("Accepted connection"); }));
  ThroughputConnection connection = connectionTo(port);
  connection.waitWhenBusy = std::chrono::seconds(10);
  ThroughputSettings settings;
  settings.bytes = 1 << 20;
  const auto report = runClient(connection, settings);
  QVERIFY2(!report->error, describe(report));
  QCOMPARE(report->sum(true).sentBytes, std::uint64_t{1 << 20});
}

namespace {

/// Our server with a policy, and two clients of iperf3 that come one right after the other.
struct TwoClients {
  TwoClients(BusyPolicy policy, QObject& context) : server(settings(policy)) {
    QObject::connect(&server, &ThroughputServer::listening, &context, [&](const IpEndpoint& at) { port = at.port; });
    QObject::connect(&server, &ThroughputServer::testStarted, &context, [&] { most = std::max(most, ++running); });
    QObject::connect(&server, &ThroughputServer::testEnded, &context, [&] { --running; });
    server.start();
    first.emplace(clientArguments("127.0.0.1", port, words("-b 8M -t 1")));
    if (!QTest::qWaitFor([&] { return running == 1; })) return;
    second.emplace(clientArguments("127.0.0.1", port, words("-b 8M -t 1 -J")));
    ended = first->ends() && second->ends();
  }
  static ThroughputServerSettings settings(BusyPolicy policy) {
    ThroughputServerSettings settings;
    settings.port = 0;
    settings.busy = policy;
    return settings;
  }

  ThroughputServer server;
  quint16 port = 0;
  int running = 0, most = 0;
  bool ended = false;
  std::optional<Iperf3> first, second;
};

}  // namespace

void Iperf3TurnsTest::ourServerServesTogether() {
  TwoClients clients(BusyPolicy::kServeTogether, *this);
  QVERIFY(clients.ended);
  QCOMPARE(clients.first->exitCode(), 0);
  QCOMPARE(clients.second->exitCode(), 0);
  QCOMPARE(clients.most, 2);
}

void Iperf3TurnsTest::ourServerQueues() {
  TwoClients clients(BusyPolicy::kQueue, *this);
  QVERIFY(clients.ended);
  QCOMPARE(clients.first->exitCode(), 0);
  QCOMPARE(clients.second->exitCode(), 0);
  QCOMPARE(clients.most, 1);
}

void Iperf3TurnsTest::ourServerRefuses() {
  TwoClients clients(BusyPolicy::kRefuse, *this);
  QVERIFY(clients.ended);
  QCOMPARE(clients.first->exitCode(), 0);
  QVERIFY(clients.second->json()[QLatin1String("error")].toString().contains(QLatin1String("busy")));
}

void Iperf3TurnsTest::ourClientSurvivesTheServersEnd() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  ThroughputConnection connection = connectionTo(port);
  connection.interval = std::chrono::milliseconds(100);
  ThroughputClient client(connection, {});
  QSignalSpy ended(&client, &Job::ended), intervals(&client, &ThroughputClient::intervalEnded);
  client.start();
  QTRY_VERIFY(intervals.size() >= 2);
  server.terminate();
  QTRY_VERIFY(!ended.isEmpty());
  QVERIFY(client.report()->error);
  QVERIFY(client.report()->sum(true).sentBytes > 0);
}

void Iperf3TurnsTest::ourServerSurvivesTheClientsEnd() {
  ThroughputServerSettings settings = TwoClients::settings(BusyPolicy::kRefuse);
  settings.interval = std::chrono::milliseconds(100);
  ThroughputServer server(settings);
  quint16 port = 0;
  std::shared_ptr<const ThroughputReport> report;
  connect(&server, &ThroughputServer::listening, this, [&](const IpEndpoint& local) { port = local.port; });
  connect(&server, &ThroughputServer::testEnded, this, [&](ThroughputTestId, auto ended) { report = ended; });
  QSignalSpy started(&server, &ThroughputServer::testStarted);
  server.start();
  Iperf3 client(clientArguments("127.0.0.1", port, words("-t 10")));
  QTRY_VERIFY(!started.isEmpty());
  QTRY_VERIFY(server.reports().front()->sum(false).receivedBytes > 0);
  client.terminate();
  QTRY_VERIFY(report);
  QVERIFY(report->error);
  QCOMPARE(report->error->code, ErrorCode::kThroughputTerminated);
  QVERIFY(report->sum(false).receivedBytes > 0);
}

void Iperf3TurnsTest::cancelEndsTheServersTest() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  ThroughputClient client(connectionTo(port), {});
  QSignalSpy ended(&client, &Job::ended), phases(&client, &ThroughputClient::phaseChanged);
  const auto running = [&] {
    return phases.last().at(0).value<ThroughputClient::Phase>() == ThroughputClient::Phase::kRunning;
  };
  client.start();
  QTRY_VERIFY(!phases.isEmpty() && running());
  const auto moves = [&] {
    return std::ranges::any_of(client.drainLive(), [](const auto& live) { return live.sum(true).bytes > 0; });
  };
  QVERIFY(QTest::qWaitFor(moves));
  client.cancel();
  QTRY_VERIFY(!ended.isEmpty());
  QVERIFY(!client.report()->error);
  QVERIFY(client.report()->sum(true).sentBytes > 0);
  QTRY_VERIFY(server.read().contains("the client has terminated"));
}

QTEST_GUILESS_MAIN(Iperf3TurnsTest)
#include "iperf3_turns_test.moc"
