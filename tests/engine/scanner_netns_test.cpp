#include "core/engine/base/clock.h"
#include "core/engine/reach/scanner.h"
#include "tests/support/descriptor_limit.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QNetworkDatagram>
#include <QTcpServer>
#include <QUdpSocket>
#include <QtTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <unistd.h>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

const std::string kServer4 = "10.9.9.2";
const std::string kServer6 = "fd00:9:9::2";

std::vector<std::uint16_t> ports(std::uint16_t first, std::uint16_t last) {
  std::vector<std::uint16_t> list(static_cast<std::size_t>(last - first + 1));
  std::iota(list.begin(), list.end(), first);
  return list;
}

ScanRequest request(const std::string& target, std::vector<std::uint16_t> list, Duration timeout = 500ms) {
  ScanRequest request;
  request.addresses = {*IpAddress::parse(target)};
  request.ports = std::move(list);
  request.timeout = timeout;
  return request;
}

struct Seen {
  std::vector<ScanRow> rows;
  Duration took{};
};

Seen scan(ScanRequest what) {
  Scanner scanner(std::move(what));
  const TimePoint before = monotonicNow();
  if (!runToEnd(scanner, 60'000)) return {};
  const Duration took = monotonicNow() - before;
  return {scanner.drain(), took};
}

/// "3 open/syn-ack, 7 closed/rst", the verdicts in the order of their words; an ICMP error with its type and code.
QString summary(const std::vector<ScanRow>& rows) {
  std::map<std::string, int> counts;
  for (const ScanRow& row : rows) {
    std::string what = std::string(name(row.verdict.state)) + "/" + std::string(name(row.verdict.reason));
    if (row.icmp) what += " " + std::to_string(row.icmp->type) + "/" + std::to_string(row.icmp->code);
    if (row.perhapsRateLimited) what += " perhaps";
    ++counts[what];
  }
  QStringList texts;
  for (const auto& [what, count] : counts)
    texts << QStringLiteral("%1 %2").arg(count).arg(QString::fromStdString(what));
  return texts.join(QStringLiteral(", "));
}

QString milliseconds(Duration duration) {
  return QStringLiteral("%1 ms").arg(toMs(duration));
}

/// Nobody is decided twice or forgotten.
bool eachPortOnce(const Seen& seen, const std::vector<std::uint16_t>& list) {
  std::vector<std::uint16_t> decided;
  for (const ScanRow& row : seen.rows)
    decided.push_back(row.port);
  std::ranges::sort(decided);
  return decided == list;
}

}  // namespace

/// The scanner against real firewalls, routers and hosts in client - r1 - r2 - r3 - server.
class ScannerNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void firewalls_data();
  void firewalls();
  void silentPortsCostAboutOneTimeout_data();
  void silentPortsCostAboutOneTimeout();
  void lostSynsMissNothing();
  void rateLimitOfARouter_data();
  void rateLimitOfARouter();
  void localRoutes_data();
  void localRoutes();
  void deadNeighbour();
  void udp_data();
  void udp();
  void fewDescriptorsLoseNothing_data();
  void fewDescriptorsLoseNothing();
  void noDescriptorsAtAll_data();
  void noDescriptorsAtAll();
  void cancelInTheMiddle_data();
  void cancelInTheMiddle();
  void wholeLoopbackHasNoFalseOpen_data();
  void wholeLoopbackHasNoFalseOpen();

 private:
  NetnsChain* m_chain = nullptr;
  std::vector<UniqueFd> m_listeners;
};

void ScannerNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  static NetnsChain chain;
  m_chain = &chain;
  QVERIFY2(chain.problem().isEmpty(), qPrintable(chain.problem()));
  for (quint16 port = 1000; port < 1200; port += 10)
    m_listeners.push_back(chain.listenOnServer(port));
  for (const std::string& target : {kServer4, kServer6})  // Neighbour discovery of fresh links costs the first packets.
    QCOMPARE(summary(scan(request(target, {1}, 3s)).rows), QStringLiteral("1 closed/rst"));
}

void ScannerNetnsTest::init() {
  m_chain->clearRules();
}

