#include "tests/support/sample_lives.h"
#include "tests/support/sample_session.h"
#include "tests/ui/ui_test.h"
#include "ui/workbench/composer.h"
#include "ui/workbench/connection_model.h"
#include "ui/workbench/connection_table_view.h"
#include "ui/workbench/message_editor.h"
#include "ui/workbench/message_shelf.h"
#include "ui/workbench/new_session_view.h"
#include "ui/workbench/rules_editor.h"
#include "ui/workbench/saved_messages_panel.h"
#include "ui/workbench/session_form.h"
#include "ui/workbench/session_list.h"
#include "ui/workbench/session_tile.h"
#include "ui/workbench/session_view.h"
#include "ui/workbench/workbench_page.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace synscope;

namespace {

bool says(const QWidget& widget, const QString& words) {
  const auto labels = widget.findChildren<QLabel*>();
  return std::any_of(labels.begin(), labels.end(),
                     [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
}

QPushButton* button(const QWidget& widget, const QString& words) {
  for (auto* each : widget.findChildren<QPushButton*>()) {
    if (each->isVisible() && each->text() == words) return each;
  }
  return nullptr;
}

std::shared_ptr<const ConnectionTable> shared(ConnectionTable table) {
  return std::make_shared<ConnectionTable>(std::move(table));
}

}  // namespace

/// The Connections page with sessions that have no sockets.
class WorkbenchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_bed = std::make_unique<UiTestBed>(); }
  void tablesFollowTheirSnapshots();
  void tenThousandConnectionsFitAFrame();
  void selectedConnectionsAreTalkedTo();
  void connectionsAreClosedAsAsked();
  void messagesAreSentAndFoundAgain();
  void wrongHexIsMarkedWhereItStands();
  void repeatingFollowsThePlanAndStops();
  void savedMessagesAreSentInSequence();
  void modelsOfMessagesAndRulesHold();
  void rulesAnswerOnlyWhenTheyAreRight();
  void failuresAreExplainedAndDiagnosed();
  void sessionsOpenCloseAndComeBack();
  void theDemoConnectsToTheServersPort();
  void aRecordingStandsBesideTheSessions();
  void everyLanguageIsShown();

 private:
  WorkbenchPage::Opener opener() {
    return [this](const EndpointSettings& settings) {
      auto session = std::make_unique<SampleSession>(settings);
      m_opened.push_back(session.get());
      return session;
    };
  }

  std::unique_ptr<UiTestBed> m_bed;
  std::vector<SampleSession*> m_opened;
};

void WorkbenchTest::tablesFollowTheirSnapshots() {
  ConnectionModel model(false);
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  const TimePoint now = std::chrono::time_point<MonotonicClock>() + std::chrono::hours(9);
  QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
  model.showTable(shared(sampleTable(5)), now);
  QCOMPARE(model.rowCount(), 5);
  ConnectionTable fewer = sampleTable(9);
  fewer.rows.erase(fewer.rows.begin() + 1, fewer.rows.begin() + 3);
  fewer.rows.erase(fewer.rows.begin());
  model.showTable(shared(fewer), now);
  QCOMPARE(model.rowCount(), 6);
  QCOMPARE(model.at(0)->id, ConnectionId(4));
  QCOMPARE(model.at(5)->id, ConnectionId(9));
  model.showTable(shared({99, {}}), now);
  QCOMPARE(model.rowCount(), 0);
  QCOMPARE(reset.count(), 0);
}

