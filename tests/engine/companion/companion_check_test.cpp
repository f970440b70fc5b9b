#include "core/engine/companion/companion_check.h"

#include "core/engine/companion/companion_server.h"
#include "core/engine/companion/companion_watch.h"
#include "core/engine/kernel/socket_table.h"
#include "tests/support/job_runner.h"
#include "tests/support/loopback_peers.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

const IpAddress kHere = IpAddress::v4({127, 0, 0, 1});

/// A companion on a free port of the loopback.
struct Companion {
  Companion() : server(options()) {
    QObject::connect(&server, &CompanionServer::listening, &server,
                     [this](const IpEndpoint& local) { port = local.port; });
    server.start();
  }
  static CompanionServer::Options options() {
    CompanionServer::Options chosen;
    chosen.port = 0;
    chosen.name = "far end";
    return chosen;
  }

  std::uint16_t port = 0;
  CompanionServer server;
};

CompanionFinding check(const Companion& companion, std::uint16_t port, Protocol protocol = Protocol::kTcp,
                       Duration timeout = 1s) {
  CompanionCheck check({kHere, port}, {protocol, companion.port, timeout});
  if (!runToEnd(check)) return {};
  return check.result();
}

std::string code(const CompanionFinding& finding) {
  if (finding.error) return "error." + std::string(name(finding.error->code));
  return finding.verdict ? std::string(name(finding.verdict->code)) : "nothing";
}

std::uint16_t freePort() {
  QTcpServer probe;
  probe.listen(QHostAddress::LocalHost);
  return probe.serverPort();
}

}  // namespace

/// Two ends on one machine, and visitors that are no SynScope.
class CompanionCheckTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void openPortThatNobodyServed();
  void portOfAnotherProgram();
  void datagramsToAPortThatNobodyServed();
  void heldButNotServed();
  void listeningOnAnotherAddress();
  void connectionsThatWereThereBefore();
  void aZoneDoesNotHideTheAsker();
  void acceptQueueIsFull();
  void nobodyThere();
  void somethingElseThere();
  void aCompanionThatOnlyGreets();
  void visitorWithoutManners_data();
  void visitorWithoutManners();
  void tooManyVisitors();
};

void CompanionCheckTest::openPortThatNobodyServed() {
  Companion companion;
  const CompanionFinding finding = check(companion, freePort());
  QCOMPARE(code(finding), std::string("open-but-unserved"));
  QCOMPARE(finding.companion.name, std::string("far end"));
  QVERIFY(finding.theirs->opened);
  QCOMPARE(finding.theirs->sightings.size(), std::size_t(1));
  const CompanionSighting& seen = finding.theirs->sightings.front();
  QCOMPARE(seen.from, *finding.ours->local);
  QVERIFY(seen.established);
#ifdef Q_OS_LINUX
  QVERIFY(seen.syn.has_value());
  QCOMPARE(seen.syn->ttl, 64);
  QVERIFY(finding.ours->negotiated->timestamps);
  QCOMPARE(seen.syn->mss, std::optional(static_cast<int>(finding.ours->negotiated->receiveMss) + 12));
  QVERIFY(finding.verdict->notes.empty());  // Nothing was changed on the way.
#endif
}

void CompanionCheckTest::portOfAnotherProgram() {
  if (!socketTableCapability().available) QSKIP("this system does not list its sockets");
  Companion companion;
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress::LocalHost));
  const CompanionFinding finding = check(companion, other.serverPort());
  QCOMPARE(code(finding), std::string("both-open"));
  QVERIFY(finding.theirs->served);
  QVERIFY(!finding.theirs->opened);
  QVERIFY2(finding.theirs->process.find("companion_check") == 0, finding.theirs->process.c_str());
}

void CompanionCheckTest::datagramsToAPortThatNobodyServed() {
  Companion companion;
  const CompanionFinding finding = check(companion, freePort(), Protocol::kUdp);
  QCOMPARE(code(finding), std::string("open-but-unserved"));
  QCOMPARE(finding.theirs->sightings.front().datagrams, std::uint64_t(1));
  QCOMPARE(finding.theirs->sightings.front().replies, std::uint64_t(1));
}

/// Bound without listening: the companion cannot open it either, and says that nobody serves it.
void CompanionCheckTest::heldButNotServed() {
  Companion companion;
  const ClosedPort held;
  QCOMPARE(code(check(companion, held.port())), std::string("not-listening"));
}

/// A service on the loopback address only, asked for by another one: its own kernel sends the reset, no firewall does.
void CompanionCheckTest::listeningOnAnotherAddress() {
  if (!socketTableCapability().available) QSKIP("this system does not list its sockets");
  Companion companion;
  QTcpServer elsewhere;
  if (!elsewhere.listen(QHostAddress(QStringLiteral("127.0.0.2")))) QSKIP("there is no 127.0.0.2 here");
  const CompanionFinding finding = check(companion, elsewhere.serverPort());
  QCOMPARE(code(finding), std::string("not-listening"));
  QVERIFY(!finding.theirs->served);
}

