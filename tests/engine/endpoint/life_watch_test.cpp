#include "core/engine/endpoint/life_watch.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/unique_fd.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/logic/endpoint/life_codes.h"
#include "tests/engine/endpoint/life_pair.h"
#include "tests/support/job_runner.h"
#include "tests/support/life_words.h"
#include "tests/support/scripted_peer.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <sys/socket.h>

#include <algorithm>
#include <poll.h>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

const std::string kConnected = "connect() >syn SYN_SENT? <syn-ack >ack ESTABLISHED";

void sendFrom(int fd, const char* text) {
  QCOMPARE(::send(fd, text, strlen(text), MSG_NOSIGNAL), static_cast<ssize_t>(strlen(text)));
}

bool isReadable(qintptr fd) {
  pollfd wanted{static_cast<int>(fd), POLLIN, 0};
  return ::poll(&wanted, 1, 0) == 1;
}

}  // namespace

/// Real connections on the loopback; each test reads like the life it makes.
class LifeWatchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void weCloseFirst();
  void thePeerClosesFirst();
  void halfClose();
  void weReset();
  void thePeerResets();
  void weLeaveDataUnread();
  void thePeerLeavesDataUnread();
  void writingToAClosedPeer();
  void acceptedConnection();
  void thePeersProcessIsKilled();
  void refused();
  void timeWaitCountsDown();
  void changesAreReported();
  void unknownConnections();
  void manyLivesAreForgottenOldestFirst();
};

void LifeWatchTest::weCloseFirst() {
  LifePair pair;
  QVERIFY(pair.ok());
  pair.write("hello");
  pair.close();
  QTRY_COMPARE(pair.state(), TcpState::kFinWait2);
  pair.peer().reset();
  QTRY_COMPARE(pair.state(), TcpState::kClosed);
  // The peer closed with "hello" unread: its kernel reset the connection.
  QCOMPARE(pair.life()->teardown.reason, TeardownReason::kResetAfterClose);
}

void LifeWatchTest::thePeerClosesFirst() {
  LifePair pair;
  QVERIFY(pair.ok());
  pair.peer().reset();
  pair.read();
  QSignalSpy gone(&pair.watch(), &LifeWatch::gone);
  pair.close();
  QTRY_COMPARE(gone.size(), 1);
  QCOMPARE(pair.words(), kConnected +
                             " end-of-input <fin >ack CLOSE_WAIT close() >fin LAST_ACK? <ack-of-fin CLOSED "
                             "=closed-by-peer");
  QVERIFY(pair.life()->gone);
  QCOMPARE(pair.life()->teardown.closedFirst, Side::kPeer);
}

void LifeWatchTest::halfClose() {
  LifePair pair;
  QVERIFY(pair.ok());
  pair.shutDown();
  QTRY_COMPARE(pair.state(), TcpState::kFinWait2);
  sendFrom(pair.peerNative(), "still talking");
  pair.read();
  pair.peer().reset();
  pair.read();
  QTRY_COMPARE(pair.state(), TcpState::kTimeWait);
  pair.close();
  QVERIFY(pair.life()->teardown.halfClosed);
  QCOMPARE(pair.words(), kConnected +
                             " shutdown-write() >fin FIN_WAIT_1? <ack-of-fin FIN_WAIT_2 received end-of-input "
                             "<fin >ack TIME_WAIT =closed-by-us time-wait close()");
}

void LifeWatchTest::weReset() {
  LifePair pair;
  QVERIFY(pair.ok());
  pair.abort();
  QTRY_VERIFY(pair.life()->gone);
  QCOMPARE(pair.words(), kConnected + " abort() >rst CLOSED =aborted");
}

void LifeWatchTest::thePeerResets() {
  LifePair pair;
  QVERIFY(pair.ok());
  setResetOnClose(pair.peer().get());
  pair.peer().reset();
  pair.read();
  pair.close();
  QCOMPARE(pair.words(), kConnected + " reset <rst CLOSED =reset-by-peer close()");
  QTRY_VERIFY(pair.life()->gone);
}

void LifeWatchTest::weLeaveDataUnread() {
  LifePair pair;
  QVERIFY(pair.ok());
  sendFrom(pair.peerNative(), "unread");
  QTRY_COMPARE(pair.life()->info->bytesReceived.value_or(0), 6U);
  pair.close();
  QTRY_VERIFY(pair.life()->gone);
  QCOMPARE(pair.words(), kConnected + " unread close() >rst CLOSED =unread-data");
}

void LifeWatchTest::thePeerLeavesDataUnread() {
  LifePair pair;
  QVERIFY(pair.ok());
  pair.write("unread");
  pair.peer().reset();
  pair.read();
  QCOMPARE(pair.words(), kConnected + " sent reset <rst CLOSED =reset-by-peer");
}

void LifeWatchTest::writingToAClosedPeer() {
  LifePair pair;
  QVERIFY(pair.ok());
  pair.peer().reset();
  pair.read();
  pair.write("first");
  pair.write("second");
  QCOMPARE(pair.words(),
           kConnected + " end-of-input <fin >ack CLOSE_WAIT sent broken-pipe <rst CLOSED =wrote-to-closed");
}

