#include "core/logic/endpoint/roles/character_generator_role.h"
#include "tests/logic/endpoint/role_play.h"

#include <QTest>

using namespace synscope;
using synscope::test::RolePlay;

namespace {

EndpointSettings settingsOf(ServerRole role, EndpointKind kind) {
  EndpointSettings settings;
  settings.kind = kind;
  settings.role = role;
  settings.autoReply = {{.pattern = "ping", .reply = "pong {count} from {peer} at {time}"},
                        {.match = MatchKind::kHex, .pattern = "0?", .reply = "never: the pattern is bad"}};
  return settings;
}

}  // namespace

/// Every simple role, as a trace of what happens and what it does (see RolePlay).
class ServerRoleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void overTcp_data();
  void overTcp();
  void overUdp_data();
  void overUdp();
  void characterGeneratorLines();
  void characterGeneratorDatagrams();
  void characterGeneratorGoesOnInTurns();
  void sendsAFile();
  void sendsAFileByDatagrams();
  void newRules();
};

void ServerRoleTest::overTcp_data() {
  QTest::addColumn<ServerRole>("role");
  QTest::addColumn<QString>("trace");
  QTest::newRow("echo") << ServerRole::kEcho << QStringLiteral(R"(> 1 connects
> 1 says abc
send 1 abc
> 2 connects
> 2 says \0\xff\x1b
send 2 \x00\xff\x1b
> 1 ends
close 1 fin
> 1 gone)");
  QTest::newRow("echo to a peer that does not read") << ServerRole::kEcho << QStringLiteral(R"(> 1 connects
> 1 stops reading
> 1 says 200000 bytes
send 1 (200000 bytes)
> 1 says 100000 bytes
send 1 (100000 bytes)
pause 1
> 1 reads
resume 1)");
  QTest::newRow("discard") << ServerRole::kDiscard << QStringLiteral(R"(> 1 connects
> 1 says 1000 bytes
> 1 ends
close 1 fin)");
  QTest::newRow("daytime") << ServerRole::kDaytime << QStringLiteral(R"(> 1 connects
send 1 Tuesday, February 22, 1982 17:37:43-PST\r\n
close 1 fin
> 1 says what?
> 1 ends
> 1 gone)");
  QTest::newRow("characters, as fast as they are read")
      << ServerRole::kCharacterGenerator << QStringLiteral(R"(> 1 stops reading
> 1 connects
send 1 (56240 bytes)
> 1 says nobody listens
> 1 reads
send 1 (56240 bytes)
> 1 ends
close 1 fin
> 1 reads)");
  QTest::newRow("talk answers by rule") << ServerRole::kTalk << QStringLiteral(R"(> 1 connects
> 1 says hello
> 1 says a ping!
send 1 pong 1 from 10.0.0.9:40000 at 17:37:43
> 1 says ping
send 1 pong 2 from 10.0.0.9:40000 at 17:37:43
> 1 ends
> 1 gone
> 1 says ping)");
  QTest::newRow("talk to a peer that does not read") << ServerRole::kTalk << QStringLiteral(R"(> 1 connects
> 1 reads
> 1 stops reading
> 1 says ping
send 1 pong 1 from 10.0.0.9:40000 at 17:37:43
> 1 reads)");
}

void ServerRoleTest::overTcp() {
  QFETCH(ServerRole, role);
  QFETCH(QString, trace);
  QCOMPARE(RolePlay(settingsOf(role, EndpointKind::kTcpServer)).play(trace).split(u'\n'), trace.split(u'\n'));
}

void ServerRoleTest::overUdp_data() {
  QTest::addColumn<ServerRole>("role");
  QTest::addColumn<QString>("trace");
  QTest::newRow("echo") << ServerRole::kEcho << QStringLiteral(R"(> 1 connects
> 1 says abc
send 1 abc
> 1 says 
send 1 )");
  QTest::newRow("echo does not answer an echo service") << ServerRole::kEcho << QStringLiteral(R"(> 1 connects from 7
> 1 says abc
> 2 connects from 40001
> 2 says abc
send 2 abc)");
  QTest::newRow("daytime") << ServerRole::kDaytime << QStringLiteral(R"(> 1 connects
> 1 says 
send 1 Tuesday, February 22, 1982 17:37:43-PST\r\n)");
  QTest::newRow("characters not to a character generator")
      << ServerRole::kCharacterGenerator << QStringLiteral(R"(> 1 connects from 19
> 1 says x)");
}

