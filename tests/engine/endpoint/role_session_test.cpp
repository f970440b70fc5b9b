#include "core/logic/endpoint/roles/character_generator_role.h"
#include "tests/engine/endpoint/session_pair.h"
#include "tests/engine/endpoint/udp_pair.h"

#include <QTemporaryFile>
#include <QtTest>

using namespace synscope;
using namespace synscope::test;

namespace {

EndpointSettings playing(EndpointKind kind, ServerRole role) {
  EndpointSettings settings;
  settings.kind = kind;
  settings.role = role;
  return settings;
}

}  // namespace

/// What a server does by itself, over real sockets: RFC 862 to 867, files, automatic replies.
class RoleSessionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tcpEcho();
  void tcpDiscard();
  void tcpCharacterGenerator();
  void tcpDaytime();
  void tcpSendsAFile();
  void udpEcho();
  void udpDiscard();
  void udpCharacterGenerator();
  void udpDaytime();
  void udpSendsAFile();
  void autoReply_data();
  void autoReply();
};

void RoleSessionTest::tcpEcho() {
  SessionPair pair(playing(EndpointKind::kTcpServer, ServerRole::kEcho));
  QVERIFY(pair.ok);
  const QByteArray large = patternOf(3 * 1024 * 1024);
  pair.client.session.send(large);
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kHalf);
  QVERIFY(runUntil([&] { return pair.client.ended == 1; }, 20'000));
  QVERIFY(pair.client.received[pair.client.id()] == large);
  QVERIFY(pair.client.errors.empty());
}

void RoleSessionTest::tcpDiscard() {
  SessionPair pair(playing(EndpointKind::kTcpServer, ServerRole::kDiscard));
  QVERIFY(pair.ok);
  pair.client.session.send(patternOf(1'000'000));
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kHalf);
  QVERIFY(runUntil([&] { return pair.client.ended == 1; }));
  QCOMPARE(pair.client.receivedBytes, std::size_t{0});
  QCOMPARE(pair.server.receivedBytes, std::size_t{1'000'000});
}

