#include "tests/engine/endpoint/session_pair.h"

#include <QSignalSpy>
#include <QTemporaryFile>
#include <QtTest>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

/// What a session sends by itself: schedules, files, connections made again.
class SessionSendingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void scheduleSendsInOrder();
  void scheduleCanBeStopped();
  void fileArrivesIdentical();
  void fileToSeveralWaitsForTheSlowOne();
  void fileThatIsNotThere();
  void emptyFileIsDone();
  void fileToOneWhoGoesIsDone();
  void reconnectsWithDoublingWaits();
  void reconnectsAfterThePeerEnded();
  void doesNotReconnectWhenClosedHere();
  void cancelEndsTheWait();
};

void SessionSendingTest::scheduleSendsInOrder() {
  SessionPair pair;
  QVERIFY(pair.ok);
  QSignalSpy progressed(&pair.client.session, &EndpointSession::sendingProgressed);
  QSignalSpy done(&pair.client.session, &EndpointSession::sendingDone);
  pair.client.session.startSending({"one,", "two,"}, {.delays = {1ms, 5ms}, .rounds = 2, .interval = 10ms});
  QVERIFY(runUntil([&] { return done.size() == 1; }));
  QVERIFY(runUntil([&] { return pair.server.received[pair.server.id()] == "one,two,one,two,"; }));
  QCOMPARE(progressed.size(), 4);
  QCOMPARE(progressed.back(), (QVariantList{quint64{4}, quint64{4}}));
}

void SessionSendingTest::scheduleCanBeStopped() {
  SessionPair pair;
  QVERIFY(pair.ok);
  QSignalSpy progressed(&pair.client.session, &EndpointSession::sendingProgressed);
  pair.client.session.startSending({"again "}, {.delays = {1ms}, .rounds = std::nullopt, .interval = {}});
  QVERIFY(runUntil([&] { return progressed.size() >= 3; }));
  pair.client.session.stopSending();
  const auto sent = progressed.size();
  QVERIFY(!runUntil([&] { return progressed.size() > sent; }, 50));
}

