#include "core/logic/endpoint/roles/pair_role.h"

#include "tests/logic/endpoint/role_play.h"

#include <QTest>

using namespace synscope;
using synscope::test::RolePlay;

namespace {

EndpointSettings pairing() {
  EndpointSettings settings;
  settings.kind = EndpointKind::kTcpServer;
  settings.role = ServerRole::kPair;
  return settings;
}

/// A trace with only the English half of what the service says; the greeting is "send N (… bytes)" already.
QString english(const QString& trace) {
  QStringList lines = trace.split(u'\n');
  for (QString& line : lines)
    if (line.startsWith(QLatin1String("send "))) line = line.section(QStringLiteral(" | "), 0, 0);
  return lines.join(u'\n');
}

const QString kTwo = QStringLiteral(R"(> 1 connects
send 1 GREETING
> 2 connects
send 2 GREETING
)");

const QString kJoined = kTwo + QStringLiteral(R"(> 1 says NAME alice\r\n
send 1 * You are now 1 (alice).
> 1 says JOIN 2\n
send 1 * Asked 2; waiting for ACCEPT.
send 2 * 1 (alice) asks to talk with you. Send ACCEPT to be joined.
> 2 says accept\r\n
partner of 1 is 2
send 1 * Joined with 2. From here on every byte is passed on as it is.
partner of 2 is 1
send 2 * Joined with 1 (alice). From here on every byte is passed on as it is.
)");

QString played(const QString& script) {
  RolePlay play(pairing());
  const QString greeting = QStringLiteral("(%1 bytes)").arg(pairGreeting(1).size());
  return english(play.play(script)).replace(greeting, QStringLiteral("GREETING"));
}

}  // namespace

class PairRoleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void traces_data();
  void traces();
  void speaksBothLanguages();
  void aFloodOfCommandsIsTakenInTurns();
};

