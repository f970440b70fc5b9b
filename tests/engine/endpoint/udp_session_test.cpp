#include "core/engine/endpoint/traffic_log.h"
#include "core/engine/endpoint/udp_transport.h"
#include "tests/engine/endpoint/session_pair.h"
#include "tests/engine/endpoint/udp_pair.h"
#include "tests/support/job_runner.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QtTest>

#include <set>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

void families() {
  QTest::addColumn<IpFamily>("family");
  QTest::newRow("IPv4") << IpFamily::kV4;
  QTest::newRow("IPv6") << IpFamily::kV6;
}

std::size_t openRows(const EndpointSession& session) {
  const auto table = session.table();
  return static_cast<std::size_t>(
      std::ranges::count_if(table->rows, [](const ConnectionRow& row) { return row.open; }));
}

}  // namespace

/// UDP sessions on the loopback, against each other and against plain sockets.
class UdpSessionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void clientAndServerTalk_data() { families(); }
  void clientAndServerTalk();
  void bothFamiliesOnOnePort();
  void emptyDatagramIsAMessage();
  void largestDatagram_data();
  void largestDatagram();
  void tooLongIsToldAndNothingElse();
  void nobodyListensIsTold_data();
  void nobodyListensIsTold();
  void endpointSurvivesRefusals();
  void portInUseIsTold();
  void badGroupIsTold();
  void sourceAddressAndPort();
  void answersFromTheAddressSpokenTo();
  void floodOfPeersIsBounded();
  void idlePeersLeave();
  void whatTheKernelDropsIsCounted();
  void logHoldsEveryDatagram();
  void fileIsSentInPieces();
  void closingAPeerForgetsIt();
  void cancelEndsAtOnce();
  void cancelFromInsideASlot();
};

void UdpSessionTest::clientAndServerTalk() {
  QFETCH(IpFamily, family);
  UdpPair pair(udp(), family);
  QVERIFY(pair.ok);
  QCOMPARE(pair.client.connected[0].local.address, loopback(family));
  QVERIFY(pair.client.connected[0].outgoing);
  pair.client.session.send("hello");
  QVERIFY(runUntil([&] { return pair.heardByServer() == "hello"; }));
  QCOMPARE(pair.server.connected[0].peer, pair.client.connected[0].local);
  QCOMPARE(pair.server.connected[0].local, pair.client.connected[0].peer);
  QVERIFY(!pair.server.connected[0].outgoing);
  pair.server.session.send("good day", {pair.server.id()});
  QVERIFY(runUntil([&] { return pair.heardByClient() == "good day"; }));
  QCOMPARE(pair.client.connected.size(), std::size_t{1});
  QCOMPARE(pair.server.session.counters().messagesIn, std::uint64_t{1});
  QVERIFY(runUntil([&] { return pair.server.session.counters().droppedByKernel == std::uint64_t{0}; }));
  QVERIFY(pair.server.session.life(pair.server.id()) == nullptr);
}

void UdpSessionTest::bothFamiliesOnOnePort() {
  SessionProbe server(udp());
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  const auto four = speakTo(server.port(), "four", "127.0.0.1");
  const auto six = speakTo(server.port(), "six", "::1");
  QVERIFY(runUntil([&] { return server.receivedBytes == 7; }));
  std::set<IpFamily> seen;
  for (const ConnectionRow& row : server.connected)
    seen.insert(row.peer.address.family());
  QCOMPARE(seen.size(), std::size_t{2});
}

void UdpSessionTest::emptyDatagramIsAMessage() {
  UdpPair pair;
  QVERIFY(pair.ok);
  pair.client.session.send("");
  QVERIFY(runUntil([&] { return pair.server.session.counters().messagesIn == 1; }));
  QCOMPARE(pair.server.session.counters().bytesIn, std::uint64_t{0});
  QCOMPARE(pair.server.received.size(), std::size_t{1});
}

void UdpSessionTest::largestDatagram_data() {
  QTest::addColumn<IpFamily>("family");
  QTest::addColumn<int>("size");
  QTest::newRow("IPv4") << IpFamily::kV4 << 65'507;
  QTest::newRow("IPv6") << IpFamily::kV6 << 65'527;
}

