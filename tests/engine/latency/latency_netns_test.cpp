#include "core/engine/latency/latency_run.h"
#include "tests/support/delay_link.h"
#include "tests/support/dns_responder.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/mount.h>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kServer = "10.9.9.2";

LatencySettings to(const char* host, std::uint16_t port) {
  LatencySettings settings;
  settings.targets = {{host, port}};
  settings.interval = 50ms;
  settings.count = 10;
  settings.timeout = 3s;
  return settings;
}

QString addressOf(const QList<QVariant>& signal) {
  return QString::fromStdString(signal.at(0).value<LatencyLane>().address.address.toString());
}

}  // namespace

/// Latency over real routers, a slow link and a firewall that loses packets, and with a name that changes.
class LatencyNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void aLostSynIsNoSlowSample();
  void silenceAndRefusalAreToldApart();
  void aSlowLinkIsMeasuredExactly();
  void aNameThatChanges();

 private:
  void useResolver();

  NetnsChain* m_chain = nullptr;
  QTemporaryDir m_folder;
};

void LatencyNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  static NetnsChain chain;
  m_chain = &chain;
  QVERIFY2(chain.problem().isEmpty(), qPrintable(chain.problem()));
}

void LatencyNetnsTest::init() {
  if (m_chain != nullptr) m_chain->clearRules();
}

/// Every other SYN is lost, so every connection needs a second one.
void LatencyNetnsTest::aLostSynIsNoSlowSample() {
  const UniqueFd listener = m_chain->listenOnServer(81);
  LatencySettings settings = to(kServer, 81);
  settings.count = 1;
  LatencyRun warmUp(settings);
  QVERIFY(runToEnd(warmUp));
  QCOMPARE(warmUp.table()->lanes[0].ok, std::uint64_t{1});
  m_chain->rule(QStringLiteral("r2"),
                QStringLiteral("forward tcp dport 81 tcp flags syn / syn,ack numgen inc mod 2 0 drop"));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  settings.count = 2;
  settings.interval = 1500ms;
  LatencyRun run(settings);
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(lane.ok, std::uint64_t{2});
  QCOMPARE(lane.retransmitted, std::uint64_t{2});
  QCOMPARE(lane.synRetransmits, std::uint64_t{2});
  QVERIFY(lane.series.empty() && !lane.kernelRtt);
  QCOMPARE(lane.lossPercent, std::optional<double>(0));
  for (const LatencySample& sample : run.drain())
    QVERIFY2(sample.connect >= 1s && sample.connect < 1500ms, qPrintable(QString::number(toMs(*sample.connect))));
}

void LatencyNetnsTest::silenceAndRefusalAreToldApart() {
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 82 drop"));
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 83 reject with icmp type admin-prohibited"));
  LatencySettings settings = to(kServer, 82);
  settings.targets.push_back({kServer, 83});
  settings.targets.push_back({kServer, 84});
  settings.timeout = 400ms;
  LatencyRun run(settings);
  QVERIFY(runToEnd(run));
  const auto table = run.table();
  QCOMPARE(table->lanes[0].failures.at(PortState::kFiltered), std::uint64_t{10});
  QCOMPARE(table->lanes[0].lossPercent, std::optional<double>(100));
  QCOMPARE(table->lanes[1].failures.at(PortState::kRejected), std::uint64_t{10});
  QCOMPARE(table->lanes[1].lossPercent, std::optional<double>(0));
  QCOMPARE(table->lanes[2].failures.at(PortState::kClosed), std::uint64_t{10});
}

/// A link of 10 ms there and 10 ms back.
void LatencyNetnsTest::aSlowLinkIsMeasuredExactly() {
  const UniqueFd listener = m_chain->listenOnServer(85);
  DelayLink slow(*m_chain, 10ms);
  QVERIFY2(slow.problem().isEmpty(), qPrintable(slow.problem()));
  LatencyRun run(to(kServer, 85));
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(lane.ok, std::uint64_t{10});
  const LatencyNumbers& connect = lane.series.at(LatencyStep::kConnect);
  QVERIFY2(connect.min >= 20ms, qPrintable(QString::number(toMs(*connect.min))));
  QVERIFY2(connect.p50 < 25ms, qPrintable(QString::number(toMs(*connect.p50))));
  QVERIFY(lane.kernelRtt >= 20ms && *lane.kernelRtt <= *connect.p50);
}

/// Our own name server, through a resolv.conf of this mount namespace.
void LatencyNetnsTest::useResolver() {
  const QString path = m_folder.filePath(QStringLiteral("resolv.conf"));
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("nameserver 127.0.0.1\n");
  file.close();
  QCOMPARE(mount(path.toLocal8Bit().constData(), "/etc/resolv.conf", nullptr, MS_BIND, nullptr), 0);
}

void LatencyNetnsTest::aNameThatChanges() {
  m_chain->run(QStringLiteral("client"),
               QStringLiteral("ip link set lo up; ip address add 127.0.0.2/8 dev lo || true"));
  useResolver();
  DnsResponder names;
  QVERIFY(names.isListening());
  names.script(QStringLiteral("127.0.0.1"), QStringLiteral("none"));
  LatencySettings settings = to("changes.test", 9);
  settings.count = 0;
  settings.resolveEvery = 1s;
  LatencyRun run(settings);
  QSignalSpy opened(&run, &LatencyRun::laneOpened);
  QSignalSpy retired(&run, &LatencyRun::laneRetired);
  QObject::connect(&run, &LatencyRun::sampled, &run, [&](const LatencySample& sample) {
    if (sample.lane == 1) names.script(QStringLiteral("127.0.0.2"), QStringLiteral("none"));
    if (sample.lane == 2 && sample.seq == 5) run.cancel();
  });
  QVERIFY(runToEnd(run, 20'000));
  QCOMPARE(opened.size(), 2);
  QCOMPARE(retired.size(), 1);
  QCOMPARE(addressOf(opened[0]), QStringLiteral("127.0.0.1"));
  QCOMPARE(addressOf(opened[1]), QStringLiteral("127.0.0.2"));
  QCOMPARE(addressOf(retired[0]), QStringLiteral("127.0.0.1"));
  const auto table = run.table();
  QCOMPARE(table->lanes.size(), std::size_t{2});
  QVERIFY(table->lanes[0].lane.retired && !table->lanes[1].lane.retired);
  QCOMPARE(table->lanes[0].pending, std::uint64_t{0});
  QCOMPARE(table->lanes[1].failures.begin()->first, PortState::kClosed);
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  LatencyNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "latency_netns_test.moc"
