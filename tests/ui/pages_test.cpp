#include "tests/support/sample_diagnosis.h"
#include "tests/support/sample_sockets.h"
#include "tests/ui/ui_test.h"
#include "ui/diagnose/diagnose_page.h"
#include "ui/diagnose/evidence_view.h"
#include "ui/diagnose/path_view.h"
#include "ui/diagnose/report_actions.h"
#include "ui/diagnose/result_view.h"
#include "ui/diagnose/target_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigation.h"
#include "ui/sockets/sockets_page.h"
#include "ui/widgets/inline_message.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace synscope;

namespace {

/// Every word that can be seen in a window now.
QStringList visibleWords(const QWidget& window) {
  QStringList words;
  for (const auto* label : window.findChildren<QLabel*>()) {
    if (label->isVisible()) words.append(label->text());
  }
  for (const auto* button : window.findChildren<QAbstractButton*>()) {
    if (button->isVisible()) words.append(button->text());
  }
  words.removeAll(QString());
  return words;
}

bool hasChinese(const QString& text) {
  return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

QLineEdit* field(QWidget& page, const char* accessibleName) {
  for (auto* edit : page.findChildren<QLineEdit*>()) {
    if (edit->accessibleName() == QLatin1String(accessibleName)) return edit;
  }
  return nullptr;
}

DiagnosePage& diagnosePage(MainWindow& window) {
  return static_cast<DiagnosePage&>(*window.page(MainWindow::kDiagnose));
}

}  // namespace

/// The window as a person uses it, by keyboard.
class PagesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void badInputIsSaidUnderTheField_data();
  void badInputIsSaidUnderTheField();
  void hugePasteIsRefusedAtOnce();
  void fullWidthTargetsAreRead();
  void portAndTlsAreFilledFromWhatIsPasted();
  void targetsAreRemembered();
  void damagedSettingsGiveDefaults();
  void keysReachEveryPage();
  void languageChangesEveryVisibleWord();
  void bothLanguagesStandSideBySide();
  void selectedEvidenceIsExplained();
  void answerIsCopied();
  void reportIsSavedOrTheErrorSaid();
  void arrowKeysWalkThePath();
  void demoTargetsAreDiagnosed_data();
  void demoTargetsAreDiagnosed();

 private:
  std::unique_ptr<UiTestBed> m_bed;
};

void PagesTest::init() {
  m_bed = std::make_unique<UiTestBed>();
}

void PagesTest::badInputIsSaidUnderTheField_data() {
  QTest::addColumn<QString>("host");
  QTest::addColumn<QString>("port");
  QTest::addColumn<QString>("said");
  QTest::newRow("nothing") << QString() << QString() << QStringLiteral("Nothing was entered");
  QTest::newRow("no port") << QStringLiteral("example.net") << QString() << QStringLiteral("Nothing was entered");
  QTest::newRow("port 0") << QStringLiteral("example.net") << QStringLiteral("0") << QStringLiteral("not a port");
  QTest::newRow("port 65536") << QStringLiteral("example.net") << QStringLiteral("65536")
                              << QStringLiteral("not a port");
  QTest::newRow("two ports") << QStringLiteral("example.net") << QStringLiteral("22,80")
                             << QStringLiteral("not a port");
  QTest::newRow("bracket left open") << QStringLiteral("http://[::1") << QStringLiteral("80") << QString();
  QTest::newRow("port in the target") << QStringLiteral("example.net:99999") << QString() << QString();
  QTest::newRow("control characters") << QStringLiteral("exa\x01mple\x1b[31m.net") << QStringLiteral("80") << QString();
  QTest::newRow("spaces inside") << QStringLiteral("two words here") << QStringLiteral("80") << QString();
  QTest::newRow("too long") << QString(4096, QLatin1Char('a')) << QStringLiteral("80") << QString();
  QTest::newRow("address") << QStringLiteral("10.9.300.1") << QStringLiteral("80") << QStringLiteral("not an address");
}

void PagesTest::badInputIsSaidUnderTheField() {
  QFETCH(QString, host);
  QFETCH(QString, port);
  QFETCH(QString, said);
  DiagnosePage page(m_bed->settings);
  page.show();
  QLineEdit* hostField = field(page, "Host, address or URL");
  QVERIFY(hostField != nullptr);
  hostField->setText(host);
  field(page, "Port")->setText(port);
  QTest::keyClick(hostField, Qt::Key_Return);
  const auto* message = page.targetBar().findChild<InlineMessage*>();
  QVERIFY2(message->text().contains(said), qPrintable(message->text()));
  QVERIFY(message->isVisible());
  QCOMPARE(hostField->text(), host);
  QVERIFY(m_bed->settings.targets().isEmpty());
}

