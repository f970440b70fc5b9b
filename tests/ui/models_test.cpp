#include "tests/support/sample_diagnosis.h"
#include "tests/support/sample_scan.h"
#include "tests/ui/ui_test.h"
#include "ui/diagnose/evidence_model.h"
#include "ui/diagnose/path_picture.h"
#include "ui/ports/scan_export.h"
#include "ui/ports/scan_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace synscope;

namespace {

std::array<bool, kPortStates> everyState() {
  std::array<bool, kPortStates> shown{};
  shown.fill(true);
  return shown;
}

std::array<bool, kPortStates> onlyOpen() {
  std::array<bool, kPortStates> shown{};
  shown[static_cast<std::size_t>(PortState::kOpen)] = true;
  return shown;
}

QStringList column(const ScanModel& model, int column) {
  QStringList cells;
  for (int row = 0; row < model.rowCount(); ++row)
    cells.append(model.index(row, column).data().toString());
  return cells;
}

std::vector<ScanRow> portsOpen(std::initializer_list<std::uint16_t> ports) {
  std::vector<ScanRow> rows;
  for (const std::uint16_t port : ports) {
    ScanRow row;
    row.port = port;
    row.verdict = {PortState::kOpen, Reason::kSynAck};
    rows.push_back(row);
  }
  return rows;
}

/// "computer > router > x rejecter": the kinds in order, x where the way is broken, ? where it is not known.
QString sketch(const PathPicture& picture) {
  static const QStringList kKinds{QStringLiteral("computer"), QStringLiteral("router"), QStringLiteral("silent"),
                                  QStringLiteral("rejecter"), QStringLiteral("target")};
  QString text;
  for (std::size_t index = 0; index < picture.nodes.size(); ++index) {
    if (index > 0) {
      const PathLink link = picture.links[index - 1];
      text += link == PathLink::kFlows ? QStringLiteral(" > ")
                                       : (link == PathLink::kBroken ? QStringLiteral(" x ") : QStringLiteral(" ? "));
    }
    text += kKinds[static_cast<int>(picture.nodes[index].kind)];
  }
  return text;
}

}  // namespace

/// What the tables and the path show, without a window.
class ModelsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void evidenceGrowsWithoutReset();
  void anotherDiagnosisStartsAgain();
  void scanModelKeepsItsPromises();
  void closedPortsAreCountedButHidden();
  void lateRowsTakeTheirPlace();
  void everyColumnSortsBothWays();
  void filterTextFindsPortHostAndService();
  void rowsOfUnknownHostsAreDropped();
  void csvQuotesAndDisarms();
  void pathPicture_data();
  void pathPicture();

 private:
  UiTestBed m_bed;
};

void ModelsTest::evidenceGrowsWithoutReset() {
  const Diagnosis whole = sampleDiagnosis("blocked-reject");
  EvidenceModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
  for (std::size_t count = 1; count <= whole.evidence.size(); ++count)
    model.setEvidence({whole.evidence.begin(), whole.evidence.begin() + static_cast<std::ptrdiff_t>(count)});
  QCOMPARE(model.rowCount(), static_cast<int>(whole.evidence.size()));
  QCOMPARE(resets.count(), 0);
  QCOMPARE(model.rowOf(whole.evidence.back().id), model.rowCount() - 1);
  QVERIFY(!model.index(0, EvidenceModel::kFinding).data().toString().startsWith(QStringLiteral("evidence.")));
}

void ModelsTest::anotherDiagnosisStartsAgain() {
  EvidenceModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.setEvidence(sampleDiagnosis("blocked-reject").evidence);
  model.setEvidence(sampleDiagnosis("name-error").evidence);
  QCOMPARE(model.rowCount(), 1);
  QVERIFY(model.at(1) == nullptr);
}

void ModelsTest::scanModelKeepsItsPromises() {
  ScanModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.start(sampleHosts(), Protocol::kTcp);
  model.setShownStates(everyState());
  for (const ScanRow& row : sampleScan())
    model.feed({row});
  QCOMPARE(model.rowCount(), static_cast<int>(sampleScan().size()));
}

