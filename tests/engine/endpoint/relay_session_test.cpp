#include "core/engine/base/clock.h"
#include "tests/engine/endpoint/session_pair.h"
#include "tests/engine/endpoint/udp_pair.h"

#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

EndpointSettings relayTo(EndpointKind kind, std::uint16_t port, const ImpairmentSettings& impairment = {}) {
  EndpointSettings settings;
  settings.kind = kind;
  settings.role = ServerRole::kForward;
  settings.forwardHost = "127.0.0.1";
  settings.forwardPort = port;
  settings.impairment = impairment;
  return settings;
}

EndpointSettings playing(EndpointKind kind, ServerRole role) {
  EndpointSettings settings;
  settings.kind = kind;
  settings.role = role;
  return settings;
}

/// Client, relay and server, each a session of its own, joined over the loopback.
struct RelayedTcp {
  explicit RelayedTcp(const ImpairmentSettings& impairment, ServerRole role = ServerRole::kTalk)
      : server(playing(EndpointKind::kTcpServer, role)), relay(started(impairment)), client(aimed()) {
    client.start();
    ok = runUntil([this] { return client.connected.size() == 1 && server.connected.size() == 1; });
  }
  EndpointSettings started(const ImpairmentSettings& impairment) {
    server.start();
    return relayTo(EndpointKind::kTcpServer, server.port(), impairment);
  }
  EndpointSettings aimed() {
    relay.start();
    runUntil([this] { return relay.port() != 0; });
    return clientTo({loopback(), relay.port()});
  }
  QByteArray& heardByServer() { return server.received[server.id()]; }
  QByteArray& heardByClient() { return client.received[client.id()]; }

  SessionProbe server, relay, client;
  bool ok = false;
};

/// What a UDP server behind the relay hears of `count` numbered datagrams, in the order in which they come.
std::vector<int> throughUdpRelay(const ImpairmentSettings& impairment, int count,
                                 ImpairmentCounters* counters = nullptr) {
  SessionProbe server(udp());
  server.start();
  runUntil([&] { return server.port() != 0; });
  std::vector<int> heard;
  QObject::connect(&server.session, &EndpointSession::received, &server,
                   [&](ConnectionId, const QByteArray& number) { heard.push_back(number.toInt()); });
  SessionProbe relay(relayTo(EndpointKind::kUdp, server.port(), impairment));
  relay.start();
  runUntil([&] { return relay.port() != 0; });
  const auto sender = speakTo(relay.port(), "0");
  runUntil([&] { return relay.connected.size() == 2; });
  for (int i = 1; i < count; ++i)
    sender->writeDatagram(QByteArray::number(i), QHostAddress(QHostAddress::LocalHost), relay.port());
  std::size_t before = 0;
  do {
    before = heard.size();
    runUntil([] { return false; }, 300);
  } while (heard.size() != before);
  if (counters != nullptr) *counters = relay.session.counters().impaired;
  return heard;
}

}  // namespace

/// Relays between real sockets: what passes, what is done to it, and how ends are passed on.
class RelaySessionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void passesBothWays();
  void largeDataIsIdenticalBothWays();
  void halfCloseIsPassedOn();
  void resetIsPassedOn_data();
  void resetIsPassedOn();
  void unreachableServerResetsTheClient();
  void tableSaysWhoIsJoined();
  void slowReaderSlowsTheSender();
  void delayIsKept();
  void rateIsKept();
  void stallEnds();
  void halfCloseAfterBytes();
  void resetAfterBytes();
  void tlsEndsAtTheRelay();

  void udpPassesBothWays();
  void udpPeersStayApart();
  void udpLossDependsOnTheSeedAlone();
  void udpDuplicates();
  void udpReorders();
  void udpRelayForgetsIdleClients();

  void pairJoinsTwoClients();
};

void RelaySessionTest::passesBothWays() {
  RelayedTcp chain({});
  QVERIFY(chain.ok);
  chain.client.session.send("question");
  QVERIFY(runUntil([&] { return chain.heardByServer() == "question"; }));
  chain.server.session.send("answer");
  QVERIFY(runUntil([&] { return chain.heardByClient() == "answer"; }));
}

