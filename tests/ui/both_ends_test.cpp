#include "tests/support/sample_both_ends.h"
#include "tests/support/sample_diagnosis.h"
#include "tests/ui/ui_test.h"
#include "ui/companion/both_ends_view.h"
#include "ui/companion/companion_host.h"
#include "ui/companion/ends_timeline_view.h"
#include "ui/companion/mtu_view.h"
#include "ui/diagnose/diagnose_page.h"
#include "ui/diagnose/idle_view.h"
#include "ui/diagnose/report_actions.h"
#include "ui/diagnose/result_view.h"
#include "ui/shell/settings_store.h"
#include "ui/throughput/nearby_list.h"
#include "ui/throughput/throughput_form.h"
#include "ui/timeline/ladder_view.h"
#include "ui/widgets/bilingual_label.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>
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
  void bothEndsStandOnOneTimeline();
  void theReportHoldsBothEnds();
  void theReportHoldsTheFurtherChecks();
  void fullSizePacketsAreTried();
  void largePacketsVanish();
  void aFoundServerIsOneClickAway();
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

void BothEndsTest::bothEndsStandOnOneTimeline() {
  UiTestBed bed;
  BothEndsView view;
  view.resize(1000, 700);
  view.setRequest(requestFor(443));
  view.show();
  QVERIFY(!view.timeline().isVisible());
  view.showFinding(sampleCompanionFinding("answer-lost"));
  QVERIFY(view.timeline().isVisible());
  const QString drawn = view.timeline().ladder().asText();
  for (const char* part : {"This machine", "The other end", "left here, arrived there", "left there, lost"})
    QVERIFY2(drawn.contains(QLatin1String(part)), qPrintable(drawn));
  QVERIFY(everythingShown(view).contains(QStringLiteral("compared 4 times")));
  view.timeline().ladder().select(1);
  QVERIFY2(everythingShown(view).contains(QStringLiteral("the way there works")), qPrintable(everythingShown(view)));
  showLanguage(Language::kChinese);
  QVERIFY(view.timeline().ladder().asText().contains(QStringLiteral("从对端发出，丢失")));
  view.forget();
  QVERIFY(!view.timeline().isVisible());
}

void BothEndsTest::theReportHoldsBothEnds() {
  UiTestBed bed;
  QTemporaryDir folder;
  SettingsStore settings(folder.filePath(QStringLiteral("s.ini")));
  QWidget window;
  BothEndsView view;
  ReportActions report(settings, &window);
  QObject::connect(&view, &BothEndsView::endsChanged, &report, &ReportActions::setBothEnds);
  const auto written = [&] {
    const QString name = folder.filePath(QStringLiteral("report.json"));
    QFile file(name);
    if (!report.saveTo(name, ReportFormat::kJson) || !file.open(QIODevice::ReadOnly)) return QJsonObject();
    return QJsonDocument::fromJson(file.readAll()).object();
  };
  report.setDiagnosis(sampleDiagnosis("blocked-silent"));
  QVERIFY(!written().contains(QStringLiteral("both_ends")));
  view.showFinding(sampleCompanionFinding("answer-lost"));
  report.setDiagnosis(sampleDiagnosis("blocked-silent"));
  const QJsonObject ends = written()[QStringLiteral("both_ends")].toObject();
  QCOMPARE(ends[QStringLiteral("verdict")][QStringLiteral("code")].toString(), QStringLiteral("answer-lost"));
  QVERIFY(ends[QStringLiteral("timeline")].toArray().size() > 5);
  QVERIFY(ends[QStringLiteral("clock")][QStringLiteral("uncertainty_ms")].toDouble() > 0);
  view.forget();
  QVERIFY(!written().contains(QStringLiteral("both_ends")));
}