void CompanionCheckTest::connectionsThatWereThereBefore() {
  if (!socketTableCapability().available) QSKIP("this system does not list its sockets");
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  const Peers before(server.serverPort(), 2);
  CompanionWatch watch(Protocol::kTcp, server.serverPort(), kHere, kHere);
  watch.start();
  QVERIFY(watch.view().sightings.empty());
  const Peers during(server.serverPort(), 1);
  QTRY_COMPARE(watch.view().sightings.size(), std::size_t(1));
}

/// As with link-local addresses: the connection of who asks names the interface, the socket table does not.
void CompanionCheckTest::aZoneDoesNotHideTheAsker() {
  if (!socketTableCapability().available) QSKIP("this system does not list its sockets");
  QTcpServer server;
  if (!server.listen(QHostAddress::LocalHostIPv6)) QSKIP("there is no IPv6 here");
  const IpAddress asker = *IpAddress::parse("::1%lo");
  CompanionWatch watch(Protocol::kTcp, server.serverPort(), asker, asker);
  watch.start();
  QTcpSocket visitor;
  visitor.connectToHost(QHostAddress::LocalHostIPv6, server.serverPort());
  QTRY_COMPARE(watch.view().sightings.size(), std::size_t(1));
  QVERIFY(watch.view().served);
}

void CompanionCheckTest::acceptQueueIsFull() {
  if (!socketTableCapability().available) QSKIP("this system does not list its sockets");
  Companion companion;
  QTcpServer hanging;
  hanging.setListenBacklogSize(1);
  QVERIFY(hanging.listen(QHostAddress::LocalHost));
  hanging.pauseAccepting();
  const Peers waiting(hanging.serverPort(), 2);
  QCOMPARE(code(check(companion, hanging.serverPort(), Protocol::kTcp, 1'500ms)), std::string("queue-full"));
}

void CompanionCheckTest::nobodyThere() {
  CompanionCheck check({kHere, 80}, {Protocol::kTcp, freePort(), 1s});
  QVERIFY(runToEnd(check));
  QCOMPARE(code(check.result()), std::string("error.companion-silent"));
}

void CompanionCheckTest::somethingElseThere() {
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress::LocalHost));
  connect(&other, &QTcpServer::newConnection, &other,
          [&] { other.nextPendingConnection()->write("220 mail.example ESMTP\r\n"); });
  CompanionCheck check({kHere, 80}, {Protocol::kTcp, other.serverPort(), 1s});
  QVERIFY(runToEnd(check));
  QCOMPARE(code(check.result()), std::string("error.companion-not-one"));
}

/// Each greeting would begin the wait anew.
void CompanionCheckTest::aCompanionThatOnlyGreets() {
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress::LocalHost));
  QTimer again;
  int questions = 0;
  connect(&other, &QTcpServer::newConnection, &other, [&] {
    QTcpSocket* asker = other.nextPendingConnection();
    connect(asker, &QTcpSocket::readyRead, asker,
            [&, asker] { questions += static_cast<int>(asker->readAll().count('\n')); });
    connect(&again, &QTimer::timeout, asker, [asker] { asker->write(encode(CompanionHello{})); });
    asker->write(encode(CompanionHello{}));
  });
  again.start(100ms);
  CompanionCheck check({kHere, 80}, {Protocol::kTcp, other.serverPort(), 1s});
  QVERIFY(runToEnd(check));
  QCOMPARE(code(check.result()), std::string("error.companion-silent"));
  QCOMPARE(questions, 1);
}

void CompanionCheckTest::visitorWithoutManners_data() {
  QTest::addColumn<QByteArray>("says");
  QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\r\n\r\n");
  QTest::newRow("a line without end") << QByteArray(200'000, 'x');
  QTest::newRow("a port that is none") << QByteArray("{\"op\":\"watch\",\"protocol\":\"tcp\",\"port\":70000}\n");
  QTest::newRow("question after question")
      << QByteArray("{\"op\":\"watch\",\"protocol\":\"tcp\",\"port\":9}\n").repeated(3'000);
  QTest::newRow("deep nesting") << QByteArray(60'000, '[') + '\n';
}

void CompanionCheckTest::visitorWithoutManners() {
  QFETCH(QByteArray, says);
  Companion companion;
  QTcpSocket visitor;
  visitor.connectToHost(QHostAddress::LocalHost, companion.port);
  visitor.write(says);
  QTRY_COMPARE(visitor.state(), QAbstractSocket::UnconnectedState);
  QCOMPARE(code(check(companion, freePort())), std::string("open-but-unserved"));
}

void CompanionCheckTest::tooManyVisitors() {
  Companion companion;
  std::vector<std::unique_ptr<QTcpSocket>> visitors;
  for (int i = 0; i < 40; ++i) {
    visitors.push_back(std::make_unique<QTcpSocket>());
    visitors.back()->connectToHost(QHostAddress::LocalHost, companion.port);
  }
  const auto staying = [&] {
    return std::count_if(visitors.begin(), visitors.end(), [](const auto& visitor) {
      return visitor->state() == QAbstractSocket::ConnectedState && visitor->bytesAvailable() > 0;
    });
  };
  QTRY_COMPARE(staying(), 16);
  visitors.clear();
  QTRY_COMPARE(code(check(companion, freePort())), std::string("open-but-unserved"));
}

QTEST_GUILESS_MAIN(CompanionCheckTest)
#include "companion_check_test.moc"
