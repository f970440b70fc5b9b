#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/engine/reach/udp_attempt.h"
#include "core/logic/reach/judge.h"
#include "core/logic/reach/step_codes.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QTcpServer>
#include <QUdpSocket>
#include <QtTest>

#include <algorithm>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

const std::string kServer4 = "10.9.9.2";
const std::string kServer6 = "fd00:9:9::2";

IpAddress address(std::string_view text) {
  return *IpAddress::parse(text);
}

TcpAttempt::Options within(Duration timeout) {
  TcpAttempt::Options options;
  options.timeout = timeout;
  return options;
}

std::string describe(const Attempt& attempt) {
  const PortVerdict verdict = judge(attempt);
  std::string text = std::string(name(verdict.state)) + "/" + std::string(name(verdict.reason));
  if (attempt.error != SocketError::kNone) text += " " + std::string(name(attempt.error));
  if (!attempt.icmp) return text;
  return text + " " + std::to_string(attempt.icmp->type) + "/" + std::to_string(attempt.icmp->code) +
         (attempt.icmp->fromThisHost ? " from here" : " from " + attempt.icmp->from.toString());
}

bool hasEvent(const Timeline& timeline, std::string_view code) {
  return std::ranges::any_of(timeline.events(), [&](const TimelineEvent& event) { return event.code == code; });
}

}  // namespace

/// Attempts against real firewalls, routes and hosts: what a loopback alone cannot show.
class AttemptNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void rejects_data();
  void rejects();
  void rejectWhileConnectHoldsTheSocket_data();
  void rejectWhileConnectHoldsTheSocket();
  void routerRejectsUdp_data();
  void routerRejectsUdp();
  void remoteDropShowsOneRetransmit();
  void localDropIsToldFromRemoteDrop_data();
  void localDropIsToldFromRemoteDrop();
  void returningSynAckDropped();
  void localDropOfUdpIsRefusedAtOnce();
  void localRejectOfUdp();
  void localRoutes_data();
  void localRoutes();
  void deadNeighbour_data();
  void deadNeighbour();
  void deadNeighbourIsReportedByOurselves();
  void minimumTtlFindsTheDistance();
  void ttlExceededNamesTheRouter();
  void lateHandshakeIsStillOpen();
  void selfConnectIsClosed();
  void ownDatagramIsNoAnswer();
  void routeFacts();
  void listenerFacts();
  void linkLocalWithZone();

 private:
  void learnNeighbours();

  NetnsChain* m_chain = nullptr;
};

void AttemptNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  static NetnsChain chain;
  m_chain = &chain;
  QVERIFY2(chain.problem().isEmpty(), qPrintable(chain.problem()));
  learnNeighbours();
}

/// Neighbour discovery of fresh links can cost the first packet.
void AttemptNetnsTest::learnNeighbours() {
  for (const std::string& target : {kServer4, kServer6}) {
    UdpAttempt attempt({address(target), 9}, {}, {});
    QVERIFY(runToEnd(attempt));
    QCOMPARE(judge(attempt.result()).state, PortState::kClosed);
  }
}

void AttemptNetnsTest::init() {
  m_chain->clearRules();
}

void AttemptNetnsTest::rejects_data() {
  QTest::addColumn<QString>("node");
  QTest::addColumn<QString>("rule");
  QTest::addColumn<std::string>("target");
  QTest::addColumn<std::string>("expected");
  const auto row = [](const char* title, const char* node, const char* rule, const std::string& target,
                      const char* expected) {
    QTest::newRow(title) << QString::fromLatin1(node) << QString::fromLatin1(rule) << target << std::string(expected);
  };
  row("reset by router", "r2", "forward tcp dport 81 reject with tcp reset", kServer4, "closed/rst ECONNREFUSED");
  row("port-unreachable", "r2", "forward tcp dport 81 reject", kServer4,
      "rejected/icmp ECONNREFUSED 3/3 from 10.9.2.1");
  row("net-unreachable", "r2", "forward ip protocol tcp reject with icmp net-unreachable", kServer4,
      "unreachable/icmp ENETUNREACH 3/0 from 10.9.2.1");
  row("host-unreachable", "r2", "forward ip protocol tcp reject with icmp host-unreachable", kServer4,
      "unreachable/icmp EHOSTUNREACH 3/1 from 10.9.2.1");
  row("prot-unreachable", "r2", "forward ip protocol tcp reject with icmp prot-unreachable", kServer4,
      "rejected/icmp ENOPROTOOPT 3/2 from 10.9.2.1");
  row("net-prohibited", "r2", "forward ip protocol tcp reject with icmp net-prohibited", kServer4,
      "rejected/icmp ENETUNREACH 3/9 from 10.9.2.1");
  row("host-prohibited", "r2", "forward ip protocol tcp reject with icmp host-prohibited", kServer4,
      "rejected/icmp EHOSTUNREACH 3/10 from 10.9.2.1");
  row("admin-prohibited", "server", "input ip protocol tcp reject with icmp admin-prohibited", kServer4,
      "rejected/icmp EHOSTUNREACH 3/13 from 10.9.9.2");
  row("ipv6 no-route", "r2", "forward meta l4proto tcp reject with icmpv6 no-route", kServer6,
      "unreachable/icmp ENETUNREACH 1/0 from fd00:9:2::1");
  row("ipv6 admin-prohibited", "r2", "forward meta l4proto tcp reject with icmpv6 admin-prohibited", kServer6,
      "rejected/icmp EACCES 1/1 from fd00:9:2::1");
  row("ipv6 port-unreachable", "r2", "forward meta l4proto tcp reject with icmpv6 port-unreachable", kServer6,
      "rejected/icmp ECONNREFUSED 1/4 from fd00:9:2::1");
  row("local output reject", "client", "output tcp dport 81 reject with icmpx admin-prohibited", kServer4,
      "local/local-reject EHOSTUNREACH 3/13 from here");
}