/// Ports 1000 to 1099 of the server: every tenth is open, the others are closed; then a rule for 40 of them, fewer than
/// the 50 ICMP errors a Linux router sends at once (icmp_msgs_burst) where that cannot be raised.
void ScannerNetnsTest::firewalls_data() {
  QTest::addColumn<QString>("node");
  QTest::addColumn<QString>("rule");
  QTest::addColumn<QString>("ipv4");
  QTest::addColumn<QString>("ipv6");
  const auto row = [](const char* node, const char* rule, const char* verdict4, const char* verdict6) {
    const QString half = QStringLiteral("54 closed/rst, 6 open/syn-ack");
    const auto expected = [&](const char* verdict) {
      QStringList parts = half.split(QStringLiteral(", ")) << QStringLiteral("40 ") + QLatin1String(verdict);
      std::ranges::sort(parts, {}, [](const QString& part) { return part.section(QLatin1Char(' '), 1); });
      return parts.join(QStringLiteral(", "));
    };
    QTest::addRow("%s %s", node, rule) << node << rule << expected(verdict4) << expected(verdict6);
  };
  row("r2", "forward drop", "filtered/timeout", "filtered/timeout");
  row("server", "input drop", "filtered/timeout", "filtered/timeout");
  row("client", "input drop", "filtered/timeout", "filtered/timeout");
  row("r2", "forward reject", "rejected/icmp 3/3", "rejected/icmp 1/4");
  row("server", "input reject", "rejected/icmp 3/3", "rejected/icmp 1/4");
  row("r2", "forward reject with icmpx admin-prohibited", "rejected/icmp 3/13", "rejected/icmp 1/1");
  row("r2", "forward reject with icmpx host-unreachable", "unreachable/icmp 3/1", "unreachable/icmp 1/3");
  row("r2", "forward reject with icmpx no-route", "unreachable/icmp 3/0", "unreachable/icmp 1/0");
  row("client", "output reject with icmpx admin-prohibited", "local/local-reject 3/13", "local/local-reject 1/1");
}

void ScannerNetnsTest::firewalls() {
  QFETCH(const QString, node);
  QFETCH(const QString, rule);
  const QString match = rule == QLatin1String("input drop") && node == QLatin1String("client")
                            ? QStringLiteral("sport")
                            : QStringLiteral("dport");
  const QString hook = rule.section(QLatin1Char(' '), 0, 0), action = rule.section(QLatin1Char(' '), 1);
  m_chain->rule(node, QStringLiteral("%1 tcp %2 1060-1099 %3").arg(hook, match, action));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  const auto list = ports(1000, 1099);
  for (const auto& [target, column] : {std::pair(kServer4, "ipv4"), std::pair(kServer6, "ipv6")}) {
    const Seen seen = scan(request(target, list));
    QVERIFY(eachPortOnce(seen, list));
    QTEST(summary(seen.rows), column);
    QVERIFY2(seen.took < 2500ms, qPrintable(milliseconds(seen.took)));
  }
}

void ScannerNetnsTest::silentPortsCostAboutOneTimeout_data() {
  QTest::addColumn<int>("retries");
  QTest::addColumn<bool>("withOpenOnes");
  QTest::newRow("a host that says nothing") << 1 << false;
  QTest::newRow("a host that says nothing, three retries") << 3 << false;
  QTest::newRow("beside ports that answer") << 1 << true;
}

void ScannerNetnsTest::silentPortsCostAboutOneTimeout() {
  QFETCH(const int, retries);
  QFETCH(const bool, withOpenOnes);
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 2000-2199 drop"));
  const Duration timeout = 1s;
  ScanRequest what = request(kServer4, ports(withOpenOnes ? 1990 : 2000, 2199), timeout);
  what.retries = retries;
  const Seen seen = scan(what);
  QCOMPARE(summary(seen.rows), withOpenOnes ? QStringLiteral("10 closed/rst, 200 filtered/timeout")
                                            : QStringLiteral("200 filtered/timeout"));
  qInfo("200 silent ports, time-out 1000 ms, %d retries: %s", retries, qPrintable(milliseconds(seen.took)));
  QVERIFY(seen.took >= timeout);
  QVERIFY2(seen.took < timeout + 900ms, qPrintable(milliseconds(seen.took)));
}

/// Every fourth SYN is lost on the way: repeats find what the first attempts missed.
void ScannerNetnsTest::lostSynsMissNothing() {
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 1000-1199 numgen inc mod 4 0 drop"));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  ScanRequest what = request(kServer4, ports(1000, 1199), 300ms);
  what.retries = 6;
  QCOMPARE(summary(scan(what).rows), QStringLiteral("180 closed/rst, 20 open/syn-ack"));
}

/// A router sends six ICMP errors at once, then one a second: silence beside rejections is not called a drop.
void ScannerNetnsTest::rateLimitOfARouter_data() {
  QTest::addColumn<QString>("node");
  QTest::addColumn<int>("retries");
  QTest::addColumn<QString>("expected");
  QTest::newRow("no repeats: the rest is marked")
      << QStringLiteral("r1") << 0 << QStringLiteral("4 filtered/timeout perhaps, 6 rejected/icmp 3/13");
  QTest::newRow("repeats at the pace of the router")
      << QStringLiteral("r3") << 1 << QStringLiteral("10 rejected/icmp 3/13");
}

