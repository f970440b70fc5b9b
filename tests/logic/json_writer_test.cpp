#include "core/logic/base/json_writer.h"

#include <QTest>

#include <limits>

using namespace synscope;

/// JSON as text: commas, escapes, unknown values.
class JsonWriterTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void objectsAndArraysNest();
  void textIsEscaped_data();
  void textIsEscaped();
  void numbersReadBack();
};

void JsonWriterTest::objectsAndArraysNest() {
  JsonWriter json;
  json.beginObject();
  json.member("a", 1);
  json.key("b");
  json.beginArray();
  json.newLine();
  json.beginObject();
  json.endObject();
  json.newLine();
  json.value(true);
  json.endArray();
  json.member("c", std::optional<int>());
  json.member("d", std::optional(-7));
  json.endObject();
  QCOMPARE(json.take(), std::string("{\"a\":1,\"b\":[\n{},\ntrue],\"c\":null,\"d\":-7}"));
}

void JsonWriterTest::textIsEscaped_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("json");
  QTest::newRow("plain") << QByteArray("nginx") << QByteArray("\"nginx\"");
  QTest::newRow("quotes") << QByteArray("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
  QTest::newRow("control") << QByteArray("a\n\x1b[31m") << QByteArray("\"a\\u000a\\u001b[31m\"");
  QTest::newRow("Chinese") << QByteArray("端口") << QByteArray("\"端口\"");
  QTest::newRow("not UTF-8") << QByteArray("a\xff\xc3") << QByteArray("\"a\xef\xbf\xbd\xef\xbf\xbd\"");
  QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QByteArray("\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

void JsonWriterTest::textIsEscaped() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, json);
  JsonWriter writer;
  writer.value(std::string_view(text.constData(), std::size_t(text.size())));
  QCOMPARE(QByteArray::fromStdString(writer.take()), json);
}

void JsonWriterTest::numbersReadBack() {
  JsonWriter json;
  json.beginArray();
  json.value(0.1);
  json.value(std::numeric_limits<double>::infinity());
  json.value(std::numeric_limits<std::uint64_t>::max());
  json.value(std::uint8_t{7});
  json.endArray();
  QCOMPARE(json.take(), std::string("[0.1,null,18446744073709551615,7]"));
}

QTEST_APPLESS_MAIN(JsonWriterTest)
#include "json_writer_test.moc"
