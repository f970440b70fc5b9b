#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/send_queue.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/reach/judge.h"
#include "tests/engine/endpoint/session_pair.h"
#include "tests/support/descriptor_limit.h"
#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QtTest>

#include <sys/socket.h>

#include <ctime>

using namespace synscope;
using namespace synscope::test;

namespace {

void families() {
  QTest::addColumn<IpFamily>("family");
  QTest::newRow("IPv4") << IpFamily::kV4;
  QTest::newRow("IPv6") << IpFamily::kV6;
}

}  // namespace

class TcpSessionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void clientAndServerTalk_data() { families(); }
  void clientAndServerTalk();
  void halfCloseGoesOnReading();
  void bothDirectionsEndedIsOver();
  void finAfterEverythingQueued();
  void resetIsTold();
  void writingToAGonePeerIsTold();
  void refusedSaysExactlyWhy_data() { families(); }
  void refusedSaysExactlyWhy();
  void everyAddressOfANameIsTried();
  void unknownNameIsTold();
  void portInUseIsTold();
  void sourceAddressAndPort();
  void badSettingIsTold();
  void peerThatNeverReadsIsBounded();
  void pausingClosesTheWindow();
  void resetWhilePausedIsNotLost();
  void maxClientsAreKept();
  void outOfDescriptorsIsToldAndSurvived();
  void tableIsASnapshot();
  void cancelWhileConnecting();
  void cancelDisconnectsAll();
  void thousandClientsAreServed();
};

void TcpSessionTest::clientAndServerTalk() {
  QFETCH(IpFamily, family);
  SessionPair pair(serverOn(), family);
  QVERIFY(pair.ok);
  QCOMPARE(pair.server.connected[0].peer, pair.client.connected[0].local);
  QCOMPARE(pair.client.connected[0].peer.address, loopback(family));
  QVERIFY(pair.client.connected[0].outgoing);

  pair.client.session.send("hello");
  QVERIFY(runUntil([&] { return pair.server.received[pair.server.id()] == "hello"; }));
  pair.server.session.send("good day", {pair.server.id()});
  QVERIFY(runUntil([&] { return pair.client.received[pair.client.id()] == "good day"; }));
  QVERIFY(runUntil([&] { return !pair.client.drained.empty(); }));
  QCOMPARE(pair.client.session.counters().bytesOut, std::uint64_t{5});
  QCOMPARE(pair.client.session.counters().bytesIn, std::uint64_t{8});
  QCOMPARE(pair.server.session.counters().openConnections, std::uint64_t{1});
}

void TcpSessionTest::halfCloseGoesOnReading() {
  SessionPair pair;
  QVERIFY(pair.ok);
  pair.client.session.send("that is all");
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kHalf);
  QVERIFY(runUntil([&] { return pair.server.ends.size() == 1; }));
  QCOMPARE(pair.server.received[pair.server.id()], QByteArray("that is all"));
  QVERIFY(pair.server.disconnected.empty());

  pair.server.session.send("and here is the answer");
  QVERIFY(runUntil([&] { return pair.client.received[pair.client.id()] == "and here is the answer"; }));
  pair.client.session.send("too late");
  QCOMPARE(pair.client.lastError(), ErrorCode::kNotConnected);
  pair.server.session.closeConnection(pair.server.id(), CloseMode::kFin);
  QVERIFY(runUntil([&] { return pair.client.ended == 1; }));
  QCOMPARE(pair.client.ends.size(), std::size_t{1});
  QCOMPARE(pair.client.disconnected.size(), std::size_t{1});
}

void TcpSessionTest::bothDirectionsEndedIsOver() {
  SessionPair pair;
  QVERIFY(pair.ok);
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kHalf);
  QVERIFY(runUntil([&] { return pair.server.ends.size() == 1; }));
  pair.server.session.closeConnection(pair.server.id(), CloseMode::kHalf);
  QVERIFY(runUntil([&] { return pair.server.disconnected.size() == 1 && pair.client.ended == 1; }));
  QVERIFY(pair.client.errors.empty());
  QVERIFY(pair.server.errors.empty());
}

