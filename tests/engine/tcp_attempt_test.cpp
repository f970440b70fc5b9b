#include "core/engine/reach/tcp_attempt.h"

#include "core/engine/base/net_thread.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/reach/judge.h"
#include "core/logic/reach/step_codes.h"
#include "tests/support/descriptor_limit.h"
#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QtTest>

#include <algorithm>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

TcpAttempt::Options shortly(Duration timeout = 2s) {
  TcpAttempt::Options options;
  options.timeout = timeout;
  return options;
}

std::vector<std::string> codesOf(const Timeline& timeline) {
  std::vector<std::string> codes;
  for (const TimelineEvent& event : timeline.events())
    codes.push_back(event.code);
  return codes;
}

std::vector<std::string> texts(std::initializer_list<std::string_view> codes) {
  return {codes.begin(), codes.end()};
}

EventSource sourceOf(const Timeline& timeline, std::string_view code) {
  const auto found = std::ranges::find(timeline.events(), code, &TimelineEvent::code);
  return found == timeline.events().end() ? EventSource::kSimulated : found->source;
}

}  // namespace

class TcpAttemptTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void openPort_data() { families(); }
  void openPort();
  void closedPort_data() { families(); }
  void closedPort();
  void peerThatEndsAtOnceIsStillOpen_data();
  void peerThatEndsAtOnceIsStillOpen();
  void fullAcceptQueueIsSilentAndCountsSyns();
  void cancelEndsOnce();
  void outOfDescriptorsIsNotSent();
  void unknownZoneIsNotSent();
  void keepOpenHandsTheSocketOver();
  void openConnectionIsReset();
  void optionsReachTheSocket();
  void runsInTheNetThread();
  void manyAtOnce();

 private:
  void families();
};

void TcpAttemptTest::families() {
  QTest::addColumn<IpFamily>("family");
  QTest::newRow("ipv4") << IpFamily::kV4;
  QTest::newRow("ipv6") << IpFamily::kV6;
}

void TcpAttemptTest::openPort() {
  QFETCH(const IpFamily, family);
  const ScriptedPeer peer(Script::kAccept, family);
  if (!peer.isListening()) QSKIP("this machine has no address of this family");

  TcpAttempt attempt(peer.endpoint(), shortly());
  QVERIFY(runToEnd(attempt));

  const Attempt& seen = attempt.result();
  QCOMPARE(seen.end, AttemptEnd::kAnswered);
  QCOMPARE(judge(seen), (PortVerdict{PortState::kOpen, Reason::kSynAck}));
  QCOMPARE(seen.synRetransmits, std::optional<std::uint32_t>(0));
  QVERIFY(seen.local && seen.local->address == peer.endpoint().address && seen.local->port != 0);
  QVERIFY(seen.kernelRtt && *seen.kernelRtt > 0us && *seen.kernelRtt <= 1s);
  QVERIFY(seen.negotiated && seen.negotiated->sendMss > 1000 && seen.negotiated->pathMtu > 1000);
  QVERIFY(seen.elapsed > 0us && seen.elapsed < 1s);
  QCOMPARE(codesOf(attempt.timeline()),
           texts({step::kConnectCalled, step::kSynSent, step::kSynAckReceived, step::kEstablished, step::kClosed}));
  QCOMPARE(sourceOf(attempt.timeline(), step::kSynSent), EventSource::kInferred);
  QCOMPARE(sourceOf(attempt.timeline(), step::kSynAckReceived), EventSource::kInferred);
  QCOMPARE(sourceOf(attempt.timeline(), step::kEstablished), EventSource::kObserved);
}