void ScannerNetnsTest::rateLimitOfARouter() {
  QFETCH(const QString, node);
  QFETCH(const int, retries);
  m_chain->limitIcmpErrors(true);
  m_chain->rule(node, QStringLiteral("forward tcp dport 3000-3009 reject with icmpx admin-prohibited"));
  ScanRequest what = request(kServer4, ports(3000, 3009));
  what.retries = retries;
  const Seen seen = scan(what);
  m_chain->limitIcmpErrors(false);
  QTEST(summary(seen.rows), "expected");
}

void ScannerNetnsTest::localRoutes_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("expected");
  QTest::newRow("none") << QString() << QStringLiteral("300 unreachable/no-route");
  QTest::newRow("unreachable") << QStringLiteral("unreachable") << QStringLiteral("300 unreachable/unreachable-route");
  QTest::newRow("blackhole") << QStringLiteral("blackhole") << QStringLiteral("300 local/blackhole-route");
  QTest::newRow("prohibit") << QStringLiteral("prohibit") << QStringLiteral("300 local/prohibit-route");
}

void ScannerNetnsTest::localRoutes() {
  QFETCH(const QString, type);
  const QString add = QStringLiteral("ip route add %1 192.0.2.0/24; ip route add %1 2001:db8::/32").arg(type);
  m_chain->run(QStringLiteral("client"),
               QStringLiteral("ip route del default; ip -6 route del default; ") + (type.isEmpty() ? QString() : add));
  const QString problem = m_chain->problem();
  const Seen v4 = scan(request("192.0.2.1", ports(1, 300))), v6 = scan(request("2001:db8::1", ports(1, 300)));
  m_chain->run(QStringLiteral("client"),
               QStringLiteral("ip route del 192.0.2.0/24 2>/dev/null; ip route del 2001:db8::/32 2>/dev/null; "
                              "ip route add default via 10.9.1.1; ip -6 route add default via fd00:9:1::1")
                   .replace(QStringLiteral("; ip"), QStringLiteral(" || true; ip")));
  QVERIFY2(problem.isEmpty(), qPrintable(problem));
  QTEST(summary(v4.rows), "expected");
  QTEST(summary(v6.rows), "expected");
  QVERIFY2(v4.took < 400ms && v6.took < 400ms, "nothing was sent, so there is nothing to wait for");
}

void ScannerNetnsTest::deadNeighbour() {
  const Seen v4 = scan(request("10.9.1.77", ports(1, 50)));
  QCOMPARE(summary(v4.rows), QStringLiteral("50 unreachable/neighbour"));
  const Seen v6 = scan(request("fd00:9:1::77", ports(1, 50)));
  QCOMPARE(summary(v6.rows), QStringLiteral("50 unreachable/neighbour"));
}

/// Ports 4000 to 4029: ten echo, ten are bound and silent, ten are closed. Silence beside ICMP errors may be their rate
/// limit, until three slow repeats stay silent as well.
void ScannerNetnsTest::udp_data() {
  QTest::addColumn<QString>("target");
  QTest::addColumn<QString>("rule");
  QTest::addColumn<QString>("expected");
  const auto row = [](const char* title, const std::string& target, const char* rule, const char* expected) {
    QTest::newRow(title) << QString::fromStdString(target) << rule << expected;
  };
  row("no firewall", kServer4, "",
      "10 closed/icmp 3/3, 8 open-or-filtered/timeout, 2 open-or-filtered/timeout perhaps, 10 open/reply");
  row("no firewall, ipv6", kServer6, "",
      "10 closed/icmp 1/4, 8 open-or-filtered/timeout, 2 open-or-filtered/timeout perhaps, 10 open/reply");
  row("dropped", kServer4, "r2 forward udp dport 4000-4029 drop", "30 open-or-filtered/timeout");
  row("rejected by a router", kServer4, "r2 forward udp dport 4000-4029 reject", "30 rejected/icmp 3/3");
  row("rejected by a router, ipv6", kServer6, "r2 forward udp dport 4000-4029 reject with icmpx admin-prohibited",
      "30 rejected/icmp 1/1");
  row("dropped here", kServer4, "client output udp dport 4000-4029 drop", "30 local/permission");
}