/// Ten megabytes on the clipboard neither freeze the field nor get past it.
void PagesTest::hugePasteIsRefusedAtOnce() {
  DiagnosePage page(m_bed->settings);
  page.show();
  QLineEdit* hostField = field(page, "Host, address or URL");
  QGuiApplication::clipboard()->setText(QString(10'000'000, QLatin1Char('x')));
  hostField->paste();
  QVERIFY(hostField->text().size() <= 4096);
  QTest::keyClick(hostField, Qt::Key_Return);
  QVERIFY(page.targetBar().findChild<InlineMessage*>()->isVisible());
}

/// Full-width characters as a Chinese keyboard types them.
void PagesTest::fullWidthTargetsAreRead() {
  DiagnosePage page(m_bed->settings);
  field(page, "Host, address or URL")->setText(QStringLiteral(" １０．９．２．１０：８０８０　"));
  const auto request = page.targetBar().request();
  QVERIFY(request.ok());
  QCOMPARE(request->host, std::string("10.9.2.10"));
  QCOMPARE(request->port, std::uint16_t(8080));
}

void PagesTest::portAndTlsAreFilledFromWhatIsPasted() {
  DiagnosePage page(m_bed->settings);
  field(page, "Host, address or URL")->setText(QStringLiteral("https://www.example.net/login?x=1"));
  QCOMPARE(field(page, "Port")->text(), QStringLiteral("443"));
  const auto request = page.targetBar().request();
  QVERIFY(request.ok());
  QCOMPARE(request->host, std::string("www.example.net"));
  QCOMPARE(request->port, std::uint16_t(443));
  QVERIFY(request->tls == TlsChoice::kYes);
}

void PagesTest::targetsAreRemembered() {
  const QString file = m_bed->file(QStringLiteral("remembered.ini"));
  {
    SettingsStore settings(file);
    for (int number = 0; number < 30; ++number)
      settings.rememberTarget(QStringLiteral("10.9.0.%1:80").arg(number));
    settings.rememberTarget(QStringLiteral("10.9.0.25:80"));
  }
  const SettingsStore again(file);
  QCOMPARE(again.targets().size(), SettingsStore::kMaxTargets);
  QCOMPARE(again.targets().mid(0, 2), (QStringList{QStringLiteral("10.9.0.25:80"), QStringLiteral("10.9.0.29:80")}));
}

void PagesTest::damagedSettingsGiveDefaults() {
  const QString file = m_bed->file(QStringLiteral("damaged.ini"));
  QFile damaged(file);
  QVERIFY(damaged.open(QIODevice::WriteOnly));
  damaged.write("[diagnose]\ntimeoutMs=banana\n[ports]\ntimeoutMs=-5\n[window]\ntheme=pink\ngeometry=junk\n");
  damaged.close();
  SettingsStore settings(file);
  QVERIFY(settings.stepTimeout() == std::chrono::seconds(3));
  QVERIFY(settings.scanTimeout() == std::chrono::milliseconds(100));
  QVERIFY(settings.theme() == ThemeChoice::kSystem);
  MainWindow window(settings);
  QVERIFY(window.width() >= 760);
}

void PagesTest::keysReachEveryPage() {
  MainWindow window(m_bed->settings);
  window.show();
  QVERIFY(QTest::qWaitForWindowActive(&window));
  const auto* navigation = window.findChild<Navigation*>();
  QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
  QCOMPARE(navigation->current(), int(MainWindow::kPorts));
  QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
  QCOMPARE(navigation->current(), int(MainWindow::kConnections));
  QTest::keyClick(&window, static_cast<Qt::Key>(Qt::Key_1 + int(MainWindow::kSettings)), Qt::ControlModifier);
  QCOMPARE(navigation->current(), int(MainWindow::kSettings));
  QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
  QCOMPARE(navigation->current(), int(MainWindow::kDiagnose));
  window.setFocus();
  QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
  QVERIFY(field(*window.page(MainWindow::kDiagnose), "Host, address or URL")->hasFocus());
}

void PagesTest::languageChangesEveryVisibleWord() {
  MainWindow window(m_bed->settings);
  static_cast<SocketsPage&>(*window.page(MainWindow::kSockets)).showReading(sampleSockets());
  window.resize(1280, 720);
  window.show();
  for (const int page : {MainWindow::kDiagnose, MainWindow::kPorts, MainWindow::kConnections, MainWindow::kSockets,
                         MainWindow::kSettings}) {
    window.showPage(page);
    showLanguage(Language::kEnglish);
    QCoreApplication::processEvents();
    const QStringList english = visibleWords(window);
    showLanguage(Language::kChinese);
    QCoreApplication::processEvents();
    for (const QString& word : visibleWords(window)) {
      const bool sameInBoth = !word.contains(QRegularExpression(QStringLiteral("[a-z]{3}")));
      QVERIFY2(hasChinese(word) || sameInBoth, qPrintable(word));
    }
    showLanguage(Language::kEnglish);
    QCoreApplication::processEvents();
    QCOMPARE(visibleWords(window), english);
  }
}

