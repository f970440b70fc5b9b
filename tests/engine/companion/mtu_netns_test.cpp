#include "core/engine/companion/companion_server.h"
#include "core/engine/companion/mtu_check.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QTcpServer>
#include <QtTest>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

/// The route a router takes towards one side carries only this many bytes.
QString narrowRoute(const char* to, const char* via, int mtu) {
  return QStringLiteral("ip route replace %1 via %2 mtu lock %3").arg(QLatin1String(to), QLatin1String(via)).arg(mtu);
}

}  // namespace

/// Full-size data to a companion and back, over links with a small MTU that say so or keep silent.
class MtuNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanup();
  void paths_data();
  void paths();
  void anotherProgramIsNoCompanion();
  void nobodyThere();

 private:
  std::unique_ptr<NetnsChain> m_chain;
  std::unique_ptr<CompanionServer> m_server;
  IpEndpoint m_companion{*IpAddress::parse("10.9.9.2"), 0};
};

void MtuNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user and network namespaces and nft");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  const NetnsChain::On onServer("server");
  CompanionServer::Options options;
  options.port = 0;
  m_server = std::make_unique<CompanionServer>(options);
  connect(m_server.get(), &CompanionServer::listening, this,
          [this](const IpEndpoint& local) { m_companion.port = local.port; });
  m_server->start();
  QTRY_VERIFY(m_companion.port != 0);
}

/// No test sees the rules, routes or learned path MTUs of another.
void MtuNetnsTest::cleanup() {
  if (!m_chain) return;
  m_chain->clearRules();
  m_chain->run(QStringLiteral("r2"), QStringLiteral("ip route replace default via 10.9.3.1"));
  m_chain->run(QStringLiteral("r3"), QStringLiteral("ip route replace 10.9.1.0/24 via 10.9.3.2"));
  // What was learned of a path lives and dies with its route.
  for (const char* node : {"client", "server"})
    m_chain->run(QLatin1String(node),
                 QStringLiteral("way=$(ip route show default); ip route del $way; ip route add $way"));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
}

void MtuNetnsTest::paths_data() {
  QTest::addColumn<int>("there");
  QTest::addColumn<int>("back");
  QTest::addColumn<bool>("told");
  QTest::addColumn<bool>("toldBack");
  QTest::addColumn<MtuCode>("code");
  QTest::addColumn<int>("mtu");
  QTest::newRow("wide") << 1500 << 1500 << true << true << MtuCode::kFull << 1500;
  QTest::newRow("narrow there, told") << 1300 << 1500 << true << true << MtuCode::kTold << 1300;
  QTest::newRow("narrow back, told") << 1500 << 1360 << true << true << MtuCode::kTold << 1360;
  QTest::newRow("hole there") << 1300 << 1500 << false << false << MtuCode::kBlackHoleThere << 1300;
  QTest::newRow("narrow both ways, told there, hole back")
      << 1300 << 1300 << true << false << MtuCode::kBlackHoleBack << 1300;
  QTest::newRow("narrow both ways, hole there, told back")
      << 1300 << 1300 << false << true << MtuCode::kBlackHoleThere << 1300;
  QTest::newRow("hole back") << 1500 << 1411 << false << false << MtuCode::kBlackHoleBack << 1411;
}

void MtuNetnsTest::paths() {
  QFETCH(int, there);
  QFETCH(int, back);
  QFETCH(bool, told);
  QFETCH(bool, toldBack);
  QFETCH(MtuCode, code);
  QFETCH(int, mtu);
  if (there < 1500) m_chain->run(QStringLiteral("r2"), narrowRoute("default", "10.9.3.1", there));
  if (back < 1500) m_chain->run(QStringLiteral("r3"), narrowRoute("10.9.1.0/24", "10.9.3.2", back));
  for (const auto& [router, tells] : {std::pair("r2", told), std::pair("r3", toldBack)})
    if (!tells) m_chain->rule(QLatin1String(router), QStringLiteral("output icmp type destination-unreachable drop"));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  MtuCheck check(m_companion, 4s);
  QVERIFY(runToEnd(check, 50'000));
  const MtuFinding& finding = check.result();
  QVERIFY2(!finding.error, finding.error ? name(finding.error->code).data() : "");
  QVERIFY2(finding.verdict->code == code, name(finding.verdict->code).data());
  QCOMPARE(finding.verdict->mtu, std::optional(static_cast<std::uint32_t>(mtu)));
  QCOMPARE(finding.there.full, code != MtuCode::kBlackHoleThere);
  QCOMPARE(finding.back.full, code != MtuCode::kBlackHoleBack);
  QCOMPARE(finding.ownMtu.value_or(1500), 1500U);
}

void MtuNetnsTest::anotherProgramIsNoCompanion() {
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress(QStringLiteral("10.9.1.2"))));
  connect(&other, &QTcpServer::newConnection, &other, [&] { other.nextPendingConnection()->write("220 hello\r\n"); });
  MtuCheck check({*IpAddress::parse("10.9.1.2"), other.serverPort()}, 2s);
  QVERIFY(runToEnd(check));
  QVERIFY(check.result().error && check.result().error->code == ErrorCode::kCompanionNotOne);
}

void MtuNetnsTest::nobodyThere() {
  MtuCheck check({m_companion.address, 1}, 2s);
  QVERIFY(runToEnd(check));
  QVERIFY(check.result().error && check.result().error->code == ErrorCode::kCompanionSilent);
  QVERIFY(!check.result().verdict);
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  MtuNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "mtu_netns_test.moc"
