#include "core/logic/endpoint/life_summary.h"

#include "tests/support/sample_lives.h"
#include "tests/support/timeline_script.h"

#include <QTest>

using namespace synscope;

namespace {

QByteArray read(const std::vector<Phrase>& phrases) {
  QByteArray text;
  for (const Phrase& phrase : phrases) {
    text += (text.isEmpty() ? "" : ", ") + QByteArray::fromStdString(phrase.key.substr(phrase.key.find('.') + 1));
    for (const auto& [name, value] : phrase.args)
      text += ' ' + QByteArray::fromStdString(name + '=' + value);
  }
  return text;
}

}  // namespace

class LifeSummaryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void says_data();
  void says();
  void theReasonDecides();
  void silenceIsToldUntilThePeerIsHeardAgain();
  void aProgramThatForgotToClose();
};

void LifeSummaryTest::says_data() {
  QTest::addColumn<QByteArray>("expected");
  QTest::newRow("open") << QByteArray("open");
  QTest::newRow("normal") << QByteArray("closed-by-us, time-wait-runs count=42");
  QTest::newRow("refused") << QByteArray("refused");
  QTest::newRow("half-close") << QByteArray("fin-wait-waits, half-closed");
  QTest::newRow("reset") << QByteArray("reset-by-peer");
  QTest::newRow("vanished") << QByteArray("open, retransmission n=4");
  QTest::newRow("simultaneous") << QByteArray("simultaneous, time-wait-runs count=60");
}

void LifeSummaryTest::says() {
  QFETCH(QByteArray, expected);
  QCOMPARE(read(lifeSummary(sampleLife(QTest::currentDataTag()))), expected);
}

void LifeSummaryTest::theReasonDecides() {
  ConnectionLife life = sampleLife("reset");
  life.teardown.reason = TeardownReason::kPeerKilled;
  QCOMPARE(read(lifeSummary(life)), QByteArray("peer-killed"));
  life.teardown.reason.reset();
  QCOMPARE(read(lifeSummary(life)), QByteArray("reset-by-peer"));
}

void LifeSummaryTest::silenceIsToldUntilThePeerIsHeardAgain() {
  ConnectionLife life = sampleLife("open");
  const auto after = [&life](const char* script) {
    life.timeline.merge(timelineFrom(script));
    return read(lifeSummary(life));
  };
  QCOMPARE(after("2000 192.168.1.20:51234 timer.retransmission n=1"), QByteArray("open"));
  QCOMPARE(after("2400 192.168.1.20:51234 timer.retransmission n=2"), QByteArray("open, retransmission n=2"));
  QCOMPARE(after("2500 192.168.1.20:51234 timer.answered n=1"), QByteArray("open"));
  QCOMPARE(after("9000 192.168.1.20:51234 timer.keepalive-probe n=1"), QByteArray("open, keepalive-probe n=1"));
}

void LifeSummaryTest::aProgramThatForgotToClose() {
  ConnectionLife life = sampleLife("open");
  life.state = TcpState::kCloseWait;
  QCOMPARE(read(lifeSummary(life)), QByteArray("close-wait-waits"));
  QCOMPARE(read(lifeSummary(ConnectionLife())), QByteArray("none"));
}

QTEST_APPLESS_MAIN(LifeSummaryTest)
#include "life_summary_test.moc"