void PairRoleTest::traces_data() {
  QTest::addColumn<QString>("trace");
  QTest::newRow("relays every byte until one ends") << kJoined + QStringLiteral(R"(> 1 says LIST\n\0\xff\x1b[2J
send 2 LIST\n\x00\xff\x1b[2J
> 2 says LEAVE\n
send 1 LEAVE\n
> 1 ends
send 2 * 1 (alice) has left; you are back on the list.
partner of 1 is 0
partner of 2 is 0
close 1 fin
> 1 gone
> 2 says LIST\n
send 2 * On line: 1
)")
                                                                     .chopped(1);
  QTest::newRow("a reset separates too") << kJoined + QStringLiteral(R"(> 2 gone
send 1 * 2 has left; you are back on the list.
partner of 2 is 0
partner of 1 is 0)");
  QTest::newRow("LEAVE with silence around it") << kJoined + QStringLiteral(R"(> 1 says hi
send 2 hi
> 1000 ms
> 1 says LEAVE\r\n
> 999 ms
> 1 ms
send 2 * 1 (alice) has left; you are back on the list.
partner of 1 is 0
partner of 2 is 0
send 1 * You have left 2 and are back on the list.
> 1 says LEAVE\n
send 1 * Goodbye.
close 1 fin
> 1 gone)");
  QTest::newRow("LEAVE in the middle of data is data") << kJoined + QStringLiteral(R"(> 1000 ms
> 1 says LEAVE\n
> 999 ms
> 1 says more
send 2 LEAVE\n
send 2 more
> 5 ms
> 1 says LEAVE\n
send 2 LEAVE\n
> 2000 ms
> 1 says LEAVE
send 2 LEAVE)");
  QTest::newRow("LEAVE and the end of input: passed on") << kJoined + QStringLiteral(R"(> 1000 ms
> 1 says LEAVE\n
> 1 ends
send 2 LEAVE\n
send 2 * 1 (alice) has left; you are back on the list.
partner of 1 is 0
partner of 2 is 0
close 1 fin
> 5000 ms)");
  QTest::newRow("asking each other joins") << kTwo + QStringLiteral(R"(> 1 says JOIN 2\nJOIN 2\n
send 1 * Asked 2; waiting for ACCEPT.
send 2 * 1 asks to talk with you. Send ACCEPT to be joined.
send 1 * Asked 2; waiting for ACCEPT.
> 2 says JOIN 1\nfirst words
partner of 1 is 2
send 1 * Joined with 2. From here on every byte is passed on as it is.
partner of 2 is 1
send 2 * Joined with 1. From here on every byte is passed on as it is.
send 1 first words)");
  QTest::newRow("what cannot be joined") << kTwo + QStringLiteral(
                                                       R"(> 1 says JOIN 7\nJOIN 1\nJOIN x\x1b\nJOIN\nACCEPT\nhelp\n\n
send 1 * There is no client 7.
send 1 * 1 is yourself.
send 1 * There is no client x\x1b.
send 1 * There is no client .
send 1 * Nobody has asked for you.
send 1 * Commands: NAME x, LIST, JOIN n, ACCEPT, LEAVE.)");
  QTest::newRow("who is taken cannot be asked") << kJoined + QStringLiteral(R"(> 3 connects
send 3 GREETING
> 3 says JOIN 1\n
send 3 * 1 (alice) is talking with somebody else.)");
  QTest::newRow("a question that stands no more") << kTwo + QStringLiteral(R"(> 1 says JOIN 2\n
send 1 * Asked 2; waiting for ACCEPT.
send 2 * 1 asks to talk with you. Send ACCEPT to be joined.
> 2 gone
send 1 * 2 is not waiting for you any more.
> 1 says ACCEPT\n
send 1 * Nobody has asked for you.)");
  QTest::newRow("a slow partner stops the sender") << kJoined + QStringLiteral(R"(> 2 stops reading
> 1 says 300000 bytes
send 2 (300000 bytes)
pause 1
> 2 says but speaks
send 1 but speaks
> 2 reads
resume 1)");
  QTest::newRow("hostile names") << kTwo + QStringLiteral(R"(> 1 says NAME \x1b[31mred\n
send 1 * You are now 1 (\x1b[31mred).
> 1 says 600 bytes
send 1 * That line is too long and was ignored.
> 1 says 600 bytes
> 1 says rest\nNAME ok\n
send 1 * You are now 1 (ok).)");
}

void PairRoleTest::traces() {
  QFETCH(QString, trace);
  QCOMPARE(played(trace).split(u'\n'), trace.split(u'\n'));
}

void PairRoleTest::speaksBothLanguages() {
  for (int i = 0; i <= int(PairNote::kGoodbye); ++i) {
    const QString line = QString::fromStdString(pairNote(PairNote(i), "7 (bob)"));
    QVERIFY2(line.startsWith(QLatin1String("* ")) && line.endsWith(QLatin1String("\r\n")), qPrintable(line));
    QCOMPARE(line.count(QStringLiteral(" | ")), 1);
    QVERIFY2(!line.contains(QLatin1String("{}")), qPrintable(line));
    QCOMPARE(line.section(u'|', 0, 0).contains(QLatin1String("7 (bob)")),
             line.section(u'|', 1).contains(QLatin1String("7 (bob)")));
  }
}

void PairRoleTest::aFloodOfCommandsIsTakenInTurns() {
  RolePlay play(pairing());
  play.play(QStringLiteral("> 1 connects\n> 2 connects"));
  const std::string flood = [] {
    std::string lines;
    for (int i = 0; i < 100; ++i)
      lines += "LIST\n";
    return lines;
  }();
  play.role().onReceived(1, std::as_bytes(std::span(flood)));
  const qsizetype before = play.play(QStringLiteral("> 2 says NAME x\\n")).count(QStringLiteral("On line"));
  QCOMPARE(before, qsizetype{PairRole::kLinesAtOnce});
  QCOMPARE(play.play(QStringLiteral("> 0 ms")).count(QStringLiteral("On line")), qsizetype{100});
}

QTEST_APPLESS_MAIN(PairRoleTest)
#include "pair_role_test.moc"
