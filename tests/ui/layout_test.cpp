#include "tests/support/sample_diagnosis.h"
#include "tests/support/sample_latency.h"
#include "tests/support/sample_scan.h"
#include "tests/support/sample_sockets.h"
#include "tests/support/sample_throughput.h"
#include "tests/ui/ui_test.h"
#include "ui/diagnose/diagnose_page.h"
#include "ui/diagnose/target_bar.h"
#include "ui/latency/latency_page.h"
#include "ui/latency/latency_view.h"
#include "ui/ports/ports_page.h"
#include "ui/ports/scan_model.h"
#include "ui/shell/main_window.h"
#include "ui/sockets/socket_filter_bar.h"
#include "ui/sockets/sockets_page.h"
#include "ui/throughput/throughput_page.h"
#include "ui/throughput/throughput_view.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <functional>

using namespace synscope;

namespace {

DiagnosePage& diagnosePage(MainWindow& window) {
  return static_cast<DiagnosePage&>(*window.page(MainWindow::kDiagnose));
}

void showSample(MainWindow& window, const char* name) {
  DiagnosePage& page = diagnosePage(window);
  page.targetBar().setTarget(QStringLiteral("host.example.net:443"));
  page.showDiagnosis(sampleDiagnosis(name));
}

void showScan(MainWindow& window) {
  window.showPage(MainWindow::kPorts);
  auto& page = static_cast<PortsPage&>(*window.page(MainWindow::kPorts));
  page.model().start(sampleHosts(), Protocol::kTcp);
  page.model().feed(sampleScan());
  page.showRows({28, 28, 0, std::chrono::milliseconds(2130), {}}, false);
}

void showSockets(MainWindow& window, int row) {
  auto& page = static_cast<SocketsPage&>(*window.page(MainWindow::kSockets));
  page.showReading(sampleSockets());
  page.showReading(sampleSocketsLater());
  window.showPage(MainWindow::kSockets);
  page.table().selectRow(row);
}

void showLatency(MainWindow& window, int tab) {
  auto& page = static_cast<LatencyPage&>(*window.page(MainWindow::kLatency));
  page.showRecords({sampleLatencyRecord(sampleLanes(), 60, 5)});
  page.view().tabs().setCurrentIndex(tab);
  window.showPage(MainWindow::kLatency);
}

void showThroughput(MainWindow& window, int tab) {
  auto& page = static_cast<ThroughputPage&>(*window.page(MainWindow::kThroughput));
  page.showRecords({sampleThroughputRecord(SampleTransfer::kTcpUp)});
  page.view().tabs().setCurrentIndex(tab);
  window.showPage(MainWindow::kThroughput);
}

/// All options shown, and something wrong in a field as narrow as a number.
void showWrongField(MainWindow& window) {
  window.showPage(MainWindow::kThroughput);
  auto& form = static_cast<ThroughputPage&>(*window.page(MainWindow::kThroughput)).form();
  ThroughputDraft draft;
  draft.set(ThroughputField::kServer, QStringLiteral("192.0.2.7"));
  draft.set(ThroughputField::kStreams, QStringLiteral("0"));
  form.setDraft(draft);
  form.setMoreShown(window.width() >= 1280);  // Lower windows have no room for all of them.
  form.submit();
}

/// What a page can look like, by name.
const std::vector<std::pair<const char*, std::function<void(MainWindow&)>>>& scenes() {
  static const std::vector<std::pair<const char*, std::function<void(MainWindow&)>>> kScenes{
      {"empty", [](MainWindow&) {}},
      {"options", [](MainWindow& window) { diagnosePage(window).setOptionsShown(true); }},
      {"open", [](MainWindow& window) { showSample(window, "open"); }},
      {"blocked-reject", [](MainWindow& window) { showSample(window, "blocked-reject"); }},
      {"blocked-silent", [](MainWindow& window) { showSample(window, "blocked-silent"); }},
      {"family-broken", [](MainWindow& window) { showSample(window, "family-broken"); }},
      {"long-path", [](MainWindow& window) { showSample(window, "long-path"); }},
      {"half-way", [](MainWindow& window) { showSample(window, "half-way"); }},
      {"ports", showScan},
      {"sockets", [](MainWindow& window) { showSockets(window, 7); }},
      {"sockets-listener", [](MainWindow& window) { showSockets(window, 1); }},
      {"latency-empty", [](MainWindow& window) { window.showPage(MainWindow::kLatency); }},
      {"latency", [](MainWindow& window) { showLatency(window, 0); }},
      {"latency-percentiles", [](MainWindow& window) { showLatency(window, 3); }},
      {"latency-about", [](MainWindow& window) { showLatency(window, 5); }},
      {"throughput-empty", [](MainWindow& window) { window.showPage(MainWindow::kThroughput); }},
      {"throughput-wrong-field", showWrongField},
      {"throughput", [](MainWindow& window) { showThroughput(window, 0); }},
      {"throughput-why", [](MainWindow& window) { showThroughput(window, 1); }},
      {"settings", [](MainWindow& window) { window.showPage(MainWindow::kSettings); }},
  };
  return kScenes;
}

/// The height or width a text needs at the size it was given.
bool isCut(const QLabel& label) {
  if (label.wordWrap()) return label.heightForWidth(label.width()) > label.height() + 1;
  return label.sizeHint().width() > label.width() + 1;
}

QString cutTextIn(const QWidget& window) {
  for (const auto* label : window.findChildren<QLabel*>()) {
    if (label->isVisible() && !label->text().isEmpty() && isCut(*label)) return label->text();
  }
  for (const auto* line : window.findChildren<QLineEdit*>()) {
    if (line->isVisible() && line->minimumSizeHint().height() > line->height() + 1) return line->accessibleName();
  }
  for (const auto* button : window.findChildren<QAbstractButton*>()) {
    if (button->isVisible() && button->sizeHint().width() > button->width() + 1) return button->text();
  }
  for (const auto* box : window.findChildren<QComboBox*>()) {
    if (box->isVisible() && box->minimumSizeHint().width() > box->width() + 1) return box->currentText();
  }
  return {};
}

/// A widget that reaches over the edge of what contains it, scroll areas aside.
QString overflowIn(const QWidget& window) {
  for (const auto* area : window.findChildren<QScrollArea*>()) {
    if (area->isVisible() && area->widget() != nullptr && area->widget()->width() > area->viewport()->width() + 1)
      return QString::fromLatin1(area->metaObject()->className());
  }
  return {};
}

}  // namespace

