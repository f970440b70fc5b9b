#include "tests/ui/ui_test.h"
#include "ui/companion/both_ends_view.h"
#include "ui/companion/companion_host.h"
#include "ui/diagnose/idle_view.h"
#include "ui/widgets/bilingual_label.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTest>

using namespace synscope;

namespace {

DiagnosisRequest requestFor(std::uint16_t port) {
  DiagnosisRequest request;
  request.host = request.hostAsTyped = "127.0.0.1";
  request.port = port;
  return request;
}

QString everythingShown(const QWidget& view) {
  QStringList all;
  for (const QLabel* label : view.findChildren<QLabel*>())
    if (label->isVisible()) all << label->text();
  return all.join(QLatin1Char('\n'));
}

}  // namespace

/// The card that asks the other end, against the real host of this window.
class BothEndsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void bothEndsAgree();
  void nobodyAnswers();
  void anotherTargetPutsTheAnswerAway();
  void aTakenPortIsTold();
  void idleConnectionsAreShown();
};

void BothEndsTest::bothEndsAgree() {
  UiTestBed bed;
  CompanionHost host;
  host.setServing(true);
  QTRY_VERIFY(host.port() != 0 || host.error());
  if (host.error()) QSKIP("the companion's port is in use on this machine");
  QTcpServer service;
  QVERIFY(service.listen(QHostAddress::LocalHost));
  BothEndsView view;
  view.resize(900, 400);
  view.setRequest(requestFor(service.serverPort()));
  view.show();
  view.findChild<QSpinBox*>()->setValue(host.port());
  auto* button = view.findChild<QPushButton*>();
  QTest::mouseClick(button, Qt::LeftButton);
  QCOMPARE(button->text(), QStringLiteral("Stop"));
  QTRY_VERIFY2(everythingShown(view).contains(QStringLiteral("Both ends agree")), qPrintable(everythingShown(view)));
  QCOMPARE(button->text(), QStringLiteral("Check from both ends"));
  QCOMPARE(host.lastPort(), service.serverPort());
  showLanguage(Language::kChinese);
  QTRY_VERIFY(everythingShown(view).contains(QStringLiteral("两端一致")));
}

void BothEndsTest::nobodyAnswers() {
  UiTestBed bed;
  QTcpServer unused;
  QVERIFY(unused.listen(QHostAddress::LocalHost));
  const quint16 port = unused.serverPort();
  unused.close();
  BothEndsView view;
  view.setRequest(requestFor(80));
  view.show();
  view.findChild<QSpinBox*>()->setValue(port);
  QTest::mouseClick(view.findChild<QPushButton*>(), Qt::LeftButton);
  QTRY_VERIFY2(everythingShown(view).contains(QStringLiteral("No SynScope answers")),
               qPrintable(everythingShown(view)));
}

void BothEndsTest::anotherTargetPutsTheAnswerAway() {
  UiTestBed bed;
  BothEndsView view;
  view.setRequest(requestFor(80));
  view.show();
  CompanionFinding finding;
  finding.error = Error{ErrorCode::kCompanionSilent, "companion", "127.0.0.1:5299", 0};
  view.showFinding(finding);
  QVERIFY(everythingShown(view).contains(QStringLiteral("No SynScope answers")));
  view.setRequest(requestFor(80));
  QVERIFY(everythingShown(view).contains(QStringLiteral("No SynScope answers")));
  view.setRequest(requestFor(81));
  QVERIFY(!everythingShown(view).contains(QStringLiteral("No SynScope answers")));
}

void BothEndsTest::aTakenPortIsTold() {
  UiTestBed bed;
  CompanionHost first, second;
  first.setServing(true);
  QTRY_VERIFY(first.port() != 0 || first.error());
  second.setServing(true);
  QTRY_VERIFY(second.error().has_value());
  QCOMPARE(second.error()->code, ErrorCode::kAddressInUse);
  QVERIFY(!second.isServing());
}

void BothEndsTest::idleConnectionsAreShown() {
  UiTestBed bed;
  IdleView view;
  view.setRequest(requestFor(22));
  view.show();
  std::vector<IdleRung> rungs(3);
  rungs[0].idle = std::chrono::seconds(30);
  rungs[0].fate = IdleFate::kAlive;
  rungs[1].idle = std::chrono::seconds(60);
  rungs[1].fate = IdleFate::kDropped;
  rungs[2].idle = std::chrono::seconds(120);
  rungs[2].fate = IdleFate::kIdle;
  view.showRungs(rungs);
  QTRY_VERIFY(everythingShown(view).contains(QStringLiteral("30 s")));
  const QString shown = everythingShown(view);
  for (const char* part : {"30 s", "alive", "1 min", "forgotten, silence", "2 min", "left alone"})
    QVERIFY2(shown.contains(QLatin1String(part)), qPrintable(shown));
  view.setRequest(requestFor(23));
  QVERIFY(!everythingShown(view).contains(QStringLiteral("alive")));
}

QTEST_MAIN(BothEndsTest)
#include "both_ends_test.moc"
