#include "core/engine/reach/native_socket.h"
#include "tests/engine/endpoint/life_pair.h"
#include "tests/support/netns_chain.h"

#include <QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <memory>

using namespace synscope;
using namespace synscope::test;

namespace {

constexpr quint16 kPort = 80;

IpEndpoint server(const char* address = "10.9.9.2") {
  return {*IpAddress::parse(address), kPort};
}

void setOption(int fd, int option, int value) {
  QCOMPARE(::setsockopt(fd, IPPROTO_TCP, option, &value, sizeof value), 0);
}

qsizetype count(const ConnectionLife& life, std::string_view code) {
  return std::ranges::count(life.timeline.events(), std::string(code), &TimelineEvent::code);
}

}  // namespace

/// A peer that vanishes without a word, behind real routers.
class LifeNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void userTimeout();
  void keepalive();
  void retransmissionTimeout();
  void routerSaysUnreachable();
  void softErrorIsSurvived();
  void heardAgain();
  void ourCloseIsNeverAnswered();
  void bothCloseAtOnce();
  void theClientsSyn_data();
  void theClientsSyn();
  void linkTakenAway();  // Last: the IPv6 addresses of the link go with it.

 private:
  std::unique_ptr<LifePair> connectedPair();
  void silence() { m_chain->rule(QStringLiteral("r1"), QStringLiteral("forward drop")); }
  void client(const char* script) { m_chain->run(QStringLiteral("client"), QString::fromLatin1(script)); }

  std::unique_ptr<NetnsChain> m_chain;
};

void LifeNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
}

void LifeNetnsTest::init() {
  m_chain->clearRules();
  client("ip link set east up; ip route replace default via 10.9.1.1; sysctl -qw net.ipv4.tcp_retries2=15");
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
}

std::unique_ptr<LifePair> LifeNetnsTest::connectedPair() {
  return std::make_unique<LifePair>(m_chain->listenOnServer(kPort), server());
}

void LifeNetnsTest::userTimeout() {
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  setOption(pair->native(), TCP_USER_TIMEOUT, 1500);
  silence();
  pair->write("anybody there?");
  QTRY_VERIFY(pair->readIfReady());
  const auto life = pair->life();
  QCOMPARE(life->teardown.reason, TeardownReason::kUserTimeout);
  QVERIFY(count(*life, "timer.retransmission") >= 1);
  QVERIFY(count(*life, "segment.retransmitted") >= 1);
  QCOMPARE(count(*life, "call.timed-out"), 1);
  QCOMPARE(count(*life, "timer.user-timeout"), 1);
  QCOMPARE(life->peerState, std::nullopt);
  QVERIFY(!life->teardown.byReset);
}

