#include "core/logic/endpoint/auto_reply.h"

#include <QRegularExpression>
#include <QTest>

using namespace synscope;

namespace {

Result<RegexMatcher> compileRegex(const std::string& pattern) {
  const QRegularExpression regex(QString::fromStdString(pattern));
  if (!regex.isValid()) return Error{.code = ErrorCode::kBadPattern, .operation = "compile-rule", .subject = pattern};
  return RegexMatcher([regex](std::span<const std::byte> bytes) {
    const QByteArray text(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()));
    const QRegularExpressionMatch found = regex.match(QString::fromUtf8(text));
    std::optional<std::vector<std::string>> groups;
    if (!found.hasMatch()) return groups;
    groups.emplace();
    for (int i = 1; i <= found.lastCapturedIndex(); ++i)
      groups->push_back(found.captured(i).toStdString());
    return groups;
  });
}

ReplyContext context() {
  return {.date = "2026-11-21", .time = "10:00:00", .peer = {*IpAddress::parse("127.0.0.1"), 4000}, .count = 7};
}

std::string answer(const std::vector<AutoReplyRule>& rules, std::string_view message) {
  const auto ready = AutoReply::compile(rules, compileRegex);
  if (!ready) return "error " + std::string(name(ready.error().code)) + ' ' + ready.error().subject;
  const auto reply = ready->replyTo(std::as_bytes(std::span(message)), context());
  return reply ? std::string(reinterpret_cast<const char*>(reply->data()), reply->size()) : "(silence)";
}

}  // namespace

class AutoReplyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void matches_data();
  void matches();
  void theFirstEnabledRuleAnswers();
  void fillsPlaceholders();
  void refusesBadRules_data();
  void refusesBadRules();
};

void AutoReplyTest::matches_data() {
  QTest::addColumn<MatchKind>("kind");
  QTest::addColumn<QString>("pattern");
  QTest::addColumn<QByteArray>("message");
  QTest::addColumn<bool>("matched");
  const QByteArray wire = QByteArray::fromHex("01037F00FF");
  QTest::newRow("contains") << MatchKind::kContains << "ping" << QByteArray("a ping b") << true;
  QTest::newRow("contains not") << MatchKind::kContains << "ping" << QByteArray("pin g") << false;
  QTest::newRow("equals") << MatchKind::kEquals << "ping" << QByteArray("ping") << true;
  QTest::newRow("equals not") << MatchKind::kEquals << "ping" << QByteArray("ping\n") << false;
  QTest::newRow("equals nothing") << MatchKind::kEquals << "" << QByteArray("") << true;
  QTest::newRow("hex") << MatchKind::kHex << "7f 00" << wire << true;
  QTest::newRow("hex any byte") << MatchKind::kHex << "03 ?? 00" << wire << true;
  QTest::newRow("hex any byte at the end") << MatchKind::kHex << "FF ??" << wire << false;
  QTest::newRow("regex") << MatchKind::kRegex << "^p.ng$" << QByteArray("pong") << true;
  QTest::newRow("regex not") << MatchKind::kRegex << "^p.ng$" << QByteArray("prong") << false;
}

void AutoReplyTest::matches() {
  QFETCH(MatchKind, kind);
  QFETCH(QString, pattern);
  QFETCH(QByteArray, message);
  const AutoReplyRule rule{.match = kind, .pattern = pattern.toStdString(), .reply = "yes"};
  const std::string reply = answer({rule}, message.toStdString());
  QTEST(reply == "yes", "matched");
}

void AutoReplyTest::theFirstEnabledRuleAnswers() {
  const AutoReplyRule off{.pattern = "a", .reply = "1", .enabled = false};
  const AutoReplyRule second{.pattern = "a", .reply = "2"};
  const AutoReplyRule third{.pattern = "a", .reply = "3"};
  QCOMPARE(answer({off, second, third}, "a"), std::string("2"));
}

void AutoReplyTest::fillsPlaceholders() {
  const AutoReplyRule all{.pattern = "hi", .reply = "{count} {peer} {length} {time} {date} <{data}> {unknown} {\\n"};
  QCOMPARE(answer({all}, "hi!"), std::string("7 127.0.0.1:4000 3 10:00:00 2026-11-21 <hi!> {unknown} {\n"));
  const AutoReplyRule groups{.match = MatchKind::kRegex, .pattern = "(\\w+)=(\\w+)", .reply = "{2}={1}{3}"};
  QCOMPARE(answer({groups}, "left=right"), std::string("right=left"));
}

void AutoReplyTest::refusesBadRules_data() {
  QTest::addColumn<MatchKind>("kind");
  QTest::addColumn<QString>("pattern");
  QTest::addColumn<QString>("reply");
  QTest::addColumn<QString>("told");
  QTest::newRow("empty") << MatchKind::kContains << ""
                         << "x"
                         << "error bad-pattern ";
  QTest::newRow("regex") << MatchKind::kRegex << "("
                         << "x"
                         << "error bad-pattern (";
  QTest::newRow("odd hex") << MatchKind::kHex << "0"
                           << "x"
                           << "error bad-pattern 0";
  QTest::newRow("half any") << MatchKind::kHex << "0?"
                            << "x"
                            << "error bad-pattern 0?";
  QTest::newRow("reply") << MatchKind::kEquals << "a"
                         << "\\q"
                         << "error bad-escape \\q";
}

void AutoReplyTest::refusesBadRules() {
  QFETCH(MatchKind, kind);
  QFETCH(QString, pattern);
  QFETCH(QString, reply);
  const AutoReplyRule rule{.match = kind, .pattern = pattern.toStdString(), .reply = reply.toStdString()};
  QTEST(QString::fromStdString(answer({rule}, "a")), "told");
}

QTEST_APPLESS_MAIN(AutoReplyTest)
#include "auto_reply_test.moc"
