#include "core/engine/endpoint/regex_compiler.h"

#include <QElapsedTimer>
#include <QTest>

using namespace synscope;

namespace {

/// "no match", or the groups joined by '|'.
QByteArray tried(const char* pattern, const QByteArray& message) {
  const auto matcher = compileRegex(pattern);
  if (!matcher) return QByteArray("error ") + matcher.error().subject.c_str();
  const auto groups = (*matcher)(std::as_bytes(std::span(message.data(), static_cast<std::size_t>(message.size()))));
  if (!groups) return "no match";
  QByteArrayList list;
  for (const std::string& group : *groups)
    list << QByteArray::fromStdString(group);
  return list.join('|');
}

}  // namespace

class RegexCompilerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void matches_data();
  void matches();
  void evilExpressionsEnd();
  void longMessagesAreLookedAtFromTheirFront();
};

void RegexCompilerTest::matches_data() {
  QTest::addColumn<QByteArray>("pattern");
  QTest::addColumn<QByteArray>("message");
  QTest::addColumn<QByteArray>("comesOut");
  const auto row = [](const char* name, const char* pattern, const QByteArray& message, const char* comesOut) {
    QTest::newRow(name) << QByteArray(pattern) << message << QByteArray(comesOut);
  };
  row("groups", "(\\w+)=(\\d*)(x)?", "port=80", "port|80");
  row("no match", "^a", "ba", "no match");
  row("a group that took no part", "(a)|(b)", "b", "|b");
  row("ten groups give nine", "(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)", "0123456789", "0|1|2|3|4|5|6|7|8");
  row("Chinese", "你(.)", "你好", "好");
  row("not UTF-8", "a(.)b",
      QByteArray("a\xff"
                 "b"),
      "\xef\xbf\xbd");
  row("NUL", "a.b", QByteArray("a\0b", 3), "");
  row("bad", "(", "x", "error (");
  row("bad quantifier", "a{2,1}", "x", "error a{2,1}");
}

void RegexCompilerTest::matches() {
  QFETCH(QByteArray, pattern);
  QFETCH(QByteArray, message);
  QTEST(tried(pattern.constData(), message), "comesOut");
}

/// Nested quantifiers on a message that almost matches: exponential without a limit.
void RegexCompilerTest::evilExpressionsEnd() {
  QElapsedTimer clock;
  clock.start();
  const QByteArray message = QByteArray(40, 'a') + '!';
  QCOMPARE(tried("^(a+)+$", message), QByteArray("no match"));
  QCOMPARE(tried("(*LIMIT_MATCH=4000000000)^(a|a?)+$", message), QByteArray("no match"));
  QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
}

void RegexCompilerTest::longMessagesAreLookedAtFromTheirFront() {
  const auto limit = static_cast<int>(kRegexInputLimit);
  QCOMPARE(tried("z", QByteArray(limit - 1, 'a') + "z"), QByteArray());
  QCOMPARE(tried("z", QByteArray(limit, 'a') + "z"), QByteArray("no match"));
}

QTEST_APPLESS_MAIN(RegexCompilerTest)
#include "regex_compiler_test.moc"