void TcpAttemptTest::closedPort() {
  QFETCH(const IpFamily, family);
  const ClosedPort port(family);
  if (port.endpoint().port == 0) QSKIP("this machine has no address of this family");

  TcpAttempt attempt(port.endpoint(), shortly());
  QVERIFY(runToEnd(attempt));

  QCOMPARE(attempt.result().end, AttemptEnd::kFailed);
  QCOMPARE(attempt.result().error, SocketError::kConnectionRefused);
  QVERIFY(!attempt.result().icmp);
  QCOMPARE(judge(attempt.result()), (PortVerdict{PortState::kClosed, Reason::kRst}));
  QVERIFY(attempt.result().elapsed < 500ms);
  QCOMPARE(codesOf(attempt.timeline()),
           texts({step::kConnectCalled, step::kSynSent, step::kRstReceived, step::kConnectFailed, step::kClosed}));
}

void TcpAttemptTest::peerThatEndsAtOnceIsStillOpen_data() {
  QTest::addColumn<Script>("script");
  QTest::newRow("reset") << Script::kReset;
  QTest::newRow("close") << Script::kClose;
  QTest::newRow("half-close") << Script::kHalfClose;
  QTest::newRow("flood") << Script::kFlood;
}

void TcpAttemptTest::peerThatEndsAtOnceIsStillOpen() {
  QFETCH(const Script, script);
  const ScriptedPeer peer(script);
  TcpAttempt attempt(peer.endpoint(), shortly());
  QVERIFY(runToEnd(attempt));
  QCOMPARE(judge(attempt.result()), (PortVerdict{PortState::kOpen, Reason::kSynAck}));
}

void TcpAttemptTest::fullAcceptQueueIsSilentAndCountsSyns() {
  const FullAcceptQueue queue;
  QVERIFY(queue.isFull());
  TcpAttempt attempt(queue.endpoint(), shortly(1300ms));
  QSignalSpy retransmitted(&attempt, &TcpAttempt::synRetransmitted);
  QVERIFY(runToEnd(attempt));

  const Attempt& seen = attempt.result();
  QCOMPARE(seen.end, AttemptEnd::kSilent);
  QCOMPARE(judge(seen), (PortVerdict{PortState::kFiltered, Reason::kTimeout}));
  QCOMPARE(seen.synRetransmits, std::optional<std::uint32_t>(1));
  QCOMPARE(seen.retransmitStayedLocal, std::optional<bool>(false));
  QCOMPARE(retransmitted.size(), 1);
  QVERIFY(seen.elapsed >= 1300ms && seen.elapsed < 1800ms);
  QCOMPARE(codesOf(attempt.timeline()),
           texts({step::kConnectCalled, step::kSynSent, step::kSynRetransmitted, step::kTimedOut, step::kClosed}));
}

void TcpAttemptTest::cancelEndsOnce() {
  const FullAcceptQueue queue;
  TcpAttempt attempt(queue.endpoint(), shortly(10s));
  QSignalSpy ended(&attempt, &Job::ended);
  attempt.start();
  attempt.cancel();
  attempt.cancel();
  QVERIFY(ended.wait());
  QCoreApplication::processEvents();
  QCOMPARE(ended.size(), 1);
  QCOMPARE(attempt.result().end, AttemptEnd::kCancelled);
  QCOMPARE(judge(attempt.result()).state, PortState::kCancelled);
}

void TcpAttemptTest::outOfDescriptorsIsNotSent() {
  const ScriptedPeer peer(Script::kAccept);
  TcpAttempt attempt(peer.endpoint(), shortly());
  QSignalSpy ended(&attempt, &Job::ended);
  {
    const DescriptorLimit limit(0);
    attempt.start();
  }
  QVERIFY(ended.wait());
  QCOMPARE(attempt.result().end, AttemptEnd::kNotSent);
  QCOMPARE(attempt.result().error, SocketError::kOutOfDescriptors);
  QCOMPARE(judge(attempt.result()), (PortVerdict{PortState::kLocal, Reason::kResources}));
}