void TcpSessionTest::finAfterEverythingQueued() {
  SessionPair pair;
  QVERIFY(pair.ok);
  const QByteArray large = patternOf(12 * 1024 * 1024);
  pair.client.session.send(large);
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kFin);
  QVERIFY(runUntil([&] { return pair.server.ends.size() == 1; }));
  QVERIFY(pair.server.received[pair.server.id()] == large);
  QVERIFY(pair.server.errors.empty());
  QVERIFY(runUntil([&] { return pair.client.ended == 1; }));
}

void TcpSessionTest::resetIsTold() {
  SessionPair pair;
  QVERIFY(pair.ok);
  pair.client.session.send("last words");
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kReset);
  QVERIFY(runUntil([&] { return pair.server.disconnected.size() == 1; }));
  QCOMPARE(pair.server.lastError(), ErrorCode::kConnectionReset);
  QCOMPARE(pair.server.errors.back().first, pair.server.id());
  QCOMPARE(pair.server.errors.back().second.osCode, ECONNRESET);
  QCOMPARE(pair.server.received[pair.server.id()], QByteArray("last words"));
}

/// The peer has closed: our first data is answered by a reset, and what follows it fails.
void TcpSessionTest::writingToAGonePeerIsTold() {
  ScriptedPeer peer(Script::kClose);
  SessionProbe client(clientTo(peer.endpoint()));
  client.start();
  QVERIFY(runUntil([&] { return client.ends.size() == 1; }));
  QVERIFY(client.disconnected.empty());
  client.session.send("anybody there?");
  QVERIFY(runUntil([&] { return client.disconnected.size() == 1; }));
  QCOMPARE(client.lastError(), ErrorCode::kBrokenPipe);
}

void TcpSessionTest::refusedSaysExactlyWhy() {
  QFETCH(IpFamily, family);
  ClosedPort nobody(family);
  SessionProbe client(clientTo(nobody.endpoint()));
  QVERIFY(runToEnd(client.session));
  QCOMPARE(client.lastError(), ErrorCode::kConnectFailed);
  QCOMPARE(client.errors.back().first, ConnectionId{0});
  QCOMPARE(client.errors.back().second.osCode, ECONNREFUSED);
  QVERIFY(client.session.lastAttempt());
  QCOMPARE(judge(*client.session.lastAttempt()), (PortVerdict{PortState::kClosed, Reason::kRst}));
  QVERIFY(client.connected.empty());
  QVERIFY(client.disconnected.empty());
}

void TcpSessionTest::everyAddressOfANameIsTried() {
  ScriptedPeer onlyV4(Script::kGreet);
  EndpointSettings settings = clientTo(onlyV4.endpoint());
  settings.host = "localhost";
  SessionProbe client(settings);
  int attempts = 0;
  connect(&client.session, &EndpointSession::attempted, this, [&] { ++attempts; });
  client.start();
  QVERIFY(runUntil([&] { return client.received[client.id()] == onlyV4.greeting(); }));
  if (attempts == 1) QSKIP("localhost has only an IPv4 address here");
  QCOMPARE(attempts, 2);
  QVERIFY(client.errors.empty());
}

void TcpSessionTest::unknownNameIsTold() {
  EndpointSettings settings = clientTo({loopback(), 1});
  settings.host = "bad..name";
  SessionProbe client(settings);
  QVERIFY(runToEnd(client.session));
  QCOMPARE(client.lastError(), ErrorCode::kBadHost);
}

void TcpSessionTest::portInUseIsTold() {
  ScriptedPeer holder(Script::kAccept);
  EndpointSettings settings = serverOn();
  settings.port = holder.endpoint().port;
  SessionProbe server(settings);
  QVERIFY(runToEnd(server.session));
  QCOMPARE(server.lastError(), ErrorCode::kAddressInUse);
  QVERIFY(server.errors.back().second.operation.ends_with(", " + std::to_string(QCoreApplication::applicationPid())));
}

