#include "tests/engine/path/chain_trace.h"
#include "tests/support/delay_link.h"
#include "tests/support/netns_chain.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QUdpSocket>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(synscope::Protocol)

namespace {

constexpr quint16 kOpen = 80, kClosed = 79, kTested = 81, kSilentUdp = 5000, kEchoUdp = 5001;

}  // namespace

/// Traces through real routers and firewalls: client - r1 - r2 - r3 - server.
class TestPathTracer : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanup();
  void whereItDies_data();
  void whereItDies();
  void udp_data();
  void udp();
  void arrivalTtlOfTheHost_data();
  void arrivalTtlOfTheHost();
  void allAnswerTakesARoundTrip();
  void silenceTakesOneTimeout();
  void severalProbesPerHop();
  void limitedIcmpErrorsAreAskedForAgain();
  void ownMachineIsOneHop();
  void noRouteIsNotSent();
  void cancelEndsAtOnce();
  void progressIsShown();
  void sameWayAsTraceroute_data();
  void sameWayAsTraceroute();
  void overASlowLink();

 private:
  void openUdpServices();
  Break diagnosed(bool v6, Trace* subject);
  std::unique_ptr<NetnsChain> m_chain;
  UniqueFd m_open, m_tested;
  std::unique_ptr<QUdpSocket> m_echo, m_silent;
};

void TestPathTracer::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  m_open = m_chain->listenOnServer(kOpen);
  m_tested = m_chain->listenOnServer(kTested);
  openUdpServices();
  PathTracer::Options patient;
  patient.timeout = 8s;  // Neighbour discovery over four fresh links may lose its first solicitation.
  QCOMPARE(traced({server(true), kClosed}, Protocol::kTcp, patient).end, TraceEnd::kReached);
}

void TestPathTracer::openUdpServices() {
  const NetnsChain::On onServer("server");
  m_echo = std::make_unique<QUdpSocket>();
  m_silent = std::make_unique<QUdpSocket>();
  QVERIFY(m_echo->bind(QHostAddress::Any, kEchoUdp));
  QVERIFY(m_silent->bind(QHostAddress::Any, kSilentUdp));
  connect(m_echo.get(), &QUdpSocket::readyRead, this, [this] {
    char byte = 0;
    QHostAddress from;
    quint16 port = 0;
    while (m_echo->hasPendingDatagrams()) {
      m_echo->readDatagram(&byte, 1, &from, &port);
      m_echo->writeDatagram("x", 1, from, port);
    }
  });
}

void TestPathTracer::cleanup() {
  if (m_chain) m_chain->clearRules();
}

void TestPathTracer::whereItDies_data() {
  QTest::addColumn<QString>("node");
  QTest::addColumn<QString>("rule");
  QTest::addColumn<bool>("v6");
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("found");

  const auto row = [](const char* node, const char* rule, const char* path, const char* found) {
    for (const bool v6 : {false, true}) {
      QTest::addRow("%s: %s, %s", node, rule, v6 ? "IPv6" : "IPv4") << node << rule << v6 << path << found;
    }
  };
  row("r1", "forward tcp dport 81 drop", "r1 -", "blocked-after after 1");
  row("r2", "forward tcp dport 81 drop", "r1 r2 -", "blocked-after after 2");
  row("r3", "forward tcp dport 81 drop", "r1 r2 r3 -", "at-host after 3");
  row("r1", "prerouting tcp dport 81 drop", "-", "before-first-hop after 0");
  row("r2", "prerouting tcp dport 81 drop", "r1 -", "blocked-after after 1");
  row("r3", "prerouting tcp dport 81 drop", "r1 r2 -", "blocked-after after 2");
  row("server", "input tcp dport 81 drop", "r1 r2 r3 -", "at-host after 3");
  row("client", "output tcp dport 81 drop", "-", "before-first-hop after 0");
  row("client", "output tcp dport 81 reject with icmpx admin-prohibited", "icmp:self", "not-sent");
  row("r1", "forward tcp dport 81 reject with icmpx admin-prohibited", "r1 icmp:r1", "rejected-by hop 1 by r1");
  row("r2", "forward tcp dport 81 reject with icmpx admin-prohibited", "r1 r2 icmp:r2", "rejected-by hop 2 by r2");
  row("r3", "forward tcp dport 81 reject with icmpx port-unreachable", "r1 r2 r3 icmp:r3", "rejected-by hop 3 by r3");
  row("r2", "prerouting tcp dport 81 reject with icmpx no-route", "r1 icmp:r2", "rejected-by hop 2 by r2");
  row("server", "input tcp dport 81 reject with icmpx port-unreachable", "r1 r2 r3 icmp:host",
      "rejected-by hop 4 by host");
  row("r2", "forward tcp dport 81 reject with tcp reset", "r1 r2 rst", "reset-before hop 2");
  row("r2", "prerouting tcp dport 81 reject with tcp reset", "r1 rst", "reset-before hop 2");
  row("r3", "forward tcp dport 81 reject with tcp reset", "r1 r2 r3 rst", "reset-before hop 3");
  row("server", "input tcp dport 81 reject with tcp reset", "r1 r2 r3 rst", "none");
  row("r3", "output icmp type time-exceeded drop", "r1 r2 - syn-ack", "none");
}

