#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "core/logic/throughput/loaded_latency.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QSignalSpy>
#include <QTest>

using namespace synscope;
using namespace synscope::test;

/// Both directions in turn over real routers, one of which has a long queue towards the server and none back.
class TurnsNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void eachDirectionHasItsOwnLatency();

 private:
  std::unique_ptr<NetnsChain> m_chain;
};

/// The queue is on a router: on the sender's own interface the kernel would keep it short (TCP small queues).
void TurnsNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("this host allows no user namespaces");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  m_chain->run(QStringLiteral("r1"),
               QStringLiteral("tc qdisc add dev east root tbf rate 25mbit burst 100k limit 1000k"));
  if (!m_chain->problem().isEmpty()) QSKIP(qPrintable(m_chain->problem()));
}

/// Only what goes to the server meets the queue: sending is slow for everybody else, receiving is not, and what was
/// idle is neither.
void TurnsNetnsTest::eachDirectionHasItsOwnLatency() {
  ThroughputServerSettings serverSettings;
  serverSettings.port = 0;
  ThroughputServer server(serverSettings);
  ThroughputConnection connection;
  connection.host = "10.9.9.2";
  connection.latencyUnderLoad = true;
  connect(&server, &ThroughputServer::listening, this, [&](const IpEndpoint& local) { connection.port = local.port; });
  {
    const NetnsChain::On there("server");
    server.start();
  }
  ThroughputSettings settings;
  settings.time = std::chrono::seconds(3);
  settings.omit = std::chrono::seconds(1);
  settings.congestion = "cubic";
  settings.direction = TransferDirection::kInTurn;
  ThroughputClient client(connection, settings);
  QVERIFY(runToEnd(client, 40'000));
  const auto report = client.report();
  QVERIFY(!report->error && report->latency);
  const LoadedLatency& latency = *report->latency;
  QVERIFY(latency.idle && latency.up && latency.down && !latency.both);
  const LoadEffect up = effectOf(latency.idle, latency.up), down = effectOf(latency.idle, latency.down);
  const QString numbers = QStringLiteral("idle %1, up %2, down %3 ms")
                              .arg(toMs(*latency.idle->p50))
                              .arg(toMs(*latency.up->p50))
                              .arg(toMs(*latency.down->p50));
  qInfo("%s", qPrintable(numbers));
  QVERIFY2(toMs(*latency.idle->p50) < 5, qPrintable(numbers));
  QVERIFY2(up.grade >= "C", qPrintable(numbers));
  QVERIFY2(down.grade[0] == 'A', qPrintable(numbers));
  QCOMPARE(latency.grade, std::string(up.grade));
  QVERIFY(baselineOf(latency.samples).acknowledgements >= 10);
  QSignalSpy ended(&server, &Job::ended);
  server.cancel();
  QTRY_COMPARE(ended.size(), 1);
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  TurnsNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "turns_netns_test.moc"