/// Links between namespaces answer inside connect(): all of these are decided while TCP_INFO still says SYN_SENT, and
/// would take a second more for whoever waited for the state.
void AttemptNetnsTest::rejects() {
  QFETCH(const QString, node);
  QFETCH(const QString, rule);
  QFETCH(const std::string, target);
  QFETCH(const std::string, expected);
  m_chain->rule(node, rule);
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));

  TcpAttempt attempt({address(target), 81}, within(3s));
  QVERIFY(runToEnd(attempt));
  if (expected.starts_with("local/")) {
    QVERIFY(hasEvent(attempt.timeline(), step::kSynStayedLocal));
    QVERIFY(!hasEvent(attempt.timeline(), step::kSynSent));
  }
  QCOMPARE(describe(attempt.result()), expected);
  QVERIFY2(attempt.result().elapsed < 500ms, "decided only at the first retransmission");
  QCOMPARE(hasEvent(attempt.timeline(), step::kIcmpReceived), attempt.result().icmp.has_value());
}

void AttemptNetnsTest::rejectWhileConnectHoldsTheSocket_data() {
  QTest::addColumn<std::string>("target");
  QTest::addColumn<std::string>("expected");
  QTest::newRow("ipv4") << std::string("127.0.0.1") << std::string("local/local-reject ECONNREFUSED 3/3 from here");
  QTest::newRow("ipv6") << std::string("::1") << std::string("local/local-reject ECONNREFUSED 1/4 from here");
}

void AttemptNetnsTest::rejectWhileConnectHoldsTheSocket() {
  QFETCH(const std::string, target);
  QFETCH(const std::string, expected);
  m_chain->rule(QStringLiteral("client"), QStringLiteral("input tcp dport 81 reject"));
  TcpAttempt attempt({address(target), 81}, within(3s));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), expected);
  QVERIFY(attempt.result().elapsed < 500ms);
}

void AttemptNetnsTest::routerRejectsUdp_data() {
  QTest::addColumn<QString>("rule");
  QTest::addColumn<std::string>("target");
  QTest::addColumn<std::string>("expected");
  QTest::newRow("nobody listens") << QString() << kServer4 << std::string("closed/icmp ECONNREFUSED 3/3 from 10.9.9.2");
  QTest::newRow("nobody listens, ipv6") << QString() << kServer6
                                        << std::string("closed/icmp ECONNREFUSED 1/4 from fd00:9:9::2");
  QTest::newRow("port-unreachable") << QStringLiteral("forward udp dport 81 reject") << kServer4
                                    << std::string("rejected/icmp ECONNREFUSED 3/3 from 10.9.2.1");
  QTest::newRow("admin-prohibited") << QStringLiteral("forward udp dport 81 reject with icmpx admin-prohibited")
                                    << kServer4 << std::string("rejected/icmp EHOSTUNREACH 3/13 from 10.9.2.1");
  QTest::newRow("drop") << QStringLiteral("forward udp dport 81 drop") << kServer4
                        << std::string("open-or-filtered/timeout");
}

void AttemptNetnsTest::routerRejectsUdp() {
  QFETCH(const QString, rule);
  QFETCH(const std::string, target);
  QFETCH(const std::string, expected);
  if (!rule.isEmpty()) m_chain->rule(QStringLiteral("r2"), rule);
  UdpAttempt::Options options;
  options.timeout = 600ms;
  UdpAttempt attempt({address(target), 81}, {std::byte{1}}, options);
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), expected);
}

