#include "app/cli/terminal_text.h"
#include "app/cli/typed_input.h"

#include <QTest>

using namespace synscope;

/// What stands between the wire and a person: output made safe, input read as it was meant, however it is cut up.
class EndpointTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void terminalTextIsSafe_data();
  void terminalTextIsSafe();
  void lineEnds_data();
  void lineEnds();
  void hexLines();
  void hexThatIsNone();
  void endlessHexLine();
};

void EndpointTextTest::terminalTextIsSafe_data() {
  QTest::addColumn<QByteArray>("wire");
  QTest::addColumn<QByteArray>("shown");
  QTest::newRow("plain") << QByteArray("one\ttwo\nthree") << QByteArray("one\ttwo\nthree");
  QTest::newRow("colour") << QByteArray("\x1b[31mred") << QByteArray("\\x1b[31mred");
  QTest::newRow("CR LF") << QByteArray("a\r\nb\r\n") << QByteArray("a\nb\n");
  QTest::newRow("lone CR") << QByteArray("a\rb") << QByteArray("a\\rb");
  QTest::newRow("CR at the end") << QByteArray("a\r") << QByteArray("a\\r");
  QTest::newRow("Chinese") << QByteArray("防火墙\n") << QByteArray("防火墙\n");
  QTest::newRow("cut Chinese") << QByteArray("防\xe7\x81") << QByteArray("防\\xe7\\x81");
  QTest::newRow("not UTF-8") << QByteArray("\xff\xc3(\x80") << QByteArray("\\xff\\xc3(\\x80");
  QTest::newRow("C1 and bell") << QByteArray("\xc2\x9b\x07") << QByteArray("\\u009b\\x07");
  QTest::newRow("reordering") << QByteArray(
                                     "\xe2\x80\xae"
                                     "abc")
                              << QByteArray("\\u202eabc");
}

void EndpointTextTest::terminalTextIsSafe() {
  QFETCH(QByteArray, wire);
  for (qsizetype size = 1; size <= wire.size(); ++size) {  // In pieces of every size.
    TerminalText text;
    std::string shown;
    for (qsizetype at = 0; at < wire.size(); at += size)
      shown += text.add(wire.mid(at, size).toStdString());
    shown += text.finish();
    QTEST(QByteArray::fromStdString(shown), "shown");
  }
}

void EndpointTextTest::lineEnds_data() {
  QTest::addColumn<QByteArray>("typed");
  QTest::addColumn<QByteArray>("sent");
  QTest::newRow("LF") << QByteArray("GET /\n\n") << QByteArray("GET /\r\n\r\n");
  QTest::newRow("CR LF stays") << QByteArray("a\r\nb\n") << QByteArray("a\r\nb\r\n");
  QTest::newRow("no end") << QByteArray("a\nb") << QByteArray("a\r\nb");
}

void EndpointTextTest::lineEnds() {
  QFETCH(QByteArray, typed);
  for (qsizetype size = 1; size <= typed.size(); ++size) {
    TypedInput input(InputForm::kCrLf);
    QByteArray sent;
    for (qsizetype at = 0; at < typed.size(); at += size)
      sent += input.add(typed.mid(at, size)).bytes.value(0);
    QTEST(sent, "sent");
  }
}

void EndpointTextTest::hexLines() {
  TypedInput input(InputForm::kHex);
  QVERIFY(input.add("48 6").bytes.isEmpty());
  QCOMPARE(input.add("5\n\nde:ad be").bytes, QList<QByteArray>{"He"});
  QCOMPARE(input.finish().bytes, QList<QByteArray>{"\xde\xad\xbe"});
  QVERIFY(input.finish().bytes.isEmpty());
}

void EndpointTextTest::hexThatIsNone() {
  TypedInput input(InputForm::kHex);
  const TypedInput::Messages messages = input.add("41\nxyz\n42\n");
  QCOMPARE(messages.bytes, (QList<QByteArray>{"A", "B"}));
  QVERIFY(messages.problem);
  QCOMPARE(messages.problem->code, ErrorCode::kBadHex);
}

void EndpointTextTest::endlessHexLine() {
  TypedInput input(InputForm::kHex);
  const QByteArray piece(256 * 1024, '0');
  std::optional<Error> problem;
  for (int i = 0; i < 8 && !problem; ++i)
    problem = input.add(piece).problem;
  QVERIFY(problem);
  QCOMPARE(problem->code, ErrorCode::kTooLong);
  for (int i = 0; i < 8; ++i)
    QVERIFY(!input.add(piece).problem);  // Said once, and nothing of that line is sent.
  QCOMPARE(input.add("00\n41\n").bytes, QList<QByteArray>{"A"});
}

QTEST_APPLESS_MAIN(EndpointTextTest)
#include "endpoint_text_test.moc"