void TcpSessionTest::sourceAddressAndPort() {
  ScriptedPeer peer(Script::kAccept);
  const IpEndpoint freePort = ClosedPort().endpoint();
  EndpointSettings settings = clientTo(peer.endpoint());
  settings.bindAddress = IpAddress::parse("127.0.0.9");
  settings.sourcePort = freePort.port;
  SessionProbe client(settings);
  client.start();
  QVERIFY(runUntil([&] { return !client.connected.empty(); }));
  QCOMPARE(client.connected[0].local.toString(), "127.0.0.9:" + std::to_string(freePort.port));

  settings.bindAddress = IpAddress::parse("192.0.2.77");
  SessionProbe foreign(settings);
  QVERIFY(runToEnd(foreign.session));
  QCOMPARE(foreign.lastError(), ErrorCode::kAddressNotAvailable);
}

void TcpSessionTest::badSettingIsTold() {
  EndpointSettings settings = clientTo({loopback(), 1});
  settings.keepalive = KeepaliveSettings{.idleSeconds = 0};
  SessionProbe client(settings);
  QVERIFY(runToEnd(client.session));
  QCOMPARE(client.lastError(), ErrorCode::kOutOfRange);
}

void TcpSessionTest::peerThatNeverReadsIsBounded() {
  ScriptedPeer peer(Script::kStall);
  SessionProbe client(clientTo(peer.endpoint()));
  client.start();
  QVERIFY(runUntil([&] { return !client.connected.empty(); }));
  const QByteArray mebibyte(1024 * 1024, 'x');
  int accepted = 0;
  for (; client.errors.empty() && accepted < 200; ++accepted) {
    client.session.send(mebibyte);
    QVERIFY(client.session.queued(client.id()) <= SendQueue::limit());
  }
  QCOMPARE(client.lastError(), ErrorCode::kSendQueueFull);
  QVERIFY(accepted > 16 && accepted < 100);
  QVERIFY(client.disconnected.empty());
}

void TcpSessionTest::pausingClosesTheWindow() {
  SessionPair pair;
  QVERIFY(pair.ok);
  pair.server.session.pauseReading(pair.server.id(), true);
  const QByteArray mebibyte(1024 * 1024, 'x');
  for (int i = 0; i < 16; ++i)
    pair.client.session.send(mebibyte);
  QVERIFY(!runUntil([&] { return pair.client.session.queued(pair.client.id()) == 0; }, 300));
  QCOMPARE(pair.server.receivedBytes, std::size_t{0});
  pair.server.session.pauseReading(pair.server.id(), false);
  QVERIFY(runUntil([&] { return pair.server.receivedBytes == std::size_t{16} * 1024 * 1024; }));
}

/// A reset is told only to who reads: data that came before it must still be there after the pause.
void TcpSessionTest::resetWhilePausedIsNotLost() {
  SessionPair pair;
  QVERIFY(pair.ok);
  pair.server.session.pauseReading(pair.server.id(), true);
  pair.client.session.send("read me");
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kReset);
  QVERIFY(runUntil([&] { return pair.client.ended == 1; }));
  QVERIFY(!runUntil([&] { return !pair.server.errors.empty(); }, 100));
  pair.server.session.pauseReading(pair.server.id(), false);
  QVERIFY(runUntil([&] { return pair.server.disconnected.size() == 1; }));
  QCOMPARE(pair.server.received[pair.server.id()], QByteArray("read me"));
  QCOMPARE(pair.server.lastError(), ErrorCode::kConnectionReset);
}

void TcpSessionTest::maxClientsAreKept() {
  EndpointSettings settings = serverOn();
  settings.maxClients = 1;
  SessionPair pair(settings);
  QVERIFY(pair.ok);
  SessionProbe second(clientTo({loopback(), pair.server.port()}));
  second.start();
  QVERIFY(runUntil([&] { return second.ended == 1; }));
  QCOMPARE(second.lastError(), ErrorCode::kConnectionReset);
  QCOMPARE(pair.server.session.counters().refusedConnections, std::uint64_t{1});
  pair.client.session.send("still here");
  QVERIFY(runUntil([&] { return pair.server.received[pair.server.id()] == "still here"; }));
}