void TestPathTracer::whereItDies() {
  QFETCH(QString, node);
  QFETCH(QString, rule);
  QFETCH(bool, v6);
  if (v6) rule.replace(QLatin1String("icmp type"), QLatin1String("icmpv6 type"));
  m_chain->rule(node, rule);
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  Trace subject;
  const Break found = diagnosed(v6, &subject);
  QTEST(text(subject), "path");
  QTEST(text(found), "found");
}

/// What a diagnosis does: the port, the open port beside it, and arrival TTLs where the port was reset.
Break TestPathTracer::diagnosed(bool v6, Trace* subject) {
  const IpEndpoint tested{server(v6), kTested}, open{server(v6), kOpen};
  const Trace control = traced(open, Protocol::kTcp, hasty());
  *subject = traced(tested, Protocol::kTcp, hasty());
  PathClues clues{subject, &control, std::nullopt, std::nullopt};
  const Hop* last = subject->finalHop();
  if (last != nullptr && last->answer == HopAnswer::kRst) {
    clues.subjectArrivalTtl = arrivalTtl(tested, last->ttl);
    clues.controlArrivalTtl = arrivalTtl(open, control.finalHop()->ttl);
  }
  return synscope::whereItDies(clues);
}

void TestPathTracer::udp_data() {
  QTest::addColumn<QString>("node");
  QTest::addColumn<QString>("rule");
  QTest::addColumn<int>("port");
  QTest::addColumn<bool>("v6");
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("ended");

  const auto row = [](const char* title, const char* node, const char* rule, int port, const char* path,
                      const char* ended) {
    for (const bool v6 : {false, true}) {
      QTest::addRow("%s, %s", title, v6 ? "IPv6" : "IPv4") << node << rule << port << v6 << path << ended;
    }
  };
  row("closed", "", "", 4999, "r1 r2 r3 icmp:host", "reached");
  row("answers", "", "", kEchoUdp, "r1 r2 r3 reply", "reached");
  row("listens and keeps silent", "", "", kSilentUdp, "r1 r2 r3 -", "lost-after");
  row("dropped by hop 2", "r2", "forward udp dport 4999 drop", 4999, "r1 r2 -", "lost-after");
  row("rejected by hop 2", "r2", "forward udp dport 4999 reject with icmpx admin-prohibited", 4999, "r1 r2 icmp:r2",
      "rejected");
  row("port-unreachable by hop 3", "r3", "forward udp dport 4999 reject", 4999, "r1 r2 r3 icmp:r3", "rejected");
  row("dropped here", "client", "output udp dport 4999 drop", 4999, "", "not-sent");
  row("rejected here", "client", "output udp dport 4999 reject", 4999, "icmp:self", "rejected");
}

void TestPathTracer::udp() {
  QFETCH(QString, node);
  QFETCH(QString, rule);
  QFETCH(int, port);
  QFETCH(bool, v6);
  if (!node.isEmpty()) m_chain->rule(node, rule);
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  const Trace trace = traced({server(v6), static_cast<quint16>(port)}, Protocol::kUdp, hasty());
  QTEST(text(trace), "path");
  QTEST(QString::fromStdString(std::string(name(trace.end))), "ended");
}

