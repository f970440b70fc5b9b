#include "core/logic/path/idle_ladder.h"

#include <QTest>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

/// "30 alive, 60 dropped, 90 reset@75": idle seconds, fate, and when it ended by itself.
std::vector<IdleRung> rungs(const QString& text) {
  std::vector<IdleRung> all;
  for (const QString& part : text.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
    const QStringList words = part.split(QLatin1Char(' '));
    const QStringList fate = words[1].split(QLatin1Char('@'));
    IdleRung rung;
    rung.idle = std::chrono::seconds(words[0].toInt());
    for (const IdleFate each : kIdleFates)
      if (fate[0].toStdString() == name(each)) rung.fate = each;
    if (fate.size() > 1) rung.endedAfter = std::chrono::seconds(fate[1].toInt());
    all.push_back(rung);
  }
  return all;
}

int seconds(const std::optional<Duration>& time) {
  return time ? static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(*time).count()) : -1;
}

}  // namespace

/// What became of each connection, and what the path does.
class IdleLadderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void verdicts_data();
  void verdicts();
  void certainties_data();
  void certainties();
  void timesAsPeopleSayThem_data();
  void timesAsPeopleSayThem();
};

void IdleLadderTest::verdicts_data() {
  QTest::addColumn<QString>("ladder");
  QTest::addColumn<QString>("code");
  QTest::addColumn<int>("alive");
  QTest::addColumn<int>("dead");
  QTest::addColumn<int>("keepalive");
  const auto row = [](const char* ladder, const char* code, int alive, int dead, int keepalive) {
    QTest::newRow(ladder) << QString::fromLatin1(ladder) << QString::fromLatin1(code) << alive << dead << keepalive;
  };
  row("", "unfinished", -1, -1, -1);
  row("30 idle, 60 opening", "unfinished", -1, -1, -1);
  row("30 cancelled", "unfinished", -1, -1, -1);
  row("30 not-opened, 60 not-opened", "not-connected", -1, -1, -1);
  row("30 alive, 60 alive", "all-alive", 60, -1, -1);
  row("30 alive, 60 idle", "all-alive", 30, -1, -1);
  row("30 alive, 60 not-opened", "all-alive", 30, -1, -1);
  row("30 alive, 60 dropped, 90 dropped", "forgotten-silently", 30, 60, 15);
  row("30 dropped", "forgotten-silently", -1, 30, -1);
  row("30 alive, 60 reset", "forgotten-by-reset", 30, 60, 15);
  row("30 alive, 60 reset@45, 90 reset@45", "forgotten-by-reset", 30, 45, 15);
  row("30 alive, 60 server-closed@50, 90 server-closed@50", "server-closes", 30, 50, 15);
  row("30 alive, 60 dropped, 300 server-closed@120", "forgotten-silently", 30, 60, 15);
  row("30 dropped, 60 alive", "mixed", 60, 30, -1);
  row("1 alive, 2 dropped", "forgotten-silently", 1, 2, -1);
  row("2 alive, 3 dropped", "forgotten-silently", 2, 3, 1);
  row("30 server-closed@0, 60 server-closed@0", "closed-at-once", -1, -1, -1);
  row("30 never-idle, 60 never-idle", "never-idle", -1, -1, -1);
  row("30 alive, 60 never-idle", "all-alive", 30, -1, -1);
  row("30 alive, 60 reset@0", "all-alive", 30, -1, -1);
  row("30 alive, 60 reset@0, 90 dropped", "forgotten-silently", 30, 90, 15);
}

void IdleLadderTest::verdicts() {
  QFETCH(QString, ladder);
  QFETCH(QString, code);
  QFETCH(int, alive);
  QFETCH(int, dead);
  QFETCH(int, keepalive);
  std::vector<IdleRung> all = rungs(ladder);
  for (int order = 0; order < 2; ++order) {
    const IdleVerdict verdict = judgeIdle(all);
    QCOMPARE(QString::fromUtf8(name(verdict.code).data()), code);
    QCOMPARE(seconds(verdict.longestAlive), alive);
    QCOMPARE(seconds(verdict.shortestDead), dead);
    QCOMPARE(seconds(verdict.keepalive), keepalive);
    std::reverse(all.begin(), all.end());
  }
}

void IdleLadderTest::certainties_data() {
  QTest::addColumn<QString>("ladder");
  QTest::addColumn<QString>("confidence");
  const auto row = [](const char* ladder, const char* confidence) {
    QTest::newRow(ladder) << QString::fromLatin1(ladder) << QString::fromLatin1(confidence);
  };
  row("30 alive, 60 alive", "certain");
  row("30 alive, 60 server-closed@50", "certain");
  row("30 not-opened", "certain");
  row("30 alive, 60 dropped", "possible");
  row("30 alive, 60 dropped, 90 dropped", "likely");
  row("30 alive, 60 reset@45, 90 reset@45", "likely");
  row("30 dropped, 60 alive", "possible");
  row("30 cancelled", "possible");
}

/// One silence may have any reason; two that agree make a limit.
void IdleLadderTest::certainties() {
  QFETCH(QString, ladder);
  QFETCH(QString, confidence);
  QCOMPARE(QString::fromUtf8(name(judgeIdle(rungs(ladder)).confidence).data()), confidence);
}

void IdleLadderTest::timesAsPeopleSayThem_data() {
  QTest::addColumn<int>("ms");
  QTest::addColumn<QString>("text");
  QTest::newRow("ms") << 250 << QStringLiteral("250 ms");
  QTest::newRow("tenths") << 1'400 << QStringLiteral("1.4 s");
  QTest::newRow("s") << 30'000 << QStringLiteral("30 s");
  QTest::newRow("min") << 120'000 << QStringLiteral("2 min");
  QTest::newRow("min s") << 90'000 << QStringLiteral("1 min 30 s");
  QTest::newRow("h") << 5'400'000 << QStringLiteral("1 h 30 min");
}

void IdleLadderTest::timesAsPeopleSayThem() {
  QFETCH(int, ms);
  QFETCH(QString, text);
  QCOMPARE(QString::fromStdString(idleTimeText(std::chrono::milliseconds(ms))), text);
}

QTEST_APPLESS_MAIN(IdleLadderTest)
#include "idle_ladder_test.moc"