void AttemptNetnsTest::remoteDropShowsOneRetransmit() {
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 81 drop"));
  TcpAttempt attempt({address(kServer4), 81}, within(1300ms));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), std::string("filtered/timeout"));
  QCOMPARE(attempt.result().synRetransmits, std::optional<std::uint32_t>(1));
  QCOMPARE(attempt.result().retransmitStayedLocal, std::optional<bool>(false));
  QVERIFY(attempt.result().neighbour && attempt.result().neighbour != NeighbourState::kFailed);
}

void AttemptNetnsTest::localDropIsToldFromRemoteDrop_data() {
  QTest::addColumn<std::string>("target");
  QTest::newRow("ipv4") << kServer4;
  QTest::newRow("ipv6") << kServer6;
}

void AttemptNetnsTest::localDropIsToldFromRemoteDrop() {
  QFETCH(const std::string, target);
  m_chain->rule(QStringLiteral("client"), QStringLiteral("output tcp dport 81 drop"));
  TcpAttempt attempt({address(target), 81}, within(1300ms));
  QSignalSpy retransmitted(&attempt, &TcpAttempt::synRetransmitted);
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), std::string("local/local-drop"));
  QCOMPARE(attempt.result().retransmitStayedLocal, std::optional<bool>(true));
  QCOMPARE(attempt.result().synRetransmits, std::optional<std::uint32_t>(1));
  QCOMPARE(retransmitted.size(), 1);
  QVERIFY(hasEvent(attempt.timeline(), step::kSynStayedLocal));
  QVERIFY(!hasEvent(attempt.timeline(), step::kSynSent));
}

void AttemptNetnsTest::returningSynAckDropped() {
  const UniqueFd listener = m_chain->listenOnServer(8001);
  m_chain->rule(QStringLiteral("client"), QStringLiteral("input tcp sport 8001 drop"));
  TcpAttempt attempt({address(kServer4), 8001}, within(1300ms));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), std::string("filtered/timeout"));
}

void AttemptNetnsTest::localDropOfUdpIsRefusedAtOnce() {
  m_chain->rule(QStringLiteral("client"), QStringLiteral("output udp dport 81 drop"));
  UdpAttempt attempt({address(kServer4), 81}, {std::byte{1}}, {});
  QVERIFY(runToEnd(attempt));
  QCOMPARE(attempt.result().end, AttemptEnd::kNotSent);
  QCOMPARE(describe(attempt.result()), std::string("local/permission EPERM"));
  QVERIFY(attempt.result().elapsed < 500ms);
}

void AttemptNetnsTest::localRejectOfUdp() {
  m_chain->rule(QStringLiteral("client"), QStringLiteral("output udp dport 81 reject"));
  UdpAttempt attempt({address(kServer4), 81}, {std::byte{1}}, {});
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), std::string("local/local-reject EPERM 3/3 from here"));
}

void AttemptNetnsTest::localRoutes_data() {
  QTest::addColumn<QString>("type");
  QTest::addColumn<std::string>("target");
  QTest::addColumn<std::string>("expected");
  const auto row = [](const char* type, const char* v4, const char* expected) {
    for (const char* target : {v4, "2001:db8::1"})
      QTest::addRow("%s to %s", type, target)
          << QString::fromLatin1(type) << std::string(target) << std::string(expected);
  };
  row("blackhole", "192.0.2.1", "local/blackhole-route EINVAL");
  row("prohibit", "192.0.2.1", "local/prohibit-route EACCES");
  row("unreachable", "192.0.2.1", "unreachable/unreachable-route EHOSTUNREACH");
  row("throw", "192.0.2.1", "unreachable/no-route ENETUNREACH");
}

void AttemptNetnsTest::localRoutes() {
  QFETCH(const QString, type);
  QFETCH(const std::string, target);
  QFETCH(const std::string, expected);
  if (type == QStringLiteral("throw"))
    m_chain->run(QStringLiteral("client"), QStringLiteral("ip route del default; ip -6 route del default"));
  m_chain->run(QStringLiteral("client"),
               QStringLiteral("ip route replace %1 %2").arg(type, QString::fromStdString(target)));
  const QString problem = m_chain->problem();

  TcpAttempt tcp({address(target), 81}, within(1s));
  UdpAttempt udp({address(target), 81}, {std::byte{1}}, {});
  const bool ended = runToEnd(tcp) && runToEnd(udp);
  const RouteEvidence route = routeTo(address(target));
  m_chain->run(QStringLiteral("client"), QStringLiteral("ip route del %1 %2; ip route replace default via 10.9.1.1; "
                                                        "ip -6 route replace default via fd00:9:1::1")
                                             .arg(type, QString::fromStdString(target)));

  QVERIFY2(problem.isEmpty(), qPrintable(problem));
  QVERIFY(ended);
  QCOMPARE(tcp.result().end, AttemptEnd::kNotSent);
  QCOMPARE(describe(tcp.result()), expected);
  QCOMPARE(describe(udp.result()), expected);
  QVERIFY(route.known);
  QCOMPARE(route.error, tcp.result().error);
}