/// Clients that come while there are no descriptors wait in the kernel's queue, and are served once there are some. Who
/// is there already notices nothing, it is told once, and nothing spins meanwhile.
void TcpSessionTest::outOfDescriptorsIsToldAndSurvived() {
  SessionPair pair;
  QVERIFY(pair.ok);
  OpenedSocket first = openTcp(IpFamily::kV4), second = openTcp(IpFamily::kV4);
  auto none = std::make_unique<DescriptorLimit>(0);
  startConnect(first.fd.get(), {loopback(), pair.server.port()});
  startConnect(second.fd.get(), {loopback(), pair.server.port()});
  QVERIFY(runUntil([&] { return !pair.server.errors.empty(); }));
  QCOMPARE(pair.server.lastError(), ErrorCode::kOutOfDescriptors);
  pair.client.session.send("one who is there already");
  QVERIFY(runUntil([&] { return pair.server.received[pair.server.id()] == "one who is there already"; }));

  const std::clock_t usedBefore = std::clock();
  QVERIFY(!runUntil([&] { return pair.server.errors.size() > 1; }, 1'200));
  QVERIFY(std::clock() - usedBefore < CLOCKS_PER_SEC / 4);

  none.reset();
  none = std::make_unique<DescriptorLimit>(1);
  QVERIFY(runUntil([&] { return pair.server.connected.size() == 2; }));
  pair.server.session.closeConnection(pair.server.id(1), CloseMode::kFin);
  QVERIFY(runUntil([&] { return pair.server.connected.size() == 3; }));
  QCOMPARE(pair.server.errors.size(), std::size_t{1});
}

void TcpSessionTest::tableIsASnapshot() {
  SessionPair pair;
  QVERIFY(pair.ok);
  pair.client.session.send("12345");
  QVERIFY(runUntil([&] {
    const auto table = pair.server.session.table();
    return table->rows.size() == 1 && table->rows[0].bytesIn == 5;
  }));
  const auto before = pair.server.session.table();
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kReset);
  QVERIFY(runUntil([&] { return !pair.server.session.table()->rows[0].open; }));
  QVERIFY(before->rows[0].open);
  QVERIFY(pair.server.session.table()->generation > before->generation);
}

void TcpSessionTest::cancelWhileConnecting() {
  FullAcceptQueue silent;
  QVERIFY(silent.isFull());
  SessionProbe client(clientTo(silent.endpoint()));
  client.start();
  QVERIFY(runUntil([&] { return client.local.has_value(); }));
  client.session.cancel();
  QCOMPARE(client.ended, 1);
  QVERIFY(client.errors.empty());
}

void TcpSessionTest::cancelDisconnectsAll() {
  SessionPair pair;
  QVERIFY(pair.ok);
  pair.server.session.cancel();
  QCOMPARE(pair.server.ended, 1);
  QCOMPARE(pair.server.disconnected.size(), std::size_t{1});
  QVERIFY(runUntil([&] { return pair.client.ends.size() == 1; }));
  pair.server.session.cancel();
  QCOMPARE(pair.server.ended, 1);
}

void TcpSessionTest::thousandClientsAreServed() {
  constexpr int kClients = 1000;
  SessionProbe server(serverOn(loopback()));
  connect(&server.session, &EndpointSession::received, this,
          [&](ConnectionId from, const QByteArray& bytes) { server.session.send(bytes, {from}); });
  server.start();
  std::vector<std::unique_ptr<SessionProbe>> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<SessionProbe>(clientTo({loopback(), server.port()})));
    clients.back()->start();
  }
  const auto all = [&](auto predicate) {
    return [&clients, predicate] { return std::all_of(clients.begin(), clients.end(), predicate); };
  };
  QVERIFY(runUntil(all([](const auto& client) { return !client->connected.empty(); }), 20'000));
  for (int i = 0; i < kClients; ++i)
    clients[static_cast<std::size_t>(i)]->session.send(QByteArray::number(i));
  QVERIFY(runUntil(all([](const auto& client) { return client->receivedBytes > 0; }), 20'000));
  for (int i = 0; i < kClients; ++i) {
    auto& client = *clients[static_cast<std::size_t>(i)];
    QCOMPARE(client.received[client.id()], QByteArray::number(i));
  }
  QCOMPARE(server.session.counters().openConnections, std::uint64_t{kClients});
}

QTEST_GUILESS_MAIN(TcpSessionTest)
#include "tcp_session_test.moc"
