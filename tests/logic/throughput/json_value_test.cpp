#include "core/logic/base/json_value.h"

#include <QTest>

#include <limits>

using namespace synscope;

class JsonValueTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsIntegers_data();
  void readsIntegers();
  void refuses_data();
  void refuses();
  void findsKeys();
  void keepsOneKeyAsText();
  void repairsUtf8();
  void keepsToItsLimits();
};

void JsonValueTest::readsIntegers_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<qint64>("value");
  constexpr auto kMin = std::numeric_limits<qint64>::min(), kMax = std::numeric_limits<qint64>::max();
  const auto row = [](const char* text, qint64 value) { QTest::newRow(text) << QByteArray(text) << value; };
  row("0", 0);
  row("-1", -1);
  row("18446744073709551615", -1);
  row("18446744073709551614", -2);
  row("9223372036854775807", kMax);
  row("9223372036854775808", kMin);
  row("1.8446744073709552e19", -1);
  row("18446744073709551616", -1);
  row("1e19", static_cast<qint64>(10'000'000'000'000'000'000U));
  row("1e300", -1);
  row("-1e300", kMin);
  row("1e15", 1'000'000'000'000'000);
  row("1.5E2", 150);
  row("1.9", 1);
  row("-1.9", -1);
  row("-0.0", 0);
}

void JsonValueTest::readsIntegers() {
  QFETCH(QByteArray, text);
  QFETCH(qint64, value);
  const auto read = JsonValue::parse(text.toStdString());
  QVERIFY(read);
  QCOMPARE(read->integer(), std::optional<std::int64_t>(value));
}

void JsonValueTest::refuses_data() {
  QTest::addColumn<QByteArray>("text");
  for (const char* text :
       {"", "{", "[1,]", "{\"a\":}", "{not json", "nul", "\"\\ud800\"", "1e999", "{} {}", "01", "NaN"})
    QTest::newRow(text) << QByteArray(text);
  QTest::newRow("65 levels") << QByteArray(65, '[') + QByteArray(65, ']');
  QTest::newRow("a million levels") << QByteArray(1'000'000, '[');
  QTest::newRow("a million objects") << QByteArray("{\"a\":").repeated(1'000'000);
  QTest::newRow("too many values") << "[" + QByteArray("1,").repeated(100'000) + "1]";
}

void JsonValueTest::refuses() {
  QFETCH(QByteArray, text);
  QVERIFY(!JsonValue::parse(text.toStdString()));
}

void JsonValueTest::findsKeys() {
  const auto value = *JsonValue::parse(R"({"Time":1,"TIME":2,"time":3,"x":[true,null,"t"]})");
  QCOMPARE(value.find("time")->integer(), std::int64_t{3});
  QCOMPARE(value.findIgnoringCase("time")->integer(), std::int64_t{1});
  QVERIFY(!value.find("y") && !value.findIgnoringCase("y") && !value.find("x")->find("x"));
  const auto& items = *value.find("x")->items();
  QCOMPARE(items[0].boolean(), true);
  QVERIFY(items[1].isNull() && !items[1].number() && !items[1].integer() && !items[1].boolean());
  QCOMPARE(*items[2].text(), "t");
  QVERIFY(!items[2].integer());
}

/// What is kept as text costs no values, and is JSON again.
void JsonValueTest::keepsOneKeyAsText() {
  const std::string report = R"({"a":[1,2.5,-3,true,null,"q\"\n"],"b\"":{"c":{}}})";
  const std::string text = R"({"n":1,"report":)" + report + R"(,"m":{"report":{"x":1}},"z":2})";
  const auto value = *JsonValue::parse(text, {.maxNodes = 7, .textKey = "report"});
  QCOMPARE(*value.find("report")->text(), R"({"a":[1,2.5,-3,true,null,"q\"\u000a"],"b\"":{"c":{}}})");
  QCOMPARE(value.find("m")->find("report")->find("x")->integer(), std::int64_t{1});
  QCOMPARE(value.find("z")->integer(), std::int64_t{2});
  const std::string deep = R"({"report":)" + std::string(70, '[') + std::string(70, ']') + '}';
  QVERIFY(!JsonValue::parse(deep, {.textKey = "report"}));
  QVERIFY(!JsonValue::parse(R"({"report":[1,})", {.textKey = "report"}));
}

void JsonValueTest::repairsUtf8() {
  const auto value = *JsonValue::parse("{\"t\":\"a\xff\xc3\xa4\"}");
  QCOMPARE(*value.find("t")->text(), "a\xef\xbf\xbd\xc3\xa4");
  QVERIFY(JsonValue::parse(std::string_view("{}\0\0", 4)));
}

void JsonValueTest::keepsToItsLimits() {
  QVERIFY(JsonValue::parse("[1,2,3]", {.maxNodes = 4}));
  QVERIFY(!JsonValue::parse("[1,2,3]", {.maxNodes = 3}));
  QVERIFY(JsonValue::parse("[[]]", {.maxDepth = 2}));
  QVERIFY(!JsonValue::parse("[[]]", {.maxDepth = 1}));
  QVERIFY(!JsonValue::parse("[1,2,3]", {.maxBytes = 6}));
}

QTEST_APPLESS_MAIN(JsonValueTest)
#include "json_value_test.moc"