/// Nothing is cut off, in either language, both, or in a small window.
class LayoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void noTextIsCut_data();
  void noTextIsCut();
  void everyFieldHasANameForScreenReaders();
};

void LayoutTest::noTextIsCut_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QSize>("size");
  QTest::addColumn<int>("scene");
  for (const QSize size : {QSize(1280, 720), QSize(900, 640)}) {
    for (const char* language : {"en", "zh", "both"}) {
      for (std::size_t scene = 0; scene < scenes().size(); ++scene) {
        QTest::addRow("%s %s %dx%d", scenes()[scene].first, language, size.width(), size.height())
            << QString::fromLatin1(language) << size << static_cast<int>(scene);
      }
    }
  }
}

void LayoutTest::noTextIsCut() {
  QFETCH(QString, language);
  QFETCH(QSize, size);
  QFETCH(int, scene);
  UiTestBed bed;
  showLanguage(*languageFromName(language));
  MainWindow window(bed.settings);
  window.resize(size);
  scenes()[static_cast<std::size_t>(scene)].second(window);
  window.show();
  for (int turn = 0; turn < 4; ++turn)
    QCoreApplication::processEvents();
  const QString cut = cutTextIn(window);
  QVERIFY2(cut.isEmpty(), qPrintable(cut));
  const QString over = overflowIn(window);
  QVERIFY2(over.isEmpty(), qPrintable(over));
  QVERIFY2(window.size() == size, qPrintable(QStringLiteral("grew to %1x%2").arg(window.width()).arg(window.height())));
}

void LayoutTest::everyFieldHasANameForScreenReaders() {
  UiTestBed bed;
  MainWindow window(bed.settings);
  for (const int page : {MainWindow::kDiagnose, MainWindow::kPorts, MainWindow::kConnections, MainWindow::kLatency,
                         MainWindow::kThroughput, MainWindow::kSockets, MainWindow::kSettings})
    window.showPage(page);
  for (const auto* edit : window.findChildren<QLineEdit*>()) {
    const bool inside = qobject_cast<const QAbstractSpinBox*>(edit->parentWidget()) != nullptr;
    QVERIFY2(inside || !edit->accessibleName().isEmpty(), qPrintable(edit->placeholderText()));
  }
  for (const auto* box : window.findChildren<QComboBox*>())
    QVERIFY2(!box->accessibleName().isEmpty(), qPrintable(box->currentText()));
}

QTEST_MAIN(LayoutTest)
#include "layout_test.moc"