void RelaySessionTest::largeDataIsIdenticalBothWays() {
  RelayedTcp chain({.jitter = 3ms, .seed = 7}, ServerRole::kEcho);
  QVERIFY(chain.ok);
  const QByteArray large = patternOf(6 * 1024 * 1024);
  chain.client.session.send(large);
  chain.client.session.closeConnection(chain.client.id(), CloseMode::kHalf);
  QVERIFY(runUntil([&] { return chain.client.ended == 1; }, 20'000));
  QVERIFY(chain.heardByClient() == large);
  QVERIFY(chain.client.errors.empty() && chain.relay.errors.empty() && chain.server.errors.empty());
}

void RelaySessionTest::halfCloseIsPassedOn() {
  RelayedTcp chain({});
  QVERIFY(chain.ok);
  chain.client.session.send("that is all");
  chain.client.session.closeConnection(chain.client.id(), CloseMode::kHalf);
  QVERIFY(runUntil([&] { return chain.server.ends.size() == 1; }));
  QCOMPARE(chain.heardByServer(), QByteArray("that is all"));
  chain.server.session.send("thank you");
  QVERIFY(runUntil([&] { return chain.heardByClient() == "thank you"; }));
  QVERIFY(chain.client.ends.empty());
  chain.server.session.closeConnection(chain.server.id(), CloseMode::kFin);
  QVERIFY(runUntil([&] { return chain.client.ended == 1 && chain.relay.disconnected.size() == 2; }));
  QVERIFY(chain.relay.errors.empty());
}

void RelaySessionTest::resetIsPassedOn_data() {
  QTest::addColumn<bool>("byClient");
  QTest::newRow("of the client") << true;
  QTest::newRow("of the server") << false;
}

void RelaySessionTest::resetIsPassedOn() {
  QFETCH(bool, byClient);
  RelayedTcp chain({});
  QVERIFY(chain.ok);
  SessionProbe& resets = byClient ? chain.client : chain.server;
  SessionProbe& hears = byClient ? chain.server : chain.client;
  resets.session.send("last words");
  QVERIFY(runUntil([&] { return hears.receivedBytes == 10; }));
  resets.session.closeConnection(resets.id(), CloseMode::kReset);
  QVERIFY(runUntil([&] { return hears.disconnected.size() == 1; }));
  QCOMPARE(hears.lastError(), ErrorCode::kConnectionReset);
}

void RelaySessionTest::unreachableServerResetsTheClient() {
  ClosedPort nobody;
  SessionProbe relay(relayTo(EndpointKind::kTcpServer, nobody.endpoint().port));
  relay.start();
  QVERIFY(runUntil([&] { return relay.port() != 0; }));
  SessionProbe client(clientTo({loopback(), relay.port()}));
  client.start();
  QVERIFY(runUntil([&] { return client.ended == 1; }));
  QCOMPARE(client.lastError(), ErrorCode::kConnectionReset);
  QCOMPARE(relay.lastError(), ErrorCode::kConnectFailed);
}

void RelaySessionTest::tableSaysWhoIsJoined() {
  RelayedTcp chain({});
  QVERIFY(chain.ok);
  QVERIFY(runUntil([&] {
    const auto table = chain.relay.session.table();
    return table->rows.size() == 2 && table->rows[0].partner == table->rows[1].id &&
           table->rows[1].partner == table->rows[0].id;
  }));
  QVERIFY(!chain.relay.session.table()->rows[0].outgoing);
  QVERIFY(chain.relay.session.table()->rows[1].outgoing);
}

/// The relay holds a bounded amount; the rest waits with the sender.
void RelaySessionTest::slowReaderSlowsTheSender() {
  RelayedTcp chain({});
  QVERIFY(chain.ok);
  chain.server.session.pauseReading(chain.server.id(), true);
  const QByteArray piece = patternOf(1024 * 1024);
  std::uint64_t before = 0;
  do {
    before = chain.relay.session.counters().bytesIn;
    for (int i = 0; i < 4; ++i)
      chain.client.session.send(piece);
    runUntil([] { return false; }, 300);
  } while (chain.relay.session.counters().bytesIn != before);
  const SessionCounters held = chain.relay.session.counters();
  QVERIFY(held.bytesIn - held.bytesOut < 8U * 1024 * 1024);
  QVERIFY(chain.client.session.queued(chain.client.id()) > 0);
}

void RelaySessionTest::delayIsKept() {
  RelayedTcp chain({.delay = 60ms}, ServerRole::kEcho);
  QVERIFY(chain.ok);
  const TimePoint asked = monotonicNow();
  chain.client.session.send("ping");
  QVERIFY(runUntil([&] { return chain.heardByClient() == "ping"; }));
  QVERIFY(monotonicNow() - asked >= 120ms);
}

void RelaySessionTest::rateIsKept() {
  RelayedTcp chain({.bytesPerSecond = 1'000'000});
  QVERIFY(chain.ok);
  const TimePoint begun = monotonicNow();
  chain.client.session.send(patternOf(500'000));
  QVERIFY(runUntil([&] { return chain.server.receivedBytes == 500'000; }));
  const Duration took = monotonicNow() - begun;
  QVERIFY(took >= 490ms);
  QVERIFY(took < 5s);
}

void RelaySessionTest::stallEnds() {
  RelayedTcp chain({.stallAfterBytes = 1'000, .stallFor = 200ms});
  QVERIFY(chain.ok);
  const TimePoint begun = monotonicNow();
  chain.client.session.send(patternOf(3'000));
  QVERIFY(runUntil([&] { return chain.server.receivedBytes >= 1'000; }));
  QCOMPARE(chain.server.receivedBytes, std::size_t{1'000});
  QVERIFY(runUntil([&] { return chain.server.receivedBytes == 3'000; }));
  QVERIFY(monotonicNow() - begun >= 200ms);
  QVERIFY(chain.heardByServer() == patternOf(3'000));
}

void RelaySessionTest::halfCloseAfterBytes() {
  RelayedTcp chain({.halfCloseAfterBytes = 700});
  QVERIFY(chain.ok);
  chain.client.session.send(patternOf(1'000));
  QVERIFY(runUntil([&] { return chain.server.ends.size() == 1; }));
  QVERIFY(chain.heardByServer() == patternOf(700));
  chain.server.session.send("still open this way");
  QVERIFY(runUntil([&] { return chain.heardByClient() == "still open this way"; }));
}

void RelaySessionTest::resetAfterBytes() {
  RelayedTcp chain({.resetAfterBytes = 700});
  QVERIFY(chain.ok);
  chain.client.session.send(patternOf(1'000));
  QVERIFY(runUntil([&] { return chain.server.disconnected.size() == 1 && chain.client.ended == 1; }));
  QCOMPARE(chain.server.lastError(), ErrorCode::kConnectionReset);
  QCOMPARE(chain.client.lastError(), ErrorCode::kConnectionReset);
  QVERIFY(chain.server.receivedBytes <= 700);
}

/// What the relay hands on is in the clear.
void RelaySessionTest::tlsEndsAtTheRelay() {
  SessionProbe server(playing(EndpointKind::kTcpServer, ServerRole::kEcho));
  server.start();
  EndpointSettings settings = relayTo(EndpointKind::kTcpServer, server.port());
  settings.tls = TlsSettings{};
  SessionProbe relay(settings);
  relay.start();
  QVERIFY(runUntil([&] { return relay.port() != 0; }));
  EndpointSettings secured = clientTo({loopback(), relay.port()});
  secured.tls = TlsSettings{};
  secured.tls->verifyPeer = false;
  SessionProbe client(secured);
  client.start();
  QVERIFY(runUntil([&] { return client.connected.size() == 1; }));
  client.session.send("hello");
  QVERIFY(runUntil([&] { return client.received[client.id()] == "hello"; }));
  QCOMPARE(server.received[server.id()], QByteArray("hello"));
}

void RelaySessionTest::udpPassesBothWays() {
  SessionProbe server(playing(EndpointKind::kUdp, ServerRole::kEcho));
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  UdpPair pair(relayTo(EndpointKind::kUdp, server.port()));
  QVERIFY(pair.ok);
  pair.client.session.send("hello");
  QVERIFY(runUntil([&] { return pair.heardByClient() == "hello"; }));
  pair.client.session.send("");
  QVERIFY(runUntil([&] { return pair.client.session.counters().messagesIn == 2; }));
  QCOMPARE(pair.server.connected.size(), std::size_t{2});
  QVERIFY(pair.server.errors.empty());
}

/// The server sees each client from a port of its own, so that answers find their way back.
void RelaySessionTest::udpPeersStayApart() {
  SessionProbe server(playing(EndpointKind::kUdp, ServerRole::kEcho));
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  SessionProbe relay(relayTo(EndpointKind::kUdp, server.port()));
  relay.start();
  QVERIFY(runUntil([&] { return relay.port() != 0; }));
  const auto one = speakTo(relay.port(), "one"), two = speakTo(relay.port(), "two");
  QCOMPARE(nextDatagram(*one), QByteArray("one"));
  QCOMPARE(nextDatagram(*two), QByteArray("two"));
  QCOMPARE(server.connected.size(), std::size_t{2});
}

void RelaySessionTest::udpLossDependsOnTheSeedAlone() {
  ImpairmentCounters counted;
  const auto first = throughUdpRelay({.lossPercent = 30, .seed = 42}, 200, &counted);
  const auto again = throughUdpRelay({.lossPercent = 30, .seed = 42}, 200);
  const auto other = throughUdpRelay({.lossPercent = 30, .seed = 43}, 200);
  QVERIFY(first == again);
  QCOMPARE(first.size() + counted.lost, std::size_t{200});
  QVERIFY(first != other);
  QVERIFY(first.size() > 110 && first.size() < 170);
  QVERIFY(std::ranges::is_sorted(first));
}

void RelaySessionTest::udpDuplicates() {
  ImpairmentCounters counted;
  const auto heard = throughUdpRelay({.duplicatePercent = 50, .seed = 3}, 100, &counted);
  QCOMPARE(heard.size(), 100 + counted.duplicated);
  QVERIFY(heard.size() > 130 && heard.size() < 170);
  QVERIFY(std::ranges::is_sorted(heard));
}

void RelaySessionTest::udpReorders() {
  auto heard = throughUdpRelay({.delay = 20ms, .reorderPercent = 20, .seed = 5}, 100);
  QCOMPARE(heard.size(), std::size_t{100});
  QVERIFY(!std::ranges::is_sorted(heard));
  std::ranges::sort(heard);
  for (int i = 0; i < 100; ++i)
    QCOMPARE(heard[std::size_t(i)], i);
}

void RelaySessionTest::udpRelayForgetsIdleClients() {
  SessionProbe server(udp());
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  EndpointSettings settings = relayTo(EndpointKind::kUdp, server.port());
  settings.peerIdle = 80ms;
  SessionProbe relay(settings);
  relay.start();
  QVERIFY(runUntil([&] { return relay.port() != 0; }));
  const auto client = speakTo(relay.port(), "hello");
  QVERIFY(runUntil([&] { return server.receivedBytes == 5; }));
  QVERIFY(runUntil([&] { return relay.disconnected.size() == 2; }));
  QCOMPARE(relay.session.counters().openConnections, std::uint64_t{0});
}

void RelaySessionTest::pairJoinsTwoClients() {
  SessionProbe server(playing(EndpointKind::kTcpServer, ServerRole::kPair));
  server.start();
  SessionProbe alice(clientTo({loopback(), server.port()})), bob(clientTo({loopback(), server.port()}));
  const auto hears = [](SessionProbe& who, const char* text) {
    return runUntil([&] { return who.received[who.id()].contains(text); });
  };
  alice.start();
  QVERIFY(hears(alice, "client 1"));
  bob.start();
  QVERIFY(hears(bob, "client 2"));
  alice.session.send("NAME alice\r\n");
  QVERIFY(hears(alice, "You are now"));
  bob.session.send("LIST\n");
  QVERIFY(hears(bob, "1 free alice"));
  bob.session.send("JOIN 1\n");
  QVERIFY(hears(alice, "asks to talk with you"));
  alice.session.send("ACCEPT\n");
  QVERIFY(hears(bob, "Joined with"));
  QVERIFY(hears(alice, "Joined with"));
  bob.received.clear();
  const QByteArray bytes = patternOf(300'000);
  alice.session.send(bytes);
  QVERIFY(runUntil([&] { return bob.received[bob.id()].size() >= bytes.size(); }));
  QVERIFY(bob.received[bob.id()] == bytes);
  alice.session.cancel();
  QVERIFY(hears(bob, "has left; you are back on the list"));
}

QTEST_GUILESS_MAIN(RelaySessionTest)
#include "relay_session_test.moc"