void SessionSendingTest::fileArrivesIdentical() {
  SessionPair pair;
  QVERIFY(pair.ok);
  const QByteArray contents = patternOf(20 * 1024 * 1024 + 17);
  QTemporaryFile file;
  QVERIFY(file.open() && file.write(contents) == contents.size() && file.flush());
  QSignalSpy progressed(&pair.server.session, &EndpointSession::sendingProgressed);
  QSignalSpy done(&pair.server.session, &EndpointSession::sendingDone);
  std::size_t mostQueued = 0;
  connect(&pair.server.session, &EndpointSession::sendingProgressed, this,
          [&] { mostQueued = std::max(mostQueued, pair.server.session.queued(pair.server.id())); });
  pair.server.session.sendFile(file.fileName());
  QVERIFY(runUntil([&] { return done.size() == 1; }, 20'000));
  QVERIFY(runUntil([&] { return pair.client.receivedBytes == static_cast<std::size_t>(contents.size()); }));
  QVERIFY(pair.client.received[pair.client.id()] == contents);
  QVERIFY(mostQueued <= std::size_t{1024} * 1024);
  const quint64 total = static_cast<quint64>(contents.size());
  QCOMPARE(progressed.back(), (QVariantList{total, total}));
}

void SessionSendingTest::fileToSeveralWaitsForTheSlowOne() {
  SessionPair pair;
  QVERIFY(pair.ok);
  SessionProbe slow(clientTo({loopback(), pair.server.port()}));
  slow.start();
  QVERIFY(runUntil([&] { return pair.server.connected.size() == 2 && slow.connected.size() == 1; }));
  slow.session.pauseReading(slow.id(), true);
  const QByteArray contents = patternOf(12 * 1024 * 1024);
  QTemporaryFile file;
  QVERIFY(file.open() && file.write(contents) == contents.size() && file.flush());
  QSignalSpy done(&pair.server.session, &EndpointSession::sendingDone);
  pair.server.session.sendFile(file.fileName());
  QVERIFY(runUntil([&] { return pair.client.receivedBytes == static_cast<std::size_t>(contents.size()); }, 20'000));
  QVERIFY(done.isEmpty());
  slow.session.pauseReading(slow.id(), false);
  QVERIFY(runUntil([&] { return done.size() == 1; }, 20'000));
  QVERIFY(runUntil([&] { return slow.received[slow.id()] == contents; }));
}

void SessionSendingTest::fileThatIsNotThere() {
  SessionPair pair;
  QVERIFY(pair.ok);
  pair.client.session.sendFile(QStringLiteral("/nowhere/at/all"));
  QCOMPARE(pair.client.lastError(), ErrorCode::kFileUnreadable);
}

void SessionSendingTest::emptyFileIsDone() {
  SessionPair pair;
  QVERIFY(pair.ok);
  QTemporaryFile file;
  QVERIFY(file.open());
  QSignalSpy done(&pair.client.session, &EndpointSession::sendingDone);
  pair.client.session.sendFile(file.fileName());
  QVERIFY(runUntil([&] { return done.size() == 1; }));
}

void SessionSendingTest::fileToOneWhoGoesIsDone() {
  SessionPair pair;
  QVERIFY(pair.ok);
  QTemporaryFile file;
  QVERIFY(file.open() && file.resize(64 * 1024 * 1024));
  pair.client.session.pauseReading(pair.client.id(), true);
  QSignalSpy done(&pair.server.session, &EndpointSession::sendingDone);
  pair.server.session.sendFile(file.fileName());
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kReset);
  QVERIFY(runUntil([&] { return done.size() == 1; }));
}

void SessionSendingTest::reconnectsWithDoublingWaits() {
  ClosedPort nobody;
  EndpointSettings settings = clientTo(nobody.endpoint());
  settings.reconnect = ReconnectSettings{.first = 10ms, .most = 35ms};
  SessionProbe client(settings);
  std::vector<std::pair<Duration, int>> waits;
  connect(&client.session, &EndpointSession::reconnecting, this,
          [&](Duration wait, int attempt) { waits.emplace_back(wait, attempt); });
  client.start();
  QVERIFY(runUntil([&] { return waits.size() == 4; }));
  const std::vector<std::pair<Duration, int>> expected{{10ms, 1}, {20ms, 2}, {35ms, 3}, {35ms, 4}};
  QVERIFY(waits == expected);
  QCOMPARE(client.errors.size(), std::size_t{4});
  QCOMPARE(client.ended, 0);
  client.session.cancel();
  QCOMPARE(client.ended, 1);
}

void SessionSendingTest::reconnectsAfterThePeerEnded() {
  ScriptedPeer peer(Script::kClose);
  EndpointSettings settings = clientTo(peer.endpoint());
  settings.reconnect = ReconnectSettings{.first = 5ms, .most = 1s};
  SessionProbe client(settings);
  std::vector<Duration> waits;
  connect(&client.session, &EndpointSession::reconnecting, this, [&](Duration wait) { waits.push_back(wait); });
  client.start();
  QVERIFY(runUntil([&] { return client.connected.size() == 3; }));
  QVERIFY(client.connected[0].id != client.connected[1].id);
  for (const Duration wait : waits)
    QCOMPARE(wait, Duration(5ms));
}

void SessionSendingTest::doesNotReconnectWhenClosedHere() {
  SessionPair pair(serverOn(), IpFamily::kV4, [](EndpointSettings& settings) {
    settings.reconnect = ReconnectSettings{.first = 1ms, .most = 1ms};
  });
  QVERIFY(pair.ok);
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kFin);
  QVERIFY(runUntil([&] { return pair.client.ended == 1; }));
  QCOMPARE(pair.client.connected.size(), std::size_t{1});
}

void SessionSendingTest::cancelEndsTheWait() {
  ClosedPort nobody;
  EndpointSettings settings = clientTo(nobody.endpoint());
  settings.reconnect = ReconnectSettings{.first = 1h, .most = 1h};
  SessionProbe client(settings);
  client.start();
  QVERIFY(runUntil([&] { return !client.errors.empty(); }));
  client.session.cancel();
  QCOMPARE(client.ended, 1);
}

QTEST_GUILESS_MAIN(SessionSendingTest)
#include "session_sending_test.moc"