void TestPathTracer::arrivalTtlOfTheHost_data() {
  QTest::addColumn<bool>("v6");
  QTest::addColumn<int>("port");
  QTest::addColumn<int>("distance");
  for (const bool v6 : {false, true}) {
    for (const int distance : {0, 4}) {
      const char* family = v6 ? "IPv6" : "IPv4";
      QTest::addRow("open, %s, distance %d", family, distance) << v6 << int{kOpen} << distance;
      QTest::addRow("closed, %s, distance %d", family, distance) << v6 << int{kClosed} << distance;
    }
  }
}

void TestPathTracer::arrivalTtlOfTheHost() {
  QFETCH(bool, v6);
  QFETCH(int, port);
  QFETCH(int, distance);
  ArrivalTtlEvidence evidence;
  QCOMPARE(arrivalTtl({server(v6), static_cast<quint16>(port)}, distance, &evidence), std::optional(61));
  QCOMPARE(evidence.answer, port == kOpen ? HopAnswer::kSynAck : HopAnswer::kRst);
}

void TestPathTracer::allAnswerTakesARoundTrip() {
  const Trace trace = traced({server(false), kOpen});
  QCOMPARE(text(trace), QStringLiteral("r1 r2 r3 syn-ack"));
  QCOMPARE(trace.end, TraceEnd::kReached);
  QVERIFY2(toMs(trace.elapsed) < 100, qPrintable(QString::number(toMs(trace.elapsed))));
  for (const Hop& hop : trace.hops)
    QVERIFY(hop.last && *hop.last > Duration::zero() && *hop.last < 100ms);
}

void TestPathTracer::silenceTakesOneTimeout() {
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 81 drop"));
  const Trace trace = traced({server(false), kTested});
  QCOMPARE(trace.end, TraceEnd::kLostAfter);
  QCOMPARE(trace.lastAnsweringTtl, 2);
  QVERIFY2(trace.elapsed >= 2s && trace.elapsed < 2s + 400ms, qPrintable(QString::number(toMs(trace.elapsed))));
  QCOMPARE(trace.hops.at(2).sent, 2);
  QCOMPARE(*trace.hops.at(2).lossPercent(), 100.0);
}

void TestPathTracer::severalProbesPerHop() {
  PathTracer::Options options;
  options.probesPerHop = 3;
  const Trace trace = traced({server(false), kClosed}, Protocol::kTcp, options);
  QCOMPARE(text(trace), QStringLiteral("r1 r2 r3 rst"));
  for (const Hop& hop : trace.hops) {
    QCOMPARE(hop.sent, 3);
    QCOMPARE(hop.received, 3);
  }
}

void TestPathTracer::limitedIcmpErrorsAreAskedForAgain() {
  m_chain->limitIcmpErrors(true);
  m_chain->run(QStringLiteral("client"), QStringLiteral("ip address add 10.9.1.77/24 dev east\n"
                                                        "ip route replace default via 10.9.1.1 src 10.9.1.77"));
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 81 reject with icmpx admin-prohibited"));
  const Trace first = traced({server(false), kTested});
  for (int spend = 0; spend < 3; ++spend)
    traced({server(false), kTested});
  const Trace second = traced({server(false), kTested});
  m_chain->limitIcmpErrors(false);
  m_chain->run(QStringLiteral("client"), QStringLiteral("ip route replace default via 10.9.1.1"));
  QCOMPARE(text(first), QStringLiteral("r1 r2 icmp:r2"));
  QCOMPARE(text(second), QStringLiteral("r1 r2 icmp:r2"));
  QCOMPARE(second.end, TraceEnd::kRejected);
}

void TestPathTracer::ownMachineIsOneHop() {
  for (const char* own : {"127.0.0.1", "::1", "10.9.1.2"}) {
    const Trace trace = traced({address(own), kClosed});
    QCOMPARE(text(trace), QStringLiteral("rst"));
    QCOMPARE(trace.hops.front().sent, 1);
  }
}

void TestPathTracer::noRouteIsNotSent() {
  m_chain->run(QStringLiteral("client"), QStringLiteral("ip route add prohibit 198.51.100.0/24"));
  const Trace trace = traced({address("198.51.100.7"), kOpen});
  QCOMPARE(trace.end, TraceEnd::kNotSent);
  QCOMPARE(trace.error, SocketError::kAccessDenied);
  QVERIFY(trace.hops.empty());
}

