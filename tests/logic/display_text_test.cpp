#include "core/logic/base/display_text.h"

#include "core/logic/base/typed_text.h"
#include "core/logic/base/utf8.h"

#include <QTest>

#include <string>

using namespace synscope;

class DisplayTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sanitizes_data();
  void sanitizes();
  void everyCodePointSurvivesTheRoundTrip();
  void malformedUtf8IsOneByteAtATime_data();
  void malformedUtf8IsOneByteAtATime();
  void excerptCutsBetweenCharacters();
  void foldsWidth();
};

void DisplayTextTest::sanitizes_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("expected");
  const auto row = [](const char* name, const std::string& text, const char* expected) {
    QTest::newRow(name) << text << std::string(expected);
  };
  row("plain", "example.com:443", "example.com:443");
  row("Chinese", "端口 443", "端口 443");
  row("emoji", "🙂", "🙂");
  row("backslash stays", "C:\\x", "C:\\x");
  row("line breaks", "a\r\nb\tc", "a\\r\\nb\\tc");
  row("NUL", std::string("a\0b", 3), "a\\x00b");
  row("terminal escape", "\x1b[31m\x07", "\\x1b[31m\\x07");
  row("delete", "\x7f", "\\x7f");
  row("C1 control sequence introducer", "\u009b31m", "\\u009b31m");
  row("bidi override", "\u202egnp.exe\u202c", "\\u202egnp.exe\\u202c");
  row("bidi isolate", "\u2066x\u2069", "\\u2066x\\u2069");
  row("zero width", "pay\u200bpal", "pay\\u200bpal");
  row("byte order mark", "\ufeffx", "\\ufeffx");
  row("line separator", "a\u2028b", "a\\u2028b");
  row("tag", "\U000e0041", "\\U000e0041");
  row("stray bytes", "\xff\xc3", "\\xff\\xc3");
  row("overlong slash", "\xc0\xaf", "\\xc0\\xaf");
  row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
}

void DisplayTextTest::sanitizes() {
  QFETCH(std::string, text);
  QFETCH(std::string, expected);
  QCOMPARE(sanitizeForDisplay(text), expected);
  QCOMPARE(sanitizeForDisplay(expected), expected);
}

void DisplayTextTest::everyCodePointSurvivesTheRoundTrip() {
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    std::string text;
    appendUtf8(text, c);
    const CodePoint point = firstCodePoint(text);
    QVERIFY(point.valid && point.value == c && point.length == text.size());
  }
}

void DisplayTextTest::malformedUtf8IsOneByteAtATime_data() {
  QTest::addColumn<std::string>("text");
  for (const char* text : {"\x80", "\xc2", "\xc1\x81", "\xe4\xb8", "\xe0\x80\x80", "\xed\xbf\xbf", "\xf0\x9f\x99",
                           "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xe4z"}) {
    QTest::newRow(text) << std::string(text);
  }
}

void DisplayTextTest::malformedUtf8IsOneByteAtATime() {
  QFETCH(std::string, text);
  const CodePoint point = firstCodePoint(text);
  QVERIFY(!point.valid);
  QCOMPARE(point.length, std::size_t(1));
}

void DisplayTextTest::excerptCutsBetweenCharacters() {
  QCOMPARE(excerpt("short"), std::string("short"));
  QCOMPARE(excerpt("abcdefgh", 6), std::string("abc…"));
  QCOMPARE(excerpt("端口端口", 8), std::string("端…"));
  QCOMPARE(excerpt("abc", 2), std::string());
  QVERIFY(excerpt(std::string(10'000'000, '\x80')).size() <= 80);
}

void DisplayTextTest::foldsWidth() {
  QCOMPARE(foldWidth("ＡＺ０９：，；－～［］％"), std::string("AZ09:,;-~[]%"));
  QCOMPARE(foldWidth("a　b。c、d【e】"), std::string("a b.c,d[e]"));
  QCOMPARE(foldWidth("中文\xff"), std::string("中文\xff"));
  QCOMPARE(std::string(unquoted("「x」")), std::string("x"));
  QCOMPARE(std::string(unquoted("\"")), std::string("\""));
  QCOMPARE(std::string(trimmed("\xef\xbb\xbf x\r\n")), std::string("x"));
}

QTEST_APPLESS_MAIN(DisplayTextTest)
#include "display_text_test.moc"