/// The whole page: what is shown below the diagnosis is in what is saved and copied, until it is put away.
void BothEndsTest::theReportHoldsTheFurtherChecks() {
  UiTestBed bed;
  QTemporaryDir folder;
  SettingsStore settings(folder.filePath(QStringLiteral("s.ini")));
  DiagnosePage page(settings);
  page.resize(1000, 700);
  page.show();
  auto* mtu = page.findChild<MtuView*>();
  auto* idle = page.findChild<IdleView*>();
  auto* report = page.findChild<ReportActions*>();
  mtu->setRequest(requestFor(80));
  idle->setRequest(requestFor(80));
  const auto copied = [&] {
    QGuiApplication::clipboard()->clear();
    report->copy();
    return QGuiApplication::clipboard()->text();
  };
  report->setDiagnosis(sampleDiagnosis("blocked-silent"));
  QVERIFY(!copied().contains(QStringLiteral("Packet sizes")));
  mtu->showFinding(sampleMtuFinding());
  idle->finish({{std::chrono::minutes(1), IdleFate::kAlive, {}, {}, PortState::kOpen, {}},
                {std::chrono::minutes(2), IdleFate::kDropped, {}, {}, PortState::kOpen, {}}});
  report->setDiagnosis(sampleDiagnosis("blocked-silent"));
  for (const char* part : {"Packet sizes (MTU)", "Large packets vanish on the way back", "How sure: likely",
                           "1411 bytes", "There: arrives in segments of 1448 bytes", "Left idle",
                           "Idle connections are forgotten after 2 min, still alive after 1 min", "- 1 min: alive",
                           "- 2 min: forgotten, silence"})
    QVERIFY2(copied().contains(QLatin1String(part)), qPrintable(copied()));
  showLanguage(Language::kChinese);
  QVERIFY2(copied().contains(QStringLiteral("- 2 min: 被遗忘，无应答")), qPrintable(copied()));
  mtu->setRequest(requestFor(80));
  idle->setRequest(requestFor(81));
  QVERIFY(copied().contains(QStringLiteral("报文大小")));
  QVERIFY(!copied().contains(QStringLiteral("闲置检查")));
}

void BothEndsTest::fullSizePacketsAreTried() {
  UiTestBed bed;
  CompanionHost host;
  host.setServing(true);
  QTRY_VERIFY(host.port() != 0 || host.error());
  if (host.error()) QSKIP("the companion's port is in use on this machine");
  MtuView view;
  view.resize(900, 300);
  view.setRequest(requestFor(80));
  view.setCompanionPort(host.port());
  view.show();
  auto* button = view.findChild<QPushButton*>();
  QTest::mouseClick(button, Qt::LeftButton);
  QCOMPARE(button->text(), QStringLiteral("Stop"));
  QVERIFY(view.findChild<QProgressBar*>()->isVisible());
  QTRY_VERIFY2(everythingShown(view).contains(QStringLiteral("Full-size packets pass both ways")),
               qPrintable(everythingShown(view)));
  QVERIFY(everythingShown(view).contains(QStringLiteral("Back: arrives in segments of")));
  QVERIFY(!view.findChild<QProgressBar*>()->isVisible());
  QCOMPARE(button->text(), QStringLiteral("Check packet sizes"));
}

void BothEndsTest::largePacketsVanish() {
  UiTestBed bed;
  MtuView view;
  view.setRequest(requestFor(80));
  view.show();
  view.showFinding(sampleMtuFinding());
  QVERIFY(everythingShown(view).contains(QStringLiteral("Large packets vanish on the way back")));
  showLanguage(Language::kChinese);
  QTRY_VERIFY(everythingShown(view).contains(QStringLiteral("大报文在回程中消失")));
  DiagnosisRequest other = requestFor(80);
  other.host = "127.0.0.2";
  view.setRequest(other);
  QVERIFY(!everythingShown(view).contains(QStringLiteral("大报文")));
}

void BothEndsTest::aFoundServerIsOneClickAway() {
  UiTestBed bed;
  QTemporaryDir folder;
  SettingsStore settings(folder.filePath(QStringLiteral("s.ini")));
  ThroughputForm form(settings);
  form.show();
  auto* list = form.findChild<NearbyList*>();
  QVERIFY(!list->isVisible());
  form.setNearby({{QStringLiteral("web-1"), QStringLiteral("10.9.0.1:5201")},
                  {QStringLiteral("web-2"), QStringLiteral("10.9.0.2:5202")}});
  QVERIFY(list->isVisible());
  const auto buttons = list->findChildren<QPushButton*>();
  QCOMPARE(buttons.size(), 2);
  QCOMPARE(buttons[1]->text(), QStringLiteral("Measure against web-2"));
  std::vector<ThroughputOrder> begun;
  connect(&form, &ThroughputForm::submitted, &form, [&](const ThroughputOrder& order) { begun.push_back(order); });
  QTest::mouseClick(buttons[1], Qt::LeftButton);
  QCOMPARE(begun.size(), std::size_t(1));
  QCOMPARE(form.draft().text(ThroughputField::kServer), QStringLiteral("10.9.0.2:5202"));
  QVERIFY(!list->isVisible());
}

QTEST_MAIN(BothEndsTest)
#include "both_ends_test.moc"
