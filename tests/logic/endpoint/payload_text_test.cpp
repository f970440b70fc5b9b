#include "core/logic/endpoint/payload_text.h"

#include <QTest>

using namespace synscope;

class PayloadTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsHex_data();
  void readsHex();
  void namesWhatIsNotHex_data();
  void namesWhatIsNotHex();
  void readsEscapes();
  void namesBadEscapes_data();
  void namesBadEscapes();
  void endsLines_data();
  void endsLines();
};

void PayloadTextTest::readsHex_data() {
  QTest::addColumn<QByteArray>("typed");
  QTest::addColumn<QByteArray>("hex");
  QTest::newRow("nothing") << QByteArray() << QByteArray();
  QTest::newRow("pairs") << QByteArray("DE AD be ef") << QByteArray("DE AD BE EF");
  QTest::newRow("run") << QByteArray("deadbeef") << QByteArray("DE AD BE EF");
  QTest::newRow("0x") << QByteArray("0xDE, 0xA") << QByteArray("DE 0A");
  QTest::newRow("backslash") << QByteArray("\\xde\\xad") << QByteArray("DE AD");
  QTest::newRow("colons and lines") << QByteArray("de:ad\r\n00-FF;") << QByteArray("DE AD 00 FF");
  QTest::newRow("single digits") << QByteArray("1 2 3") << QByteArray("01 02 03");
}

void PayloadTextTest::readsHex() {
  QFETCH(QByteArray, typed);
  const auto bytes = parseHex(typed.toStdString());
  QVERIFY(bytes.ok());
  QTEST(QByteArray::fromStdString(toHex(*bytes)), "hex");
}

void PayloadTextTest::namesWhatIsNotHex_data() {
  QTest::addColumn<QByteArray>("typed");
  QTest::addColumn<QByteArray>("subject");
  QTest::newRow("letter") << QByteArray("12 G4") << QByteArray("G4");
  QTest::newRow("prefix alone") << QByteArray("0x") << QByteArray("0x");
  QTest::newRow("long junk is cut") << QByteArray("zzzzzzzzzzzzzzzzzzzzzzzzzz") << QByteArray("zzzzzzzzzzzzzzzz");
}

void PayloadTextTest::namesWhatIsNotHex() {
  QFETCH(QByteArray, typed);
  const auto bytes = parseHex(typed.toStdString());
  QVERIFY(!bytes.ok());
  QCOMPARE(bytes.error().code, ErrorCode::kBadHex);
  QTEST(QByteArray::fromStdString(bytes.error().subject), "subject");
}

void PayloadTextTest::readsEscapes() {
  const auto bytes = parseEscapes("a\\n\\r\\t\\0\\x7F\\\\\\e[z");
  QVERIFY(bytes.ok());
  QCOMPARE(toHex(*bytes), std::string("61 0A 0D 09 00 7F 5C 1B 5B 7A"));
}

void PayloadTextTest::namesBadEscapes_data() {
  QTest::addColumn<QByteArray>("typed");
  QTest::addColumn<QByteArray>("subject");
  QTest::newRow("unknown letter") << QByteArray("a\\qb") << QByteArray("\\q");
  QTest::newRow("at the end") << QByteArray("a\\") << QByteArray("\\");
  QTest::newRow("one digit") << QByteArray("\\x1g") << QByteArray("\\x1");
}

void PayloadTextTest::namesBadEscapes() {
  QFETCH(QByteArray, typed);
  const auto bytes = parseEscapes(typed.toStdString());
  QVERIFY(!bytes.ok());
  QCOMPARE(bytes.error().code, ErrorCode::kBadEscape);
  QTEST(QByteArray::fromStdString(bytes.error().subject), "subject");
}

void PayloadTextTest::endsLines_data() {
  QTest::addColumn<QByteArray>("typed");
  QTest::addColumn<LineEnding>("ending");
  QTest::addColumn<QByteArray>("sent");
  QTest::newRow("none") << QByteArray("a\nb") << LineEnding::kNone << QByteArray("a\nb");
  QTest::newRow("crlf") << QByteArray("a\nb") << LineEnding::kCrLf << QByteArray("a\r\nb\r\n");
  QTest::newRow("crlf stays one") << QByteArray("a\r\n") << LineEnding::kLf << QByteArray("a\n");
  QTest::newRow("empty line") << QByteArray("") << LineEnding::kCr << QByteArray("\r");
  QTest::newRow("nul") << QByteArray("a") << LineEnding::kNul << QByteArray("a\0", 2);
}

void PayloadTextTest::endsLines() {
  QFETCH(QByteArray, typed);
  QFETCH(LineEnding, ending);
  QTEST(QByteArray::fromStdString(withLineEnding(typed.toStdString(), ending)), "sent");
}

QTEST_APPLESS_MAIN(PayloadTextTest)
#include "payload_text_test.moc"
