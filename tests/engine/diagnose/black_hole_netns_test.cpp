#include "core/engine/diagnose/first_byte_check.h"
#include "core/engine/diagnose/full_size_check.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

constexpr quint16 kPort = 80;

/// Answers whatever it gets with more than one full-size segment.
std::unique_ptr<QTcpServer> serverOfLargePages() {
  const NetnsChain::On onServer("server");
  auto server = std::make_unique<QTcpServer>();
  QObject::connect(server.get(), &QTcpServer::newConnection, server.get(), [it = server.get()] {
    QTcpSocket* socket = it->nextPendingConnection();
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
      if (socket->readAll().contains("\r\n\r\n")) socket->write(QByteArray(5'000, 'x'));
    });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
  });
  return server->listen(QHostAddress::Any, kPort) ? std::move(server) : nullptr;
}

/// The route a router takes towards one side carries only 1,300 bytes.
QString narrowRoute(const char* to, const char* via) {
  return QStringLiteral("ip route replace %1 via %2 mtu lock 1300").arg(QLatin1String(to), QLatin1String(via));
}

}  // namespace

/// A link with a small MTU, in either direction, with and without the ICMP message that tells the sender.
class BlackHoleNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanup();
  void onTheWayThere_data();
  void onTheWayThere();
  void onTheWayBack();

 private:
  /// Routers keep silent about packets that are too large.
  void dropFragmentationNeeded();

  IpEndpoint m_target{*IpAddress::parse("10.9.9.2"), kPort};
  std::unique_ptr<NetnsChain> m_chain;
  std::unique_ptr<QTcpServer> m_server;
};

void BlackHoleNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user and network namespaces and nft");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  m_server = serverOfLargePages();
  QVERIFY(m_server != nullptr);
}

/// No test sees the rules, routes or learned path MTUs of another.
void BlackHoleNetnsTest::cleanup() {
  if (!m_chain) return;
  m_chain->clearRules();
  m_chain->run(QStringLiteral("r2"), QStringLiteral("ip route replace default via 10.9.3.1"));
  m_chain->run(QStringLiteral("r3"), QStringLiteral("ip route replace 10.9.1.0/24 via 10.9.3.2"));
  for (const char* node : {"client", "server"})
    m_chain->run(QLatin1String(node), QStringLiteral("ip route flush cache"));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
}

void BlackHoleNetnsTest::dropFragmentationNeeded() {
  for (const char* router : {"r2", "r3"})
    m_chain->rule(QLatin1String(router), QStringLiteral("output icmp type destination-unreachable drop"));
}

void BlackHoleNetnsTest::onTheWayThere_data() {
  QTest::addColumn<bool>("narrow");
  QTest::addColumn<bool>("told");
  QTest::addColumn<bool>("full");
  QTest::newRow("wide") << false << true << true;
  QTest::newRow("narrow, and the sender is told") << true << true << true;
  QTest::newRow("narrow, and nobody tells") << true << false << false;
}

void BlackHoleNetnsTest::onTheWayThere() {
  QFETCH(bool, narrow);
  QFETCH(bool, told);
  QFETCH(bool, full);
  if (narrow) m_chain->run(QStringLiteral("r2"), narrowRoute("default", "10.9.3.1"));
  if (!told) dropFragmentationNeeded();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));

  FullSizeCheck check(m_target, Filling::kHttpHeader, 3s);
  QVERIFY(runToEnd(check));
  const FullSizeEvidence& seen = check.result();
  QCOMPARE(seen.mss, 1448u);
  QVERIFY(seen.smallAcknowledged);
  QCOMPARE(seen.fullAcknowledged, std::optional(full));
  QCOMPARE(seen.reducedAcknowledged, full ? std::nullopt : std::optional(true));
  QCOMPARE(seen.retransmits > 0, narrow);
}

/// What we send is acknowledged, the large answer is lost: only the first byte shows it, and small segments bring it.
void BlackHoleNetnsTest::onTheWayBack() {
  m_chain->run(QStringLiteral("r3"), narrowRoute("10.9.1.0/24", "10.9.3.2"));
  dropFragmentationNeeded();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));

  FullSizeCheck sizes(m_target, Filling::kHttpHeader, 3s);
  QVERIFY(runToEnd(sizes));
  QCOMPARE(sizes.result().fullAcknowledged, std::optional(true));

  FirstByteOptions options;
  options.host = "10.9.9.2";
  options.isHttp = true;
  options.timeout = 1s;
  FirstByteCheck first(m_target, options);
  QVERIFY(runToEnd(first));
  QCOMPARE(name(first.result().result), name(FirstByteResult::kStalled));
  QVERIFY(first.result().requestAcknowledged);
  QCOMPARE(first.result().reducedWorked, std::optional(true));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  BlackHoleNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "black_hole_netns_test.moc"