void AttemptNetnsTest::deadNeighbour_data() {
  QTest::addColumn<std::string>("target");
  QTest::newRow("ipv4") << std::string("10.9.1.77");
  QTest::newRow("ipv6") << std::string("fd00:9:1::77");
}

void AttemptNetnsTest::deadNeighbour() {
  QFETCH(const std::string, target);
  TcpAttempt attempt({address(target), 81}, within(500ms));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), std::string("unreachable/neighbour"));
  QCOMPARE(attempt.result().neighbour, std::optional(NeighbourState::kIncomplete));
  QVERIFY(hasEvent(attempt.timeline(), step::kSynStayedLocal));
}

void AttemptNetnsTest::deadNeighbourIsReportedByOurselves() {
  TcpAttempt attempt({address("10.9.1.78"), 81}, within(5s));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), std::string("unreachable/neighbour EHOSTUNREACH 3/1 from here"));
  QVERIFY(attempt.result().elapsed > 2s && attempt.result().elapsed < 4s);
}

void AttemptNetnsTest::minimumTtlFindsTheDistance() {
  const UniqueFd listener = m_chain->listenOnServer(8002);
  for (const std::string& target : {kServer4, kServer6}) {
    TcpAttempt::Options options = within(400ms);
    options.minimumTtl = 61;
    TcpAttempt arrives({address(target), 8002}, options);
    options.minimumTtl = 62;
    TcpAttempt isDropped({address(target), 8002}, options);
    QVERIFY(runToEnd(arrives) && runToEnd(isDropped));
    QCOMPARE(arrives.result().end, AttemptEnd::kAnswered);
    QCOMPARE(isDropped.result().end, AttemptEnd::kSilent);
  }
}

void AttemptNetnsTest::ttlExceededNamesTheRouter() {
  TcpAttempt::Options options = within(1s);
  options.ttl = 2;
  TcpAttempt v4({address(kServer4), 81}, options);
  TcpAttempt v6({address(kServer6), 81}, options);
  QVERIFY(runToEnd(v4) && runToEnd(v6));
  QCOMPARE(describe(v4.result()), std::string("rejected/icmp EHOSTUNREACH 11/0 from 10.9.2.1"));
  QCOMPARE(describe(v6.result()), std::string("rejected/icmp EHOSTUNREACH 3/0 from fd00:9:2::1"));
}

/// The first SYN is lost, the second gets through.
void AttemptNetnsTest::lateHandshakeIsStillOpen() {
  const UniqueFd listener = m_chain->listenOnServer(8003);
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 8003 numgen inc mod 2 == 0 drop"));
  TcpAttempt attempt({address(kServer4), 8003}, within(3s));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(describe(attempt.result()), std::string("open/syn-ack"));
  QCOMPARE(attempt.result().synRetransmits, std::optional<std::uint32_t>(1));
  QVERIFY(!attempt.result().kernelRtt);
  QVERIFY(!attempt.result().retransmitStayedLocal);
  QVERIFY(attempt.result().elapsed >= 900ms);
  QVERIFY(hasEvent(attempt.timeline(), step::kSynRetransmitted));
}

/// With two ephemeral ports left the system soon takes the target itself as the source port.
void AttemptNetnsTest::selfConnectIsClosed() {
  m_chain->run(QStringLiteral("client"), QStringLiteral("echo 41000 41001 >/proc/sys/net/ipv4/ip_local_port_range"));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  bool seen = false;
  for (int i = 0; i < 100 && !seen; ++i) {
    TcpAttempt attempt({address("127.0.0.1"), 41000}, within(1s));
    QVERIFY(runToEnd(attempt));
    QCOMPARE(judge(attempt.result()).state, PortState::kClosed);
    seen = attempt.result().selfConnected;
    if (seen) {
      QCOMPARE(describe(attempt.result()), std::string("closed/self-connect"));
      QVERIFY(hasEvent(attempt.timeline(), step::kSelfConnected));
    }
  }
  m_chain->run(QStringLiteral("client"), QStringLiteral("echo 32768 60999 >/proc/sys/net/ipv4/ip_local_port_range"));
  QVERIFY(seen);
}