void PagesTest::bothLanguagesStandSideBySide() {
  DiagnosePage page(m_bed->settings);
  page.resize(1000, 800);
  page.show();
  page.showDiagnosis(sampleDiagnosis("blocked-reject"));
  const auto titles = [&page] {
    QStringList shown;
    for (const auto* label : page.findChild<QWidget*>(QStringLiteral("verdictTitle"))->findChildren<QLabel*>()) {
      if (label->isVisible()) shown.append(label->text());
    }
    return shown;
  };
  QCOMPARE(titles().size(), 1);
  showLanguage(Language::kBoth);
  QCoreApplication::processEvents();
  QCOMPARE(titles().size(), 2);
  QVERIFY(!hasChinese(titles()[0]));
  QVERIFY(hasChinese(titles()[1]));
}

void PagesTest::selectedEvidenceIsExplained() {
  DiagnosePage page(m_bed->settings);
  page.show();
  page.showDiagnosis(sampleDiagnosis("blocked-reject"));
  const QString before = page.result().evidence().selectedText();
  QVERIFY(!before.isEmpty());
  page.result().evidence().select(3);
  const QString after = page.result().evidence().selectedText();
  QVERIFY2(after.contains(QStringLiteral("ICMP: 3/13")), qPrintable(after));
  QVERIFY2(after.contains(QStringLiteral("10.9.0.1")), qPrintable(after));
  QVERIFY(after != before);
}

void PagesTest::answerIsCopied() {
  MainWindow window(m_bed->settings);
  window.show();
  QVERIFY(QTest::qWaitForWindowActive(&window));
  DiagnosePage& page = diagnosePage(window);
  page.showDiagnosis(sampleDiagnosis("blocked-reject"));
  page.result().path().setFocus();
  page.copy();
  const QString text = QGuiApplication::clipboard()->text();
  QVERIFY2(text.contains(QStringLiteral("10.9.0.1")) && text.contains(QStringLiteral("1. ")), qPrintable(text));
}

void PagesTest::reportIsSavedOrTheErrorSaid() {
  ReportActions actions(m_bed->settings, nullptr);
  actions.setDiagnosis(sampleDiagnosis("blocked-reject"));
  QSignalSpy saved(&actions, &ReportActions::saved);
  QSignalSpy failed(&actions, &ReportActions::failed);
  const QString good = m_bed->file(QStringLiteral("report.html"));
  QVERIFY(actions.saveTo(good, ReportFormat::kHtml));
  QVERIFY(QFile(good).size() > 0);
  QVERIFY(!actions.saveTo(m_bed->file(QStringLiteral("no/such/folder/report.html")), ReportFormat::kHtml));
  QCOMPARE(saved.count(), 1);
  QCOMPARE(failed.count(), 1);
}

void PagesTest::arrowKeysWalkThePath() {
  PathView view;
  view.resize(800, 140);
  view.setPicture(pathPicture(sampleDiagnosis("blocked-reject")));
  QSignalSpy moved(&view, &PathView::currentChanged);
  for (int step = 0; step < 6; ++step)
    QTest::keyClick(&view, Qt::Key_Right);
  QCOMPARE(moved.count(), 4);
  QCOMPARE(moved.last().first().toInt(), 3);
  QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
  QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("10.9.0.1")));
}

void PagesTest::demoTargetsAreDiagnosed_data() {
  QTest::addColumn<int>("code");
  QTest::newRow("open") << static_cast<int>(DiagnosisCode::kReachable);
  QTest::newRow("closed") << static_cast<int>(DiagnosisCode::kNotListening);
}

void PagesTest::demoTargetsAreDiagnosed() {
  QFETCH(int, code);
  DiagnosePage page(m_bed->settings);
  page.show();
  std::vector<Diagnosis> ended;
  connect(&page, &DiagnosePage::finished, &page, [&ended](const Diagnosis& diagnosis) { ended.push_back(diagnosis); });
  page.tryItHere(QTest::currentDataTag());
  QTRY_COMPARE_WITH_TIMEOUT(ended.size(), std::size_t(1), 20'000);
  QVERIFY(ended.front().verdict.has_value());
  QCOMPARE(static_cast<int>(ended.front().verdict->code), code);
  QVERIFY(m_bed->settings.targets().isEmpty());
  QVERIFY2(visibleWords(page).filter(QStringLiteral("Demonstration on this machine")).size() == 1,
           "which demonstration is shown is said");
}

QTEST_MAIN(PagesTest)
#include "pages_test.moc"