void ModelsTest::closedPortsAreCountedButHidden() {
  ScanModel model;
  model.setShownStates(onlyOpen());
  model.start(sampleHosts(), Protocol::kTcp);
  model.feed(fullScan(100));
  QCOMPARE(model.rowCount(), 655);
  QCOMPARE(model.rows().counts()[static_cast<std::size_t>(PortState::kClosed)], std::uint64_t(64'880));
  QCOMPARE(model.rows().all().size(), std::size_t(65'535));
}

void ModelsTest::lateRowsTakeTheirPlace() {
  ScanModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.start(sampleHosts(), Protocol::kTcp);
  model.setShownStates(everyState());
  model.feed(portsOpen({22, 80, 443}));
  model.feed(portsOpen({993, 25}));
  model.feed(portsOpen({1}));
  QCOMPARE(column(model, ScanModel::kPort).join(QLatin1Char(' ')), QStringLiteral("1 22 25 80 443 993"));
}

void ModelsTest::everyColumnSortsBothWays() {
  ScanModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.start(sampleHosts(), Protocol::kTcp);
  model.setShownStates(everyState());
  model.feed(sampleScan());
  for (int which = 0; which < ScanModel::kColumns; ++which) {
    model.sort(which, Qt::AscendingOrder);
    const QString first = column(model, which).front();
    model.sort(which, Qt::DescendingOrder);
    QCOMPARE(column(model, which).back(), first);
  }
}

void ModelsTest::filterTextFindsPortHostAndService() {
  ScanModel model;
  model.start(sampleHosts(), Protocol::kTcp);
  model.setShownStates(everyState());
  model.feed(sampleScan());
  const auto shownWith = [&model](const char* text) {
    model.setText(QString::fromLatin1(text));
    return model.rowCount();
  };
  QCOMPARE(shownWith("web.example"), 14);
  QCOMPARE(shownWith("5432"), 2);
  QCOMPARE(shownWith("HTTPS"), 4);
  QCOMPARE(shownWith("no such thing"), 0);
  QCOMPARE(shownWith(""), 28);
}

void ModelsTest::rowsOfUnknownHostsAreDropped() {
  ScanModel model;
  model.start(sampleHosts(), Protocol::kTcp);
  model.setShownStates(everyState());
  std::vector<ScanRow> rows = portsOpen({80});
  rows.front().hostIndex = 7;
  model.feed(rows);
  QCOMPARE(model.rowCount(), 0);
}

void ModelsTest::csvQuotesAndDisarms() {
  ScanRows rows;
  rows.reset({{QStringLiteral("=cmd,\"x\""), QStringLiteral("10.9.2.10")}}, Protocol::kTcp);
  rows.setShownStates(everyState());
  rows.take(portsOpen({22}));
  const QByteArray csv = exportScan(rows, ScanExportFormat::kCsv, {});
  QCOMPARE(csv.split('\n').at(1).trimmed(),
           QByteArray("\"'=cmd,\"\"x\"\"\",10.9.2.10,tcp,22,ssh,open,syn-ack,,,,0.000"));
}

void ModelsTest::pathPicture_data() {
  QTest::addColumn<QString>("expected");
  QTest::newRow("open") << QStringLiteral("computer > router > router ? silent ? router > target");
  QTest::newRow("blocked-reject") << QStringLiteral("computer > router > rejecter x target");
  QTest::newRow("blocked-silent") << QStringLiteral("computer > router > router x target");
  QTest::newRow("not-listening") << QStringLiteral("computer > target");
  QTest::newRow("name-error") << QStringLiteral("computer x target");
  QTest::newRow("half-way") << QStringLiteral("computer > router > router ? silent ? target");
}

void ModelsTest::pathPicture() {
  QFETCH(QString, expected);
  const PathPicture picture = synscope::pathPicture(sampleDiagnosis(QTest::currentDataTag()));
  QCOMPARE(sketch(picture), expected);
  QCOMPARE(picture.asText().contains(QStringLiteral("✕")), expected.contains(QStringLiteral(" x ")));
}

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