/// With one ephemeral port left a datagram to it comes back to the socket that sent it: nobody else answered.
void AttemptNetnsTest::ownDatagramIsNoAnswer() {
  m_chain->run(QStringLiteral("client"), QStringLiteral("echo 41000 41000 >/proc/sys/net/ipv4/ip_local_port_range"));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  UdpAttempt::Options options;
  options.timeout = 1s;
  UdpAttempt attempt({address("127.0.0.1"), 41000}, {}, options);
  QVERIFY(runToEnd(attempt));
  m_chain->run(QStringLiteral("client"), QStringLiteral("echo 32768 60999 >/proc/sys/net/ipv4/ip_local_port_range"));
  QVERIFY(attempt.result().local && attempt.result().local->port == 41000);
  QCOMPARE(describe(attempt.result()), std::string("closed/self-connect"));
}

void AttemptNetnsTest::routeFacts() {
  const RouteEvidence remote = routeTo(address(kServer4));
  QVERIFY(remote.known && !remote.localDestination);
  QCOMPARE(remote.source, std::optional(address("10.9.1.2")));
  QCOMPARE(remote.gateway, std::optional(address("10.9.1.1")));
  QCOMPARE(remote.interface, std::string("east"));
  QCOMPARE(remote.mtu, std::optional<std::uint32_t>(1500));

  const RouteEvidence onLink = routeTo(address("fd00:9:1::1"));
  QVERIFY(onLink.known && !onLink.gateway);
  QCOMPARE(onLink.source, std::optional(address("fd00:9:1::2")));

  const RouteEvidence own = routeTo(address("10.9.1.2"));
  QVERIFY(own.known && own.localDestination);

  m_chain->run(QStringLiteral("client"), QStringLiteral("ip route add 198.51.100.0/24 via 10.9.1.1 mtu 1300"));
  QCOMPARE(routeTo(address("198.51.100.1")).mtu, std::optional<std::uint32_t>(1300));
}

void AttemptNetnsTest::listenerFacts() {
  QVERIFY(listenersOn(8100, Protocol::kTcp).known);
  QVERIFY(listenersOn(8100, Protocol::kTcp).listeners.empty());
  QTcpServer any;
  QVERIFY(any.listen(QHostAddress::AnyIPv4, 8100));
  QUdpSocket udp;
  QVERIFY(udp.bind(QHostAddress::LocalHost, 8101));

  const ListenerEvidence tcp = listenersOn(8100, Protocol::kTcp);
  QCOMPARE(tcp.listeners.size(), 1U);
  QCOMPARE(tcp.listeners[0].local.toString(), std::string("0.0.0.0:8100"));
  QCOMPARE(tcp.listeners[0].pid, std::optional<int>(static_cast<int>(QCoreApplication::applicationPid())));
  QVERIFY(tcp.listeners[0].process.starts_with("attempt_netns"));
  QCOMPARE(tcp.listeners[0].acceptQueue, std::optional<std::uint32_t>(0));
  QVERIFY(tcp.listeners[0].backlog && *tcp.listeners[0].backlog > 0);
  QVERIFY(!tcp.listeners[0].v6Only);
  QCOMPARE(listenersOn(8101, Protocol::kUdp).listeners.size(), 1U);

  const NetnsChain::On server("server");
  QVERIFY(listenersOn(8100, Protocol::kTcp).listeners.empty());
}

void AttemptNetnsTest::linkLocalWithZone() {
  TcpAttempt missing({address("fe80::1"), 81}, within(1s));
  QVERIFY(runToEnd(missing));
  QCOMPARE(describe(missing.result()), std::string("local/zone-missing EINVAL"));

  TcpAttempt unknown({address("fe80::1%nozone"), 81}, within(1s));
  QVERIFY(runToEnd(unknown));
  QCOMPARE(describe(unknown.result()), std::string("local/zone-unknown ENODEV"));
  QCOMPARE(routeTo(address("fe80::1%nozone")).error, SocketError::kNoSuchDevice);

  m_chain->run(QStringLiteral("r1"), QStringLiteral("ip addr add fe80::77/64 dev west nodad"));
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  TcpAttempt scoped({address("fe80::77%east"), 81}, within(5s));
  QVERIFY(runToEnd(scoped));
  QCOMPARE(describe(scoped.result()), std::string("closed/rst ECONNREFUSED"));
  QCOMPARE(scoped.result().local->address.zone(), std::string("east"));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  AttemptNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "attempt_netns_test.moc"
