#include "core/engine/diagnose/full_size_check.h"

#include "core/engine/reach/native_socket.h"
#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QTest>

#include <sys/socket.h>

using namespace synscope;
using namespace std::chrono_literals;
using test::FullAcceptQueue;
using test::runToEnd;
using test::Script;
using test::ScriptedPeer;

/// Full-size data to peers of this machine: whatever they do, no loss may be claimed where nothing was lost.
class FullSizeCheckTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void peersThatTakeIt_data();
  void peersThatTakeIt();
  void peersThatHangUp_data();
  void peersThatHangUp();
  void closedWindowIsNotLoss();
  void nobodyAnswers();
  void cancelEndsAtOnce();
};

void FullSizeCheckTest::peersThatTakeIt_data() {
  QTest::addColumn<Script>("script");
  QTest::newRow("reads, silent") << Script::kAccept;
  QTest::newRow("never reads, room enough") << Script::kStall;
  QTest::newRow("greets") << Script::kGreet;
  QTest::newRow("echoes") << Script::kEcho;
  QTest::newRow("floods") << Script::kFlood;
}

void FullSizeCheckTest::peersThatTakeIt() {
  QFETCH(Script, script);
  ScriptedPeer peer(script);
  FullSizeCheck check(peer.endpoint(), Filling::kHttpHeader, 2s);
  QVERIFY(runToEnd(check));
  QVERIFY(check.result().mss > 0);
  QVERIFY(check.result().smallAcknowledged);
  QCOMPARE(check.result().fullAcknowledged, std::optional(true));
  QVERIFY(!check.result().reducedAcknowledged.has_value());
  if (script == Script::kAccept) QVERIFY(!peer.received().contains("\r\n\r\n"));  // Never a whole request.
}

void FullSizeCheckTest::peersThatHangUp_data() {
  QTest::addColumn<Script>("script");
  QTest::newRow("resets at once") << Script::kReset;
  QTest::newRow("resets on the first byte") << Script::kAnswerReset;
  QTest::newRow("closes at once") << Script::kClose;
}

/// What was not acknowledged when the peer went away never will be: that says nothing about the way.
void FullSizeCheckTest::peersThatHangUp() {
  QFETCH(Script, script);
  ScriptedPeer peer(script);
  FullSizeCheck check(peer.endpoint(), Filling::kSpaces, 2s);
  QVERIFY(runToEnd(check));
  QVERIFY(check.result().fullAcknowledged != std::optional(false));
  QVERIFY(!check.result().reducedAcknowledged.has_value());
}

/// A peer that never reads and has little room: the data waits here, and nothing of it is lost.
void FullSizeCheckTest::closedWindowIsNotLoss() {
  UniqueFd listener = test::boundTcp({test::loopback(), 0}, 4);
  const int least = 1;  // The kernel makes it the smallest it allows: a few thousand bytes.
  QCOMPARE(::setsockopt(static_cast<int>(listener.get()), SOL_SOCKET, SO_RCVBUF, &least, sizeof least), 0);
  FullSizeCheck check(*localEndpoint(listener.get()), Filling::kSpaces, 2s);
  QVERIFY(runToEnd(check));
  QVERIFY(check.result().smallAcknowledged);
  QVERIFY(check.result().fullAcknowledged != std::optional(false));
}

void FullSizeCheckTest::nobodyAnswers() {
  const FullAcceptQueue queue;
  QVERIFY(queue.isFull());
  FullSizeCheck check(queue.endpoint(), Filling::kSpaces, 200ms);
  QVERIFY(runToEnd(check));
  QVERIFY(!check.result().smallAcknowledged);
  QVERIFY(!check.result().fullAcknowledged.has_value());
}

void FullSizeCheckTest::cancelEndsAtOnce() {
  const FullAcceptQueue queue;
  FullSizeCheck check(queue.endpoint(), Filling::kSpaces, 60s);
  QSignalSpy ended(&check, &Job::ended);
  check.start();
  check.cancel();
  check.cancel();
  QCOMPARE(ended.size(), 1);
}

QTEST_GUILESS_MAIN(FullSizeCheckTest)
#include "full_size_check_test.moc"