void RoleSessionTest::tcpCharacterGenerator() {
  SessionPair pair(playing(EndpointKind::kTcpServer, ServerRole::kCharacterGenerator));
  QVERIFY(pair.ok);
  QVERIFY(runUntil([&] { return pair.client.receivedBytes > 100'000; }));
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kFin);
  std::string expected;
  for (std::uint64_t line = 0; line < 200; ++line)
    expected += characterGeneratorLine(line);
  QVERIFY(pair.client.received[pair.client.id()].startsWith(QByteArray::fromStdString(expected)));
  QVERIFY(runUntil([&] { return pair.server.disconnected.size() == 1; }));
}

void RoleSessionTest::tcpDaytime() {
  SessionPair pair(playing(EndpointKind::kTcpServer, ServerRole::kDaytime));
  QVERIFY(runUntil([&] { return pair.client.ends.size() == 1; }));
  const QByteArray told = pair.client.received[pair.client.id()];
  QVERIFY2(told.contains(QByteArray::number(QDate::currentDate().year())) && told.endsWith("\r\n"), told);
}

void RoleSessionTest::tcpSendsAFile() {
  QTemporaryFile file;
  const QByteArray contents = patternOf(2'000'003);
  QVERIFY(file.open() && file.write(contents) == contents.size() && file.flush());
  EndpointSettings settings = playing(EndpointKind::kTcpServer, ServerRole::kSendFile);
  settings.roleFile = file.fileName().toStdString();
  SessionPair pair(settings);
  QVERIFY(runUntil([&] { return pair.client.ends.size() == 1; }));
  QVERIFY(pair.client.received[pair.client.id()] == contents);
}

void RoleSessionTest::udpEcho() {
  UdpPair pair(playing(EndpointKind::kUdp, ServerRole::kEcho));
  QVERIFY(pair.ok);
  for (const int size : {0, 1, 1'472, 20'000, 65'507}) {
    const auto before = pair.client.session.counters();
    pair.client.received.clear();
    pair.client.session.send(patternOf(size));
    QVERIFY(runUntil([&] { return pair.client.session.counters().messagesIn == before.messagesIn + 1; }));
    QVERIFY(pair.heardByClient() == patternOf(size));
  }
}

void RoleSessionTest::udpDiscard() {
  UdpPair pair(playing(EndpointKind::kUdp, ServerRole::kDiscard));
  QVERIFY(pair.ok);
  pair.client.session.send("hello");
  QVERIFY(runUntil([&] { return pair.server.receivedBytes == 5; }));
  QCOMPARE(pair.server.session.counters().messagesOut, std::uint64_t{0});
}

void RoleSessionTest::udpCharacterGenerator() {
  UdpPair pair(playing(EndpointKind::kUdp, ServerRole::kCharacterGenerator));
  QVERIFY(pair.ok);
  for (std::uint64_t n = 1; n <= 20; ++n) {
    pair.client.received.clear();
    pair.client.session.send("more");
    QVERIFY(runUntil([&] { return pair.client.session.counters().messagesIn == n; }));
    QVERIFY(pair.heardByClient().size() <= 512);
  }
}

void RoleSessionTest::udpDaytime() {
  UdpPair pair(playing(EndpointKind::kUdp, ServerRole::kDaytime));
  QVERIFY(pair.ok);
  pair.client.session.send("");
  QVERIFY(runUntil([&] { return pair.heardByClient().contains(QByteArray::number(QDate::currentDate().year())); }));
  QVERIFY(pair.heardByClient().endsWith("\r\n"));
}

void RoleSessionTest::udpSendsAFile() {
  QTemporaryFile file;
  const QByteArray contents = patternOf(2'500);
  QVERIFY(file.open() && file.write(contents) == contents.size() && file.flush());
  EndpointSettings settings = playing(EndpointKind::kUdp, ServerRole::kSendFile);
  settings.roleFile = file.fileName().toStdString();
  UdpPair pair(settings);
  QVERIFY(pair.ok);
  for (std::uint64_t n = 1; n <= 4; ++n) {
    pair.client.session.send("next");
    QVERIFY(runUntil([&] { return pair.client.session.counters().messagesIn == n; }));
  }
  QVERIFY(pair.heardByClient() == contents);
}

void RoleSessionTest::autoReply_data() {
  QTest::addColumn<int>("kind");
  QTest::newRow("TCP") << int(EndpointKind::kTcpServer);
  QTest::newRow("UDP") << int(EndpointKind::kUdp);
}

void RoleSessionTest::autoReply() {
  QFETCH(int, kind);
  EndpointSettings settings = playing(static_cast<EndpointKind>(kind), ServerRole::kTalk);
  settings.autoReply = {{.match = MatchKind::kRegex, .pattern = "add (\\d+)", .reply = "{count}: {1}\\r\\n"},
                        {.match = MatchKind::kHex, .pattern = "00 ?? ff", .reply = "\\x01"}};
  SessionProbe server(settings);
  server.start();
  QVERIFY(runUntil([&] { return server.port() != 0; }));
  const IpEndpoint target{loopback(), server.port()};
  SessionProbe client(server.session.settings().kind == EndpointKind::kUdp ? udp(target) : clientTo(target));
  client.start();
  QVERIFY(runUntil([&] { return client.connected.size() == 1; }));
  const auto heard = [&](const QByteArray& text) {
    return runUntil([&] { return client.received[client.id()] == text; });
  };
  client.session.send("nothing fits this");
  QVERIFY(runUntil([&] { return server.receivedBytes == 17; }));
  client.session.send("please add 42");
  QVERIFY(heard("1: 42\r\n"));
  client.session.send(QByteArray::fromHex("0012ff"));
  QVERIFY(heard("1: 42\r\n\x01"));
  server.session.setAutoReply({{.match = MatchKind::kEquals, .pattern = "ping", .reply = "pong"}});
  client.session.send("ping");
  QVERIFY(heard("1: 42\r\n\x01pong"));
}

QTEST_GUILESS_MAIN(RoleSessionTest)
#include "role_session_test.moc"