void UdpSessionTest::largestDatagram() {
  QFETCH(IpFamily, family);
  QFETCH(int, size);
  UdpPair pair(udp(), family);
  QVERIFY(pair.ok);
  const QByteArray large = patternOf(size);
  pair.client.session.send(large);
  QVERIFY(runUntil([&] { return pair.server.receivedBytes == std::size_t(size); }));
  QVERIFY(pair.heardByServer() == large);
}

void UdpSessionTest::tooLongIsToldAndNothingElse() {
  UdpPair pair;
  QVERIFY(pair.ok);
  pair.client.session.send(patternOf(65'508));
  QCOMPARE(pair.client.lastError(), ErrorCode::kDatagramTooLong);
  QCOMPARE(pair.client.errors.back().first, pair.client.id());
  pair.client.session.send("short");
  QVERIFY(runUntil([&] { return pair.heardByServer() == "short"; }));
  QVERIFY(runUntil([&] { return pair.client.session.counters().notSent == 1; }));
  QCOMPARE(pair.client.session.counters().messagesOut, std::uint64_t{1});
}

void UdpSessionTest::nobodyListensIsTold_data() {
  QTest::addColumn<IpFamily>("family");
  QTest::addColumn<QString>("icmp");
  QTest::newRow("IPv4") << IpFamily::kV4 << "icmp.v4.3.3";
  QTest::newRow("IPv6") << IpFamily::kV6 << "icmp.v6.1.4";
}

/// Exactly as the error queue says it; once, however many datagrams it was, and every one of them counted.
void UdpSessionTest::nobodyListensIsTold() {
  QFETCH(IpFamily, family);
  QFETCH(QString, icmp);
  SessionProbe nobody(udp());
  nobody.start();
  QVERIFY(runUntil([&] { return nobody.port() != 0; }));
  nobody.session.cancel();
  SessionProbe client(udp(IpEndpoint{loopback(family), nobody.port()}));
  client.start();
  QVERIFY(runUntil([&] { return client.connected.size() == 1; }));
  for (int i = 0; i < 20; ++i)
    client.session.send("anybody?");
  QVERIFY(runUntil([&] { return client.session.counters().refusedDatagrams == 20; }));
  QCOMPARE(client.errors.size(), std::size_t{1});
  QCOMPARE(client.errors[0].first, client.id());
  QCOMPARE(client.errors[0].second.code, ErrorCode::kIcmpError);
  QCOMPARE(client.errors[0].second.operation, icmp.toStdString());
  QCOMPARE(client.errors[0].second.subject, loopback(family).toString());
  QCOMPARE(client.session.counters().messagesOut, std::uint64_t{20});
  QCOMPARE(client.ended, 0);
}

void UdpSessionTest::endpointSurvivesRefusals() {
  SessionProbe server(udp());
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  auto gone = speakTo(server.port(), "hello");
  QVERIFY(runUntil([&] { return server.connected.size() == 1; }));
  gone.reset();
  const auto stays = speakTo(server.port(), "hello");
  QVERIFY(runUntil([&] { return server.connected.size() == 2; }));
  server.session.send("to both");
  server.session.send("again");
  QVERIFY(runUntil([&] { return server.session.counters().refusedDatagrams == 2; }));
  QCOMPARE(server.errors.size(), std::size_t{1});
  QCOMPARE(server.errors[0].first, server.id(0));
  QCOMPARE(nextDatagram(*stays), QByteArray("to both"));
}

void UdpSessionTest::portInUseIsTold() {
  UdpPair pair;
  EndpointSettings settings = udp();
  settings.sourcePort = pair.server.port();
  SessionProbe second(settings);
  second.start();
  QVERIFY(runUntil([&] { return second.ended == 1; }));
  QCOMPARE(second.lastError(), ErrorCode::kAddressInUse);
  QVERIFY(second.errors[0].second.operation.starts_with("udp_session"));
}

void UdpSessionTest::badGroupIsTold() {
  EndpointSettings settings = udp();
  settings.multicastGroup = IpAddress::parse("192.0.2.1");
  SessionProbe session(settings);
  session.start();
  QVERIFY(runUntil([&] { return session.ended == 1; }));
  QCOMPARE(session.lastError(), ErrorCode::kBadAddress);
}

void UdpSessionTest::sourceAddressAndPort() {
  UdpPair pair;
  SessionProbe free(udp());
  free.start();
  QVERIFY(runUntil([&] { return free.port() != 0; }));
  free.session.cancel();
  EndpointSettings settings = udp(IpEndpoint{loopback(), pair.server.port()});
  settings.bindAddress = IpAddress::parse("127.0.0.3");
  settings.sourcePort = free.port();
  SessionProbe client(settings);
  client.start();
  QVERIFY(runUntil([&] { return client.connected.size() == 1; }));
  client.session.send("hello");
  QVERIFY(runUntil([&] { return pair.server.connected.size() == 1; }));
  QCOMPARE(pair.server.connected[0].peer.toString(), "127.0.0.3:" + std::to_string(free.port()));
  QCOMPARE(client.connected[0].local, pair.server.connected[0].peer);
}

/// Whoever asked 127.0.0.2 takes no answer from 127.0.0.1.
void UdpSessionTest::answersFromTheAddressSpokenTo() {
  EndpointSettings settings = udp();
  settings.role = ServerRole::kEcho;
  SessionProbe server(settings);
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  QUdpSocket asks;
  QVERIFY(asks.bind(QHostAddress(QHostAddress::LocalHost)));
  asks.writeDatagram("hello", QHostAddress(QStringLiteral("127.0.0.2")), server.port());
  QVERIFY(runUntil([&] { return asks.hasPendingDatagrams(); }));
  QHostAddress from;
  QByteArray heard(100, Qt::Uninitialized);
  heard.resize(asks.readDatagram(heard.data(), heard.size(), &from));
  QCOMPARE(heard, QByteArray("hello"));
  QCOMPARE(from, QHostAddress(QStringLiteral("127.0.0.2")));
  QCOMPARE(server.connected[0].local.address.toString(), std::string("127.0.0.2"));
}

void UdpSessionTest::floodOfPeersIsBounded() {
  EndpointSettings settings = udp();
  settings.maxClients = 16;
  settings.role = ServerRole::kEcho;
  SessionProbe server(settings);
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  std::vector<std::unique_ptr<QUdpSocket>> peers;
  for (int i = 0; i < 300; ++i) {
    peers.push_back(speakTo(server.port(), "x"));
    if (i % 50 == 49) QVERIFY(runUntil([&] { return server.connected.size() == std::size_t(i) + 1; }));
  }
  QCOMPARE(server.disconnected.size(), std::size_t{300 - 16});
  QCOMPARE(server.disconnected[0].id, server.connected[0].id);
  QCOMPARE(server.session.counters().openConnections, std::uint64_t{16});
  QVERIFY(runUntil([&] { return openRows(server.session) == 16; }));
  for (const auto& peer : peers)
    QVERIFY(runUntil([&] { return peer->hasPendingDatagrams(); }));
}

void UdpSessionTest::idlePeersLeave() {
  EndpointSettings settings = udp();
  settings.peerIdle = 50ms;
  UdpPair pair(settings);
  QVERIFY(pair.ok);
  pair.client.session.send("hello");
  QVERIFY(runUntil([&] { return pair.server.connected.size() == 1; }));
  QVERIFY(runUntil([&] { return pair.server.disconnected.size() == 1; }));
  pair.client.session.send("hello again");
  QVERIFY(runUntil([&] { return pair.server.connected.size() == 2; }));
  QVERIFY(pair.server.connected[1].id != pair.server.connected[0].id);
  QVERIFY(pair.client.disconnected.empty());
}

/// Much more than the buffer holds, sent while nobody reads.
void UdpSessionTest::whatTheKernelDropsIsCounted() {
  EndpointSettings settings = udp();
  settings.receiveBuffer = 16 * 1024;
  UdpPair pair(settings);
  QVERIFY(pair.ok);
  constexpr std::uint64_t kSent = 2'000;
  for (std::uint64_t i = 0; i < kSent; ++i)
    pair.client.session.send("0123456789");
  QCOMPARE(pair.client.session.counters().messagesOut, kSent);
  const auto isComplete = [&] {
    const SessionCounters seen = pair.server.session.counters();
    return seen.messagesIn + seen.droppedByKernel.value_or(0) == kSent;
  };
  QVERIFY(runUntil(isComplete));
  QVERIFY(pair.server.session.counters().droppedByKernel.value_or(0) > 1'000);
  pair.server.session.cancel();
  QVERIFY(isComplete());
}

void UdpSessionTest::logHoldsEveryDatagram() {
  QTemporaryDir folder;
  const auto log = TrafficLog::create(folder.path());
  QVERIFY(log.ok());
  SessionProbe server(udp(), *log);
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  const auto peer = speakTo(server.port(), "one");
  peer->writeDatagram(QByteArray(), QHostAddress(QHostAddress::LocalHost), server.port());
  QVERIFY(runUntil([&] { return server.session.counters().messagesIn == 2; }));
  server.session.send("three");
  const auto records = (*log)->read(0, 10);
  QCOMPARE(records.size(), std::size_t{3});
  QCOMPARE(records[0].payload.size(), std::size_t{3});
  QCOMPARE(records[0].peer.port, peer->localPort());
  QVERIFY(records[1].payload.empty());
  QVERIFY(records[2].direction == TrafficDirection::kOut);
}

void UdpSessionTest::fileIsSentInPieces() {
  UdpPair pair;
  QVERIFY(pair.ok);
  const QByteArray contents = patternOf(200 * 1024 + 7);
  QTemporaryFile file;
  QVERIFY(file.open() && file.write(contents) == contents.size() && file.flush());
  QSignalSpy done(&pair.client.session, &EndpointSession::sendingDone);
  pair.client.session.sendFile(file.fileName());
  QVERIFY(runUntil([&] { return done.size() == 1 && pair.server.receivedBytes == std::size_t(contents.size()); }));
  QVERIFY(pair.heardByServer() == contents);
  QCOMPARE(pair.server.session.counters().messagesIn, std::uint64_t{201});
}

void UdpSessionTest::closingAPeerForgetsIt() {
  UdpPair pair;
  QVERIFY(pair.ok);
  pair.client.session.send("hello");
  QVERIFY(runUntil([&] { return pair.server.connected.size() == 1; }));
  pair.server.session.closeConnection(pair.server.id(), CloseMode::kFin);
  pair.server.session.closeConnection(pair.server.id(), CloseMode::kFin);
  QVERIFY(runUntil([&] { return pair.server.disconnected.size() == 1; }));
  pair.server.session.send("nobody is there", {pair.server.id()});
  QCOMPARE(pair.server.lastError(), ErrorCode::kNotConnected);
  pair.client.session.send("hello");
  QVERIFY(runUntil([&] { return pair.server.connected.size() == 2; }));
  QCOMPARE(pair.server.disconnected.size(), std::size_t{1});
}

void UdpSessionTest::cancelEndsAtOnce() {
  UdpPair pair;
  QVERIFY(pair.ok);
  pair.client.session.cancel();
  QCOMPARE(pair.client.ended, 1);
  QCOMPARE(pair.client.disconnected.size(), std::size_t{1});
  pair.client.session.send("too late");
  pair.client.session.cancel();
  QCOMPARE(pair.client.ended, 1);
}

void UdpSessionTest::cancelFromInsideASlot() {
  UdpPair pair;
  QVERIFY(pair.ok);
  connect(&pair.server.session, &EndpointSession::received, this, [&] { pair.server.session.cancel(); });
  for (int i = 0; i < 10; ++i)
    pair.client.session.send("x");
  QVERIFY(runUntil([&] { return pair.server.ended == 1; }));
  QCOMPARE(pair.server.session.counters().messagesIn, std::uint64_t{1});
}

QTEST_GUILESS_MAIN(UdpSessionTest)
#include "udp_session_test.moc"