void TestPathTracer::cancelEndsAtOnce() {
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 81 drop"));
  PathTracer tracer({server(false), kTested}, Protocol::kTcp, {});
  QSignalSpy ended(&tracer, &Job::ended);
  connect(&tracer, &PathTracer::progressed, &tracer, &PathTracer::cancel);
  tracer.start();
  QVERIFY(ended.wait(1'000));
  QCOMPARE(tracer.result().end, TraceEnd::kCancelled);
  tracer.cancel();
  QCoreApplication::processEvents();
  QCOMPARE(ended.count(), 1);
}

void TestPathTracer::progressIsShown() {
  m_chain->rule(QStringLiteral("r3"), QStringLiteral("forward tcp dport 81 drop"));
  PathTracer tracer({server(false), kTested}, Protocol::kTcp, {});
  QSignalSpy ended(&tracer, &Job::ended);
  QStringList seen;
  connect(&tracer, &PathTracer::progressed, this, [&](const Trace& trace) {
    QCOMPARE(trace.end, TraceEnd::kRunning);
    seen << text(trace);
  });
  tracer.start();
  QVERIFY(ended.wait(10'000));
  QVERIFY(!seen.isEmpty());
  QVERIFY2(seen.first().startsWith(QLatin1String("r1 r2 r3")), qPrintable(seen.first()));
}

void TestPathTracer::sameWayAsTraceroute_data() {
  QTest::addColumn<bool>("v6");
  QTest::addColumn<QString>("options");
  QTest::addColumn<Protocol>("protocol");
  for (const bool v6 : {false, true}) {
    QTest::addRow("TCP, %s", v6 ? "IPv6" : "IPv4") << v6 << QStringLiteral("-T -p 4999") << Protocol::kTcp;
    QTest::addRow("UDP, %s", v6 ? "IPv6" : "IPv4") << v6 << QStringLiteral("-U -p 4999") << Protocol::kUdp;
  }
}

void TestPathTracer::sameWayAsTraceroute() {
  QFETCH(bool, v6);
  QFETCH(QString, options);
  QFETCH(Protocol, protocol);
  if (QStandardPaths::findExecutable(QStringLiteral("traceroute")).isEmpty()) QSKIP("traceroute is not installed");
  const IpAddress host = server(v6);
  const QString theirs =
      m_chain->output(QStringLiteral("client"),
                      QStringLiteral("traceroute -n -q 1 %1 %2").arg(options, QString::fromStdString(host.toString())));
  QStringList ours;
  for (const Hop& hop : traced({host, 4999}, protocol).hops) {
    ours << QString::fromStdString(hop.addresses.at(0).toString());
  }
  QStringList hops;
  for (const QString& line : theirs.split(QLatin1Char('\n')).mid(1)) {
    const QStringList words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.size() > 1) hops << words.at(1);
  }
  QCOMPARE(ours, hops);
}

/// Last: from here on a round trip takes at least 20 ms, and answers come while nobody holds the socket.
void TestPathTracer::overASlowLink() {
  const DelayLink slow(*m_chain, 10ms);
  QVERIFY2(slow.problem().isEmpty(), qPrintable(slow.problem()));
  traced({server(false), kClosed});

  for (const Protocol protocol : {Protocol::kTcp, Protocol::kUdp}) {
    const Trace trace = traced({server(false), 4999}, protocol);
    QCOMPARE(trace.end, TraceEnd::kReached);
    QCOMPARE(trace.hops.size(), std::size_t{4});
    qInfo("%s: whole trace %.1f ms, round trip to the host %.1f ms", name(protocol).data(), toMs(trace.elapsed),
          toMs(*trace.hops.back().last));
    for (const Hop& hop : trace.hops)
      QVERIFY(*hop.last >= 20ms);
    QVERIFY(trace.elapsed < *trace.hops.back().last + 30ms);
  }

  m_chain->rule(QStringLiteral("r3"), QStringLiteral("forward tcp dport 81 reject with tcp reset"));
  QElapsedTimer timer;
  timer.start();
  QCOMPARE(arrivalTtl({server(false), kOpen}, 4), std::optional(61));
  qInfo("arrival TTL of the open port: %lld ms", timer.elapsed());
  Trace subject;
  const Break found = diagnosed(false, &subject);
  QCOMPARE(text(found), QStringLiteral("reset-before hop 3"));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  TestPathTracer test;
  return QTest::qExec(&test, argc, argv);
}

#include "path_tracer_test.moc"