void ScannerNetnsTest::udp() {
  QFETCH(const QString, target);
  QFETCH(const QString, rule);
  if (!rule.isEmpty()) m_chain->rule(rule.section(QLatin1Char(' '), 0, 0), rule.section(QLatin1Char(' '), 1));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  std::vector<std::unique_ptr<QUdpSocket>> sockets;
  const NetnsChain::On* const onServer = new NetnsChain::On("server");
  for (quint16 port = 4000; port < 4020; ++port) {
    QUdpSocket* const socket = sockets.emplace_back(std::make_unique<QUdpSocket>()).get();
    QVERIFY(socket->bind(QHostAddress(QHostAddress::Any), port));
    if (port < 4010)
      connect(socket, &QUdpSocket::readyRead, socket, [socket] {
        while (socket->hasPendingDatagrams())
          socket->writeDatagram(socket->receiveDatagram().makeReply("reply"));
      });
  }
  delete onServer;
  ScanRequest what = request(target.toStdString(), ports(4000, 4029));
  what.protocol = Protocol::kUdp;
  const Seen seen = scan(what);
  QVERIFY(eachPortOnce(seen, ports(4000, 4029)));
  QTEST(summary(seen.rows), "expected");
}

void ScannerNetnsTest::fewDescriptorsLoseNothing_data() {
  QTest::addColumn<int>("spare");
  QTest::newRow("one") << 1;
  QTest::newRow("ten") << 10;
}

/// The limit falls after the poll loop has its descriptors.
void ScannerNetnsTest::fewDescriptorsLoseNothing() {
  QFETCH(const int, spare);
  Scanner scanner(request(kServer4, ports(1000, 1199)));
  const DescriptorLimit limit(static_cast<rlim_t>(spare));
  QVERIFY(runToEnd(scanner, 60'000));
  QCOMPARE(summary(scanner.drain()), QStringLiteral("180 closed/rst, 20 open/syn-ack"));
}

void ScannerNetnsTest::noDescriptorsAtAll_data() {
  QTest::addColumn<bool>("before");
  QTest::newRow("not even for the poll loop") << true;
  QTest::newRow("none for sockets") << false;
}

void ScannerNetnsTest::noDescriptorsAtAll() {
  QFETCH(const bool, before);
  std::optional<DescriptorLimit> limit;
  if (before) limit.emplace(0);
  Scanner scanner(request(kServer4, ports(1, 100)));
  if (!before) limit.emplace(0);
  const bool ended = runToEnd(scanner, 10'000);
  limit.reset();
  QVERIFY(ended);
  QCOMPARE(summary(scanner.drain()), QStringLiteral("100 local/resources"));
}

void ScannerNetnsTest::cancelInTheMiddle_data() {
  QTest::addColumn<bool>("udp");
  QTest::newRow("tcp") << false;
  QTest::newRow("udp") << true;
}

void ScannerNetnsTest::cancelInTheMiddle() {
  QFETCH(const bool, udp);
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward th dport 2000-2999 drop"));
  ScanRequest what = request(kServer4, ports(1990, 2999), 60s);
  what.protocol = udp ? Protocol::kUdp : Protocol::kTcp;
  Scanner scanner(what);
  QSignalSpy ended(&scanner, &Job::ended);
  scanner.start();
  if (udp)  // Its answers are ICMP errors, of which the server sends only so many: how many came is not asked here.
    QTRY_VERIFY(scanner.progress().inFlight > 0);
  else
    QTRY_COMPARE(scanner.progress().done, 10U);
  const TimePoint before = monotonicNow();
  scanner.cancel();
  QVERIFY(ended.wait(1000));
  QVERIFY2(monotonicNow() - before < 300ms, qPrintable(milliseconds(monotonicNow() - before)));
  if (!udp) QCOMPARE(summary(scanner.drain()), QStringLiteral("10 closed/rst"));
  scanner.cancel();
  QCOMPARE(ended.size(), 1);
}

void ScannerNetnsTest::wholeLoopbackHasNoFalseOpen_data() {
  QTest::addColumn<QString>("target");
  for (const char* target : {"127.0.0.1", "::1"})
    for (int round = 1; round <= 2; ++round)
      QTest::addRow("%s, round %d", target, round) << QString::fromLatin1(target);
}

/// A connecting socket whose source port is the port it scans answers itself (RFC 9293 section 3.5, simultaneous open).
void ScannerNetnsTest::wholeLoopbackHasNoFalseOpen() {
  QFETCH(const QString, target);
  QTcpServer listener;
  QVERIFY(listener.listen(QHostAddress(target)));
  const Seen seen = scan(request(target.toStdString(), ports(1, 65535), 1s));
  QCOMPARE(seen.rows.size(), 65535U);
  for (const ScanRow& row : seen.rows) {
    const PortState expected = row.port == listener.serverPort() ? PortState::kOpen : PortState::kClosed;
    if (row.verdict.state != expected)
      QCOMPARE(QString::number(row.port) + QLatin1Char(' ') + summary({row}), QString());
  }
  qInfo("65,535 ports of %s: %s", qPrintable(target), qPrintable(milliseconds(seen.took)));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  ScannerNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "scanner_netns_test.moc"