void TcpAttemptTest::unknownZoneIsNotSent() {
  TcpAttempt attempt({*IpAddress::parse("fe80::1%no-such-link"), 1}, shortly());
  QVERIFY(runToEnd(attempt));
  QCOMPARE(attempt.result().end, AttemptEnd::kNotSent);
  QCOMPARE(judge(attempt.result()).state, PortState::kLocal);
}

void TcpAttemptTest::keepOpenHandsTheSocketOver() {
  const ScriptedPeer peer(Script::kAccept);
  TcpAttempt::Options options = shortly();
  options.keepOpen = true;
  TcpAttempt attempt(peer.endpoint(), options);
  QVERIFY(runToEnd(attempt));
  const UniqueFd fd(attempt.takeSocket());
  QVERIFY(fd);
  QCOMPARE(attempt.takeSocket(), qintptr(-1));
  QCOMPARE(peerEndpoint(fd.get()), std::optional(peer.endpoint()));
}

void TcpAttemptTest::openConnectionIsReset() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  QString peerError;
  connect(&server, &QTcpServer::newConnection, this, [&] {
    QTcpSocket* socket = server.nextPendingConnection();
    connect(socket, &QTcpSocket::errorOccurred, this, [&, socket] { peerError = socket->errorString(); });
    if (socket->state() == QTcpSocket::UnconnectedState) peerError = socket->errorString();
  });
  TcpAttempt attempt({loopback(), server.serverPort()}, shortly());
  QVERIFY(runToEnd(attempt));
  QTRY_VERIFY(peerError.contains(QStringLiteral("closed")) || peerError.contains(QStringLiteral("reset")));
}

void TcpAttemptTest::optionsReachTheSocket() {
  const ScriptedPeer peer(Script::kAccept);
  TcpAttempt::Options options = shortly();
  options.maximumSegment = 700;
  options.ttl = 3;
  options.minimumTtl = 200;  // The loopback's SYN-ACK has TTL 64: the kernel drops it.
  options.timeout = 300ms;
  TcpAttempt deaf(peer.endpoint(), options);
  QVERIFY(runToEnd(deaf));
  QCOMPARE(deaf.result().end, AttemptEnd::kSilent);

  options.minimumTtl = 64;
  TcpAttempt hearing(peer.endpoint(), options);
  QVERIFY(runToEnd(hearing));
  QCOMPARE(hearing.result().end, AttemptEnd::kAnswered);
  QVERIFY(hearing.result().negotiated->receiveMss <= 700);
}

void TcpAttemptTest::runsInTheNetThread() {
  const ScriptedPeer peer(Script::kAccept);
  NetThread net;
  auto* attempt = new TcpAttempt(peer.endpoint(), shortly());
  std::optional<Attempt> seen;
  connect(attempt, &Job::ended, this, [&, attempt] { seen = attempt->result(); });
  net.adopt(attempt);
  QMetaObject::invokeMethod(attempt, &Job::start, Qt::QueuedConnection);
  QTRY_VERIFY(seen);
  QCOMPARE(seen->end, AttemptEnd::kAnswered);
}

void TcpAttemptTest::manyAtOnce() {
  const ScriptedPeer peer(Script::kAccept);
  const ClosedPort closed;
  std::vector<std::unique_ptr<TcpAttempt>> attempts;
  int ended = 0;
  for (int i = 0; i < 200; ++i) {
    const IpEndpoint target = i % 2 == 0 ? peer.endpoint() : closed.endpoint();
    attempts.push_back(std::make_unique<TcpAttempt>(target, shortly()));
    connect(attempts.back().get(), &Job::ended, this, [&ended] { ++ended; });
    attempts.back()->start();
  }
  QTRY_COMPARE(ended, 200);
  for (int i = 0; i < 200; ++i) {
    const PortState expected = i % 2 == 0 ? PortState::kOpen : PortState::kClosed;
    QCOMPARE(judge(attempts[static_cast<std::size_t>(i)]->result()).state, expected);
  }
}

QTEST_GUILESS_MAIN(TcpAttemptTest)
#include "tcp_attempt_test.moc"