void WorkbenchTest::tenThousandConnectionsFitAFrame() {
  ConnectionTableView view(false);
  view.resize(900, 400);
  view.show();
  TimePoint now = TimePoint{} + std::chrono::hours(200);
  view.showTable(shared(sampleTable(10'000)), now);
  std::vector<double> frames;
  for (std::uint64_t frame = 1; frame <= 20; ++frame) {
    ConnectionTable table = sampleTable(10'000 + 10, 1 + frame);
    table.generation = 100'000 + frame;
    const auto snapshot = shared(std::move(table));
    QElapsedTimer timer;
    timer.start();
    view.showTable(snapshot, now += std::chrono::milliseconds(33));
    frames.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  std::sort(frames.begin(), frames.end());
  qInfo("median %.2f ms, slowest %.2f ms", frames[frames.size() / 2], frames.back());
  QVERIFY2(frames[frames.size() / 2] < 16, "a new snapshot of 10,000 rows has to fit a frame");
}

void WorkbenchTest::selectedConnectionsAreTalkedTo() {
  auto session = sampleServer();
  MessageShelf shelf(m_bed->settings);
  SessionView view(*session, shelf, m_bed->settings);
  view.resize(900, 700);
  view.show();
  view.refresh(TimePoint{} + std::chrono::hours(1), {});
  view.composer().setDraft({MessageDraft::Format::kText, QStringLiteral("hello"), QStringLiteral("UTF-8"), {}, {}});
  view.composer().submit();
  view.table()->selectRow(2);
  view.refresh(TimePoint{} + std::chrono::hours(1), {});
  QVERIFY(says(view, QStringLiteral("to 1 selected")));
  view.composer().submit();
  QCOMPARE(session->sent.size(), std::size_t(2));
  QVERIFY(session->sent[0].to.empty());
  QVERIFY(session->sent[1].to == std::vector<ConnectionId>{3});
  QCOMPARE(session->sent[1].bytes, QByteArrayLiteral("hello"));
}

void WorkbenchTest::connectionsAreClosedAsAsked() {
  auto session = sampleServer();
  MessageShelf shelf(m_bed->settings);
  SessionView view(*session, shelf, m_bed->settings);
  view.refresh(TimePoint{} + std::chrono::hours(1), {});
  Q_EMIT view.table()->closeRequested({2, 4}, CloseMode::kReset);
  QCOMPARE(session->closed.size(), std::size_t(2));
  QVERIFY(session->closed[1] == std::pair(ConnectionId(4), CloseMode::kReset));
  view.table()->selectAll();
  view.table()->copySelected();
  QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 4);
  QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("ESTABLISHED")));
}

void WorkbenchTest::messagesAreSentAndFoundAgain() {
  MessageShelf shelf(m_bed->settings);
  Composer composer(shelf, false);
  composer.show();
  QSignalSpy sent(&composer, &Composer::sendRequested);
  auto* box = composer.findChild<MessageBox*>();
  QTest::keyClicks(box, QStringLiteral("first"));
  QTest::keyClick(box, Qt::Key_Return, Qt::ControlModifier);
  box->setPlainText(QStringLiteral("second"));
  QTest::keyClick(box, Qt::Key_Return, Qt::ControlModifier);
  QCOMPARE(sent.count(), 2);
  QCOMPARE(sent[0][0].toByteArray(), QByteArrayLiteral("first"));
  QTest::keyClick(box, Qt::Key_Up);
  QTest::keyClick(box, Qt::Key_Up);
  QCOMPARE(box->toPlainText(), QStringLiteral("first"));
  QTest::keyClick(box, Qt::Key_Down);
  QCOMPARE(box->toPlainText(), QStringLiteral("second"));
  MessageShelf later(m_bed->settings);
  QCOMPARE(later.history().walk(-1)->text, QStringLiteral("second"));
}

void WorkbenchTest::wrongHexIsMarkedWhereItStands() {
  MessageShelf shelf(m_bed->settings);
  Composer composer(shelf, false);
  composer.show();
  QSignalSpy sent(&composer, &Composer::sendRequested);
  composer.setDraft({MessageDraft::Format::kHex, QStringLiteral("48 65 zz"), QStringLiteral("UTF-8"), {}, {}});
  composer.submit();
  QCOMPARE(sent.count(), 0);
  QCOMPARE(composer.findChild<MessageBox*>()->textCursor().selectedText(), QStringLiteral("zz"));
  QVERIFY(says(composer, QStringLiteral("not hexadecimal")));
}

void WorkbenchTest::repeatingFollowsThePlanAndStops() {
  auto session = sampleClient();
  MessageShelf shelf(m_bed->settings);
  SessionView view(*session, shelf, m_bed->settings);
  view.show();
  SendSchedule::Plan plan;
  plan.delays = {Duration{}};
  plan.interval = std::chrono::milliseconds(20);
  Q_EMIT view.composer().repeatRequested({QByteArrayLiteral("tick")}, plan);
  QCOMPARE(session->scheduled.size(), std::size_t(1));
  QVERIFY(session->plan.interval == std::chrono::milliseconds(20));
  Q_EMIT session->sendingProgressed(7, 0);
  QVERIFY(says(view, QStringLiteral("7 sent")));
  QVERIFY(view.stop());
  QVERIFY(session->stopped);
  QVERIFY2(!view.stop(), "nothing runs any more");
}

void WorkbenchTest::savedMessagesAreSentInSequence() {
  MessageShelf shelf(m_bed->settings);
  SavedMessagesPanel panel(shelf);
  panel.show();
  QSignalSpy started(&panel, &SavedMessagesPanel::startRequested);
  panel.startOrStop();
  QVERIFY(says(panel, QStringLiteral("Keep a message first")));
  panel.keep({MessageDraft::Format::kHex, QStringLiteral("01 02"), QStringLiteral("UTF-8"), {}, {}});
  panel.keep({MessageDraft::Format::kText, QStringLiteral("ok"), QStringLiteral("UTF-8"), LineEnding::kLf, {}});
  SavedMessagesModel& model = shelf.messages();
  model.setData(model.index(1, SavedMessagesModel::kDelay), 250, Qt::EditRole);
  model.move(1, -1);
  panel.startOrStop();
  QCOMPARE(started.count(), 1);
  const auto messages = started[0][0].value<std::vector<QByteArray>>();
  const auto plan = started[0][1].value<SendSchedule::Plan>();
  QVERIFY((messages == std::vector<QByteArray>{QByteArrayLiteral("ok\n"), QByteArrayLiteral("\x01\x02")}));
  QVERIFY(plan.delays.front() == std::chrono::milliseconds(250) && plan.rounds == 1U);
  model.setData(model.index(1, SavedMessagesModel::kMessage), QStringLiteral("zz"), Qt::EditRole);
  panel.startOrStop();
  QCOMPARE(started.count(), 1);
  QVERIFY(says(panel, QStringLiteral("Message 2")));
  MessageShelf later(m_bed->settings);
  QVERIFY(later.messages().messages() == shelf.messages().messages());
}

void WorkbenchTest::modelsOfMessagesAndRulesHold() {
  MessageShelf shelf(m_bed->settings);
  QAbstractItemModelTester messages(&shelf.messages(), QAbstractItemModelTester::FailureReportingMode::QtTest);
  QAbstractItemModelTester rules(&shelf.rules(), QAbstractItemModelTester::FailureReportingMode::QtTest);
  for (int number = 0; number < 4; ++number) {
    shelf.messages().add({{MessageDraft::Format::kText, QString::number(number), QStringLiteral("UTF-8"), {}, {}}, 0});
    shelf.rules().add({MatchKind::kContains, std::to_string(number), "x", true});
  }
  shelf.messages().move(0, 1);
  shelf.messages().move(3, 1);
  shelf.messages().removeAt(2);
  shelf.rules().move(3, -1);
  shelf.rules().removeAt(0);
  shelf.rules().removeAt(-1);
  QCOMPARE(shelf.messages().rowCount(), 3);
  QCOMPARE(shelf.rules().rules()[1].pattern, std::string("3"));
}

void WorkbenchTest::rulesAnswerOnlyWhenTheyAreRight() {
  auto session = sampleServer();
  MessageShelf shelf(m_bed->settings);
  SessionView view(*session, shelf, m_bed->settings);
  view.resize(900, 700);
  view.show();
  auto* editor = view.findChild<RulesEditor*>();
  view.tabs().setCurrentWidget(editor);
  shelf.rules().add({MatchKind::kRegex, "^(a+)$", "{1}", true});
  QVERIFY2(session->autoReply.empty(), "not switched on");
  editor->setAnswering(true);
  QCOMPARE(session->autoReply.size(), std::size_t(1));
  shelf.rules().add({MatchKind::kHex, "zz", "", true});
  QVERIFY(session->autoReply.empty());
  QVERIFY(says(*editor, QStringLiteral("Rule 2")));
  shelf.rules().setData(shelf.rules().index(1, RulesModel::kMatch), Qt::Unchecked, Qt::CheckStateRole);
  QCOMPARE(session->autoReply.size(), std::size_t(2));
}

void WorkbenchTest::failuresAreExplainedAndDiagnosed() {
  WorkbenchPage page(m_bed->settings, opener());
  page.resize(1100, 700);
  page.show();
  QSignalSpy diagnosed(&page, &WorkbenchPage::diagnoseRequested);
  page.add(sampleFailedClient());
  QVERIFY(says(page, QStringLiteral("Failed")));
  auto* ask = button(page, QStringLiteral("Diagnose this"));
  QVERIFY(ask != nullptr);
  ask->click();
  QCOMPARE(diagnosed.takeFirst().first().toString(), QStringLiteral("db.example.net:5432"));
}

void WorkbenchTest::sessionsOpenCloseAndComeBack() {
  m_opened.clear();
  WorkbenchPage page(m_bed->settings, opener());
  page.resize(1100, 700);
  page.show();
  EndpointSettings server;
  server.kind = EndpointKind::kTcpServer;
  server.port = 8080;
  page.open(server);
  page.add(sampleClient());
  page.add(sampleUdp());
  QCOMPARE(page.sessionCount(), 3);
  page.showSession(0);
  m_opened.front()->close();
  auto* again = button(page.view(0), QStringLiteral("Open again"));
  QVERIFY(again != nullptr);
  again->click();
  QTRY_COMPARE(m_opened.size(), std::size_t(2));
  QCOMPARE(m_opened.back()->settings().port, std::uint16_t(8080));
  QCOMPARE(page.sessionCount(), 3);
  while (page.sessionCount() > 0)
    page.closeSession(0);
  QVERIFY(page.newSession().isVisible());
  QVERIFY(!page.findChild<SessionList*>()->isVisible());
}

void WorkbenchTest::theDemoConnectsToTheServersPort() {
  m_opened.clear();
  WorkbenchPage page(m_bed->settings, opener());
  page.openDemo();
  QCOMPARE(m_opened.size(), std::size_t(1));
  QVERIFY(m_opened[0]->settings().role == ServerRole::kEcho);
  const IpEndpoint local{IpAddress::v4({127, 0, 0, 1}), 45'678};
  m_opened[0]->setStatus({SessionPhase::kOpen, local, {}, {}, {}});
  QCOMPARE(m_opened.size(), std::size_t(2));
  QCOMPARE(m_opened[1]->settings().host, std::string("127.0.0.1"));
  QCOMPARE(m_opened[1]->settings().port, std::uint16_t(45'678));
  m_opened[0]->setStatus({SessionPhase::kOpen, local, {}, {}, {}});
  QCOMPARE(m_opened.size(), std::size_t(2));
}

void WorkbenchTest::aRecordingStandsBesideTheSessions() {
  WorkbenchPage page(m_bed->settings, opener());
  page.show();
  page.add(sampleServer());
  auto recording = std::make_shared<Recording>();
  recording->title = "example.net:443";
  recording->connections.push_back({sampleTable(1).rows.front(), sampleLife("normal")});
  page.addRecording(recording);
  QCOMPARE(page.sessionCount(), 2);
  QVERIFY(says(page, QStringLiteral("example.net:443")));
  page.refresh();
  page.showSession(0);
  page.showSession(1);
  QVERIFY(!page.stop());
  page.closeSession(1);
  page.closeSession(0);
  QCOMPARE(page.sessionCount(), 0);
}

void WorkbenchTest::everyLanguageIsShown() {
  WorkbenchPage page(m_bed->settings, opener());
  page.resize(1100, 700);
  page.add(sampleServer());
  page.show();
  showLanguage(Language::kChinese);
  QCoreApplication::processEvents();
  page.refresh();
  for (const auto* each : page.view(0).findChildren<QPushButton*>()) {
    const QString words = each->text();
    const bool chinese =
        std::any_of(words.begin(), words.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
    QVERIFY2(chinese || words.isEmpty(), qPrintable(words));
  }
  showLanguage(Language::kEnglish);
}

QTEST_MAIN(WorkbenchTest)
#include "workbench_test.moc"