void LifeNetnsTest::keepalive() {
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  const int on = 1;
  ::setsockopt(pair->native(), SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
  setOption(pair->native(), TCP_KEEPIDLE, 1);
  setOption(pair->native(), TCP_KEEPINTVL, 1);
  setOption(pair->native(), TCP_KEEPCNT, 2);
  silence();
  QTRY_VERIFY_WITH_TIMEOUT(pair->readIfReady(), 8000);
  const auto life = pair->life();
  QCOMPARE(life->teardown.reason, TeardownReason::kKeepalive);
  QVERIFY(count(*life, "timer.keepalive-probe") >= 1);
  QCOMPARE(count(*life, "timer.keepalive"), 1);
}

void LifeNetnsTest::retransmissionTimeout() {
  client("sysctl -qw net.ipv4.tcp_retries2=2");
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  silence();
  pair->write("anybody there?");
  QTRY_VERIFY_WITH_TIMEOUT(pair->readIfReady(), 15'000);
  QCOMPARE(pair->life()->teardown.reason, TeardownReason::kRetransmissionTimeout);
  QCOMPARE(count(*pair->life(), "timer.gave-up"), 1);
}

void LifeNetnsTest::routerSaysUnreachable() {
  client("sysctl -qw net.ipv4.tcp_retries2=2");
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  m_chain->rule(QStringLiteral("r1"), QStringLiteral("forward reject with icmp type host-unreachable"));
  pair->write("anybody there?");
  QTRY_VERIFY_WITH_TIMEOUT(pair->readIfReady(), 15'000);
  QCOMPARE(pair->life()->teardown.reason, TeardownReason::kUnreachable);
  QCOMPARE(count(*pair->life(), "call.path-error"), 1);
}

void LifeNetnsTest::softErrorIsSurvived() {
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  setErrorQueue(pair->native(), IpFamily::kV4, true);
  m_chain->rule(QStringLiteral("r1"), QStringLiteral("forward reject with icmp type host-unreachable"));
  pair->write("anybody there?");
  QTRY_VERIFY((pair->readIfReady(), count(*pair->life(), "call.path-error") == 1));
  QCOMPARE(pair->state(), TcpState::kEstablished);
  QVERIFY(!pair->life()->teardown.reason);
}

void LifeNetnsTest::heardAgain() {
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  silence();
  pair->write("anybody there?");
  QTRY_VERIFY(count(*pair->life(), "timer.retransmission") >= 1);
  m_chain->clearRules();
  QTRY_COMPARE(count(*pair->life(), "timer.answered"), 1);
  QCOMPARE(pair->state(), TcpState::kEstablished);
}

void LifeNetnsTest::linkTakenAway() {
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  setOption(pair->native(), TCP_USER_TIMEOUT, 1500);
  client("ip link set east down");
  pair->write("anybody there?");
  QTRY_VERIFY(pair->readIfReady());
  QCOMPARE(pair->life()->teardown.reason, TeardownReason::kUserTimeout);
  QVERIFY(count(*pair->life(), "segment.retransmit-failed") >= 1);
}

void LifeNetnsTest::ourCloseIsNeverAnswered() {
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  client("sysctl -qw net.ipv4.tcp_orphan_retries=2");
  silence();
  pair->close();
  QTRY_COMPARE(pair->state(), TcpState::kFinWait1);
  QTRY_VERIFY_WITH_TIMEOUT(pair->life()->gone, 15'000);
  QCOMPARE(pair->life()->teardown.reason, TeardownReason::kRetransmissionTimeout);
}

/// Our FIN is held up on its way, so the peer closes without having seen it.
void LifeNetnsTest::bothCloseAtOnce() {
  const auto pair = connectedPair();
  QVERIFY(pair->ok());
  m_chain->rule(QStringLiteral("r1"), QStringLiteral("forward ip daddr 10.9.9.2 tcp flags fin drop"));
  pair->close();
  QTRY_COMPARE(pair->state(), TcpState::kFinWait1);
  pair->peer().reset();
  QTRY_COMPARE(pair->state(), TcpState::kClosing);
  m_chain->clearRules();
  QTRY_COMPARE(pair->state(), TcpState::kTimeWait);
  QTRY_VERIFY(pair->life()->timer);
  QVERIFY(pair->life()->teardown.simultaneous);
  const QByteArray words = QByteArray::fromStdString(pair->words()).replace("?", "");
  QVERIFY2(words.endsWith("close() >fin FIN_WAIT_1 <fin >ack CLOSING <ack-of-fin TIME_WAIT =simultaneous time-wait"),
           words.constData());
}

void LifeNetnsTest::theClientsSyn_data() {
  QTest::addColumn<QByteArray>("target");
  QTest::newRow("IPv4") << QByteArray("10.9.9.2");
  QTest::newRow("IPv6") << QByteArray("fd00:9:9::2");
}

void LifeNetnsTest::theClientsSyn() {
  QFETCH(QByteArray, target);
  UniqueFd listener = m_chain->listenOnServer(kPort);
  setOption(static_cast<int>(listener.get()), 27, 1);  // TCP_SAVE_SYN
  LifePair pair(std::move(listener), server(target.constData()), true);
  QVERIFY(pair.ok());
  const auto life = pair.life();
  QVERIFY(life->clientSyn);
  QCOMPARE(int(life->clientSyn->ip.ttl), 61);
  QCOMPARE(life->clientSyn->guessedHops(), 3);
  QCOMPARE(maximumSegmentOf(life->clientSyn->tcp.options).has_value(), true);
  QCOMPARE(life->clientSyn->tcp.destinationPort, kPort);
  const auto syn = std::ranges::find(life->timeline.events(), "segment.syn", &TimelineEvent::code);
  QCOMPARE(syn->source, EventSource::kObserved);
  QCOMPARE(syn->fields, fieldsOf(*life->clientSyn));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  LifeNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "life_netns_test.moc"
