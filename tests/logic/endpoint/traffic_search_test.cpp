#include "core/logic/endpoint/traffic_search.h"

#include "core/logic/endpoint/record_set.h"

#include <QTest>

#include <set>
#include <string>

using namespace synscope;

namespace {

std::span<const std::byte> bytesOf(const std::string& text) {
  return std::as_bytes(std::span(text));
}

Result<PayloadMatcher> noExpressions(const TrafficPattern& pattern) {
  return Error{.code = ErrorCode::kBadPattern, .operation = "search", .subject = pattern.text};
}

}  // namespace

class TrafficSearchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void finds_data();
  void finds();
  void patternsThatAreNone_data();
  void patternsThatAreNone();
  void theFilterTakes();
  void aSetCountsAndFindsLikeAList();
};

void TrafficSearchTest::finds_data() {
  QTest::addColumn<int>("kind");
  QTest::addColumn<QByteArray>("pattern");
  QTest::addColumn<bool>("caseSensitive");
  QTest::addColumn<QByteArray>("payload");
  QTest::addColumn<int>("start");
  QTest::addColumn<int>("from");
  const auto row = [](const char* title, PatternKind kind, QByteArray pattern, bool exact, QByteArray payload,
                      int start, int from) {
    QTest::newRow(title) << int(kind) << std::move(pattern) << exact << std::move(payload) << start << from;
  };
  using enum PatternKind;
  row("any case", kText, "host:", false, "GET / HTTP/1.1\r\nHOST: a", 0, 16);
  row("exact case", kText, "host:", true, "HOST: host:", 0, 6);
  row("the next one", kText, "ab", false, "abab", 1, 2);
  row("behind the last one", kText, "ab", false, "abab", 3, -1);
  row("in a shorter payload", kText, "abc", false, "ab", 0, -1);
  row("at the very end", kText, "z", false, "abz", 0, 2);
  row("signs that differ in the bit of case", kText, "[", false, "{", 0, -1);
  row("chinese", kText, "连接", false, "新连接", 0, 3);
  row("hex", kHex, "0d 0A", false, "x\r\n", 0, 1);
  row("hex with a hole", kHex, "DE ?? EF", false, QByteArray("\x01\xde\x00\xef", 4), 0, 1);
  row("hex that is not there", kHex, "DE AD", false, QByteArray("\xde\xae", 2), 0, -1);
  row("from behind the end", kText, "a", false, "a", 5, -1);
}

void TrafficSearchTest::finds() {
  QFETCH(int, kind);
  QFETCH(QByteArray, pattern);
  QFETCH(bool, caseSensitive);
  QFETCH(QByteArray, payload);
  QFETCH(int, start);
  const std::string held = payload.toStdString();
  const auto matcher = compilePattern({PatternKind(kind), pattern.toStdString(), caseSensitive}, noExpressions);
  QVERIFY(matcher.ok());
  const auto found = (*matcher)(bytesOf(held), std::size_t(start));
  QTEST(found ? int(found->from) : -1, "from");
}

void TrafficSearchTest::patternsThatAreNone_data() {
  QTest::addColumn<int>("kind");
  QTest::addColumn<QByteArray>("pattern");
  QTest::addColumn<int>("code");
  QTest::newRow("nothing") << int(PatternKind::kText) << QByteArray() << int(ErrorCode::kEmptyInput);
  QTest::newRow("not hexadecimal") << int(PatternKind::kHex) << QByteArray("4G") << int(ErrorCode::kBadHex);
  QTest::newRow("half a hole") << int(PatternKind::kHex) << QByteArray("44 ?") << int(ErrorCode::kBadHex);
  QTest::newRow("no expression") << int(PatternKind::kRegex) << QByteArray("(") << int(ErrorCode::kBadPattern);
}

void TrafficSearchTest::patternsThatAreNone() {
  QFETCH(int, kind);
  QFETCH(QByteArray, pattern);
  const auto matcher = compilePattern({PatternKind(kind), pattern.toStdString(), false}, noExpressions);
  QVERIFY(!matcher.ok());
  QTEST(int(matcher.error().code), "code");
}

void TrafficSearchTest::theFilterTakes() {
  TrafficRecordView record;
  record.connection = 3;
  record.direction = TrafficDirection::kOut;
  QVERIFY(TrafficFilter().takes(record));
  QVERIFY((TrafficFilter{.connections = {1, 3, 9}}.takes(record)));
  QVERIFY((!TrafficFilter{.connections = {1, 9}}.takes(record)));
  QVERIFY((!TrafficFilter{.connections = {}, .direction = TrafficDirection::kIn}.takes(record)));
}

void TrafficSearchTest::aSetCountsAndFindsLikeAList() {
  RecordSet set;
  std::vector<std::uint64_t> list;
  std::uint64_t record = 3;
  for (std::uint64_t step = 1; list.size() < 3000;
       step = step * 7 % 1009, record += 1 + step % (step % 5 == 0 ? 900 : 3)) {
    set.add(record);
    list.push_back(record);
  }
  set.add(list.back());
  QCOMPARE(set.count(), std::uint64_t(list.size()));
  for (std::uint64_t n = 0; n < list.size(); ++n) {
    QCOMPARE(set.at(n), list[n]);
    QCOMPARE(set.countBelow(list[n]), n);
    QCOMPARE(set.firstFrom(list[n]), std::optional(list[n]));
    QCOMPARE(set.lastBefore(list[n]), n == 0 ? std::nullopt : std::optional(list[n - 1]));
    QVERIFY(set.contains(list[n]));
  }
  QVERIFY(!set.contains(0) && !set.contains(list.back() + 1) && !set.contains(list.back() + 100'000));
  QCOMPARE(set.firstFrom(list.back() + 1), std::optional<std::uint64_t>());
  QCOMPARE(set.lastBefore(UINT64_MAX), std::optional(list.back()));
  QCOMPARE(RecordSet().firstFrom(0), std::optional<std::uint64_t>());
}

QTEST_APPLESS_MAIN(TrafficSearchTest)
#include "traffic_search_test.moc"
