#include "tests/logic/endpoint/role_play.h"

#include <QTest>

using namespace synscope;
using synscope::test::RolePlay;

namespace {

EndpointSettings forwarding(EndpointKind kind, std::optional<ImpairmentSettings> impairment = {}) {
  EndpointSettings settings;
  settings.kind = kind;
  settings.role = ServerRole::kForward;
  settings.impairment = impairment;
  return settings;
}

const QString kOpened = QStringLiteral(R"(> 1 connects
connect 101 for 1
partner of 1 is 101
partner of 101 is 1
pause 1
> 101 connected
resume 1
)");

const QString kUdpOpened = QStringLiteral(R"(> 1 connects
connect 101 for 1
partner of 1 is 101
partner of 101 is 1
pause 1
)");

}  // namespace

class ForwardRoleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void passesOn_data();
  void passesOn();
  void cannotConnect();
  void udp();
  void impaired_data();
  void impaired();
};

void ForwardRoleTest::passesOn_data() {
  QTest::addColumn<QString>("trace");
  QTest::newRow("both ways, then the client ends first") << kOpened + QStringLiteral(R"(> 1 says hello
send 101 hello
> 101 says \0world
send 1 \x00world
> 1 ends
close 101 half
> 101 says the rest
send 1 the rest
> 101 ends
close 1 half
close 1 fin
close 101 fin
> 1 gone
> 101 gone)");
  QTest::newRow("the server ends first") << kOpened + QStringLiteral(R"(> 101 ends
close 1 half
> 1 says still here
send 101 still here
> 1 ends
close 101 half
close 1 fin
close 101 fin)");
  QTest::newRow("said before the way was open") << QStringLiteral(R"(> 1 connects
connect 101 for 1
partner of 1 is 101
partner of 101 is 1
pause 1
> 1 says early
> 1 ends
> 101 connected
send 101 early
close 101 half)");
  QTest::newRow("the client resets") << kOpened + QStringLiteral(R"(> 1 gone
close 101 reset
close 1 reset
> 101 gone)");
  QTest::newRow("the server resets") << kOpened + QStringLiteral(R"(> 101 says last
send 1 last
> 101 gone
close 1 reset
close 101 reset
> 1 gone)");
  QTest::newRow("a reset after half of it has ended") << kOpened + QStringLiteral(R"(> 1 ends
close 101 half
> 1 gone
close 101 reset
close 1 reset
> 101 gone)");
  QTest::newRow("the host refuses") << QStringLiteral(R"(> 1 connects
connect 101 for 1
partner of 1 is 101
partner of 101 is 1
pause 1
> 101 gone
resume 1
close 1 reset
> 1 gone)");
  QTest::newRow("the client gives up before") << QStringLiteral(R"(> 1 connects
connect 101 for 1
partner of 1 is 101
partner of 101 is 1
pause 1
> 1 gone
close 101 reset
> 101 gone)");
  QTest::newRow("a server that does not read stops the client") << kOpened + QStringLiteral(R"(> 101 stops reading
> 1 says 200000 bytes
send 101 (200000 bytes)
> 1 says 100000 bytes
send 101 (100000 bytes)
pause 1
> 1 says 5 bytes
> 101 reads
send 101 xxxxx
resume 1)");
  QTest::newRow("a client that does not read stops the server") << kOpened + QStringLiteral(R"(> 1 stops reading
> 101 says 300000 bytes
send 1 (300000 bytes)
pause 101
> 1 says but speaks
send 101 but speaks
> 1 reads
resume 101)");
  QTest::newRow("two clients do not meet") << kOpened + QStringLiteral(R"(> 2 connects
connect 102 for 2
partner of 2 is 102
partner of 102 is 2
pause 2
> 102 connected
resume 2
> 2 says two
send 102 two
> 102 says to two
send 2 to two
> 101 says to one
send 1 to one)");
}

void ForwardRoleTest::passesOn() {
  QFETCH(QString, trace);
  QCOMPARE(RolePlay(forwarding(EndpointKind::kTcpServer)).play(trace).split(u'\n'), trace.split(u'\n'));
}

void ForwardRoleTest::cannotConnect() {
  RolePlay play(forwarding(EndpointKind::kTcpServer));
  play.m_canConnectOut = false;
  const QString trace = QStringLiteral("> 1 connects\nclose 1 reset\n> 1 gone");
  QCOMPARE(play.play(trace), trace);
}

void ForwardRoleTest::udp() {
  const QString trace = kUdpOpened + QStringLiteral(R"(> 1 says one
> 1 says two
> 101 connected
send 101 one
send 101 two
resume 1
> 101 says back
send 1 back
> 1 gone
close 101 fin
> 101 gone)");
  QCOMPARE(RolePlay(forwarding(EndpointKind::kUdp)).play(trace), trace);
}

void ForwardRoleTest::impaired_data() {
  using std::chrono::milliseconds;
  QTest::addColumn<ImpairmentSettings>("impairment");
  QTest::addColumn<QString>("trace");
  QTest::newRow("delay, FIN included") << ImpairmentSettings{.delay = milliseconds(20)}
                                       << kOpened + QStringLiteral(R"(> 1 says a
> 5 ms
> 1 says b
> 1 ends
> 14 ms
> 1 ms
send 101 a
> 4 ms
> 1 ms
send 101 b
close 101 half)");
  QTest::newRow("delay of a reset") << ImpairmentSettings{.delay = milliseconds(20)}
                                    << kOpened + QStringLiteral(R"(> 1 says a
> 1 gone
> 19 ms
> 1 ms
send 101 a
close 101 reset
close 1 reset
> 101 gone)");
  QTest::newRow("rate") << ImpairmentSettings{.bytesPerSecond = 1000} << kOpened + QStringLiteral(R"(> 1 says 25 bytes
> 9 ms
> 1 ms
send 101 xxxxxxxxxx
> 10 ms
send 101 xxxxxxxxxx
> 4 ms
> 1 ms
send 101 xxxxx)");
  QTest::newRow("stall") << ImpairmentSettings{.stallAfterBytes = 3, .stallFor = milliseconds(50)}
                         << kOpened + QStringLiteral(R"(> 1 says abcd
send 101 abc
> 49 ms
> 1 ms
send 101 d
> 1 says e
send 101 e)");
  QTest::newRow("stall for ever holds no more than its limit")
      << ImpairmentSettings{.stallAfterBytes = 0} << kOpened + QStringLiteral(R"(> 1 says 4194303 bytes
> 1 says x
pause 1
> 10000 ms)");
  QTest::newRow("half-close") << ImpairmentSettings{.halfCloseAfterBytes = 3}
                              << kOpened + QStringLiteral(R"(> 1 says abcd
send 101 abc
close 101 half
> 1 says more
> 101 says ok
send 1 ok
> 101 ends
close 1 half
> 1 ends
close 1 fin
close 101 fin)");
  QTest::newRow("reset") << ImpairmentSettings{.resetAfterBytes = 3} << kOpened + QStringLiteral(R"(> 1 says abcd
send 101 abc
close 101 reset
close 1 reset
> 1 gone
> 101 gone)");
}

void ForwardRoleTest::impaired() {
  QFETCH(ImpairmentSettings, impairment);
  QFETCH(QString, trace);
  QCOMPARE(RolePlay(forwarding(EndpointKind::kTcpServer, impairment)).play(trace).split(u'\n'), trace.split(u'\n'));
}

QTEST_APPLESS_MAIN(ForwardRoleTest)
#include "forward_role_test.moc"