void LifeWatchTest::acceptedConnection() {
  LifePair pair(true);
  QVERIFY(pair.ok());
  QCOMPARE(pair.words(), std::string("accept() <syn >syn-ack SYN_RECV? <ack ESTABLISHED"));
  const auto life = pair.life();
  QVERIFY(life->info && life->info->sendMss);
  QCOMPARE(life->timeline.lanes(), (std::vector<std::string>{life->local.toString(), life->peer.toString()}));
  QCOMPARE(life->peerState, TcpState::kEstablished);
}

/// The peer is a process of its own, as on a real machine: it is named, and its violent end is told from a close().
void LifeWatchTest::thePeersProcessIsKilled() {
  const UniqueFd listener = boundTcp({loopback(), 0}, 4);
  QProcess peer;
  peer.start(QStringLiteral("bash"),
             {QStringLiteral("-c"),
              QStringLiteral("exec 3<>/dev/tcp/127.0.0.1/%1; exec sleep 20").arg(localEndpoint(listener.get())->port)});
  QTRY_VERIFY(isReadable(listener.get()));
  UniqueFd ours(::accept4(static_cast<int>(listener.get()), nullptr, nullptr, SOCK_NONBLOCK));
  LifeWatch watch;
  watch.accepted(1, monotonicNow(), *localEndpoint(ours.get()), *peerEndpoint(ours.get()), ours.get());
  watch.setWatched(1);
  QTRY_COMPARE(watch.life(1)->peerPid, std::optional<int>(static_cast<int>(peer.processId())));
  QCOMPARE(watch.life(1)->peerProcess, std::string("sleep"));
  peer.kill();
  QTRY_VERIFY(isReadable(ours.get()));
  watch.endOfInput(1, monotonicNow());
  QTRY_VERIFY(std::ranges::count(watch.life(1)->timeline.events(), life::kPeerExited, &TimelineEvent::code) == 1);
  watch.called(1, monotonicNow(), EndpointCall::kClose);
  ours.reset();
  QTRY_COMPARE(watch.life(1)->teardown.reason, std::optional(TeardownReason::kPeerKilled));
  QTRY_COMPARE(peer.state(), QProcess::NotRunning);
}

void LifeWatchTest::refused() {
  const ClosedPort closed;
  LifeWatch watch(nullptr, LifeWatch::Transitions::kNever);
  TcpAttempt attempt(closed.endpoint(), {});
  watch.connecting(1, monotonicNow(), closed.endpoint());
  QCOMPARE(watch.life(1)->state, TcpState::kSynSent);
  QVERIFY(runToEnd(attempt));
  watch.attempted(1, attempt.result(), attempt.timeline());
  QCOMPARE(lifeWords(watch.life(1)->timeline), std::string("connect() >syn SYN_SENT? refused <rst CLOSED =refused"));
  QVERIFY(watch.life(1)->gone);
}

void LifeWatchTest::timeWaitCountsDown() {
  LifePair pair;
  QVERIFY(pair.ok());
  pair.close();
  QTRY_COMPARE(pair.state(), TcpState::kFinWait2);
  pair.peer().reset();
  QTRY_COMPARE(pair.state(), TcpState::kTimeWait);
  const auto timer = pair.life()->timer;
  QVERIFY(timer && timer->kind == SocketTimerKind::kTimeWait);
  QVERIFY(timer->expiresMs > 50'000 && timer->expiresMs <= 60'000);
  ConnectionRow row;
  row.id = LifePair::kId;
  QTRY_VERIFY((pair.watch().describe(row), row.expiresMs.value_or(0) < timer->expiresMs - 300));
  QCOMPARE(row.state, TcpState::kTimeWait);
  QVERIFY(!pair.life()->gone);
}

void LifeWatchTest::changesAreReported() {
  LifePair pair;
  QVERIFY(pair.ok());
  QSignalSpy progressed(&pair.watch(), &LifeWatch::progressed);
  const auto before = pair.life()->generation;
  pair.write("x");
  QTRY_VERIFY(!progressed.isEmpty());
  QCOMPARE(progressed.front().front().value<std::vector<ConnectionId>>(), (std::vector<ConnectionId>{LifePair::kId}));
  QVERIFY(pair.life()->generation > before);
}

void LifeWatchTest::unknownConnections() {
  LifeWatch watch;
  QCOMPARE(watch.life(9), nullptr);
  watch.sent(9, monotonicNow(), 1);
  watch.called(9, monotonicNow(), EndpointCall::kClose);
  ConnectionRow row;
  row.id = 9;
  watch.describe(row);
  QCOMPARE(row.state, TcpState::kUnknown);
}

void LifeWatchTest::manyLivesAreForgottenOldestFirst() {
  LifeWatch watch;
  Attempt attempt;
  attempt.end = AttemptEnd::kSilent;
  for (ConnectionId id = 1; id <= 3000; ++id) {
    watch.connecting(id, monotonicNow(), {loopback(), 9});
    watch.attempted(id, attempt, {});
  }
  QCOMPARE(watch.life(1000), nullptr);
  QVERIFY(watch.life(1001));
  QVERIFY(watch.life(3000));
}

QTEST_GUILESS_MAIN(LifeWatchTest)
#include "life_watch_test.moc"