void ServerRoleTest::overUdp() {
  QFETCH(ServerRole, role);
  QFETCH(QString, trace);
  QCOMPARE(RolePlay(settingsOf(role, EndpointKind::kUdp)).play(trace), trace);
}

void ServerRoleTest::characterGeneratorLines() {
  const std::string first = R"( !"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefg)";
  QCOMPARE(characterGeneratorLine(0), first + "\r\n");
  QCOMPARE(characterGeneratorLine(1), first.substr(1) + "h\r\n");
  QCOMPARE(characterGeneratorLine(94), "~" + first.substr(0, 71) + "\r\n");
  QCOMPARE(characterGeneratorLine(95), characterGeneratorLine(0));
}

void ServerRoleTest::characterGeneratorDatagrams() {
  const auto lengths = [](int count) {
    RolePlay play(settingsOf(ServerRole::kCharacterGenerator, EndpointKind::kUdp));
    QString script = QStringLiteral("> 1 connects\n> 1 stops reading");
    std::vector<std::size_t> all;
    play.play(script);
    for (std::size_t before = 0; static_cast<int>(all.size()) < count; before = play.queued(1)) {
      play.play(QStringLiteral("> 1 says go"));
      all.push_back(play.queued(1) - before);
    }
    return all;
  };
  const auto once = lengths(500);
  QCOMPARE(lengths(500), once);
  const auto [least, most] = std::ranges::minmax(once);
  QVERIFY2(least < 10 && most > 500 && most <= 512, qPrintable(QString::number(most)));
}

void ServerRoleTest::characterGeneratorGoesOnInTurns() {
  RolePlay play(settingsOf(ServerRole::kCharacterGenerator, EndpointKind::kTcpServer));
  const QString connected = QStringLiteral("> 1 connects\nsend 1 (56240 bytes)\n> 2 connects\nsend 2 (56240 bytes)");
  QCOMPARE(play.play(connected), connected);
  play.role().onTime(play.now());
  const QString turn = QStringLiteral("\nsend 1 (56240 bytes)\nsend 2 (56240 bytes)");
  QCOMPARE(play.play({}), connected + turn);
  play.role().onTime(play.now());
  QCOMPARE(play.play({}), connected + turn + turn);
}

void ServerRoleTest::sendsAFile() {
  RolePlay play(settingsOf(ServerRole::kSendFile, EndpointKind::kTcpServer));
  play.m_file = std::string(300'000, 'f');
  const QString trace = QStringLiteral(R"(> 1 stops reading
> 1 connects
send 1 (262144 bytes)
> 1 ends
> 1 reads
send 1 (37856 bytes)
> 0 ms
close 1 fin
> 2 connects
send 2 (262144 bytes)
> 2 gone
> 1 ms)");
  QCOMPARE(play.play(trace), trace);
}

void ServerRoleTest::sendsAFileByDatagrams() {
  RolePlay play(settingsOf(ServerRole::kSendFile, EndpointKind::kUdp));
  play.m_file = std::string(1'500, 'f');
  const QString trace = QStringLiteral(R"(> 1 connects
> 1 says next
send 1 (1024 bytes)
> 1 says next
send 1 (476 bytes)
> 1 says next
send 1 )");
  QCOMPARE(play.play(trace), trace);
}

void ServerRoleTest::newRules() {
  RolePlay play(settingsOf(ServerRole::kTalk, EndpointKind::kTcpServer));
  play.play(QStringLiteral("> 1 connects"));
  const auto refused = play.role().setAutoReply({{.match = MatchKind::kHex, .pattern = "0?", .reply = "x"}});
  QVERIFY(refused && refused->code == ErrorCode::kBadPattern);
  QVERIFY(!play.role().setAutoReply({{.pattern = "pi", .reply = "new"}}));
  const QString trace = QStringLiteral("> 1 connects\n> 1 says ping\nsend 1 new");
  QCOMPARE(play.play(QStringLiteral("> 1 says ping")), trace);
}

QTEST_APPLESS_MAIN(ServerRoleTest)
#include "server_role_test.moc"
