#include "ui/log/log_view.h"

#include "tests/support/sample_log.h"
#include "tests/ui/ui_test.h"
#include "ui/log/log_bar.h"
#include "ui/log/log_exporter.h"
#include "ui/log/log_lines.h"
#include "ui/log/log_rows.h"
#include "ui/log/record_detail.h"

#include <QClipboard>
#include <QFile>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace synscope;

namespace {

/// A view of a log, as large as a window, that is looked at after each step.
class Shown {
 public:
  explicit Shown(std::shared_ptr<TrafficLog> shownLog) : log(std::move(shownLog)) {
    view.resize(1000, 560);
    view.show();
    view.setLog(log);
    look();
  }

  void look() {
    view.refresh();
    QCoreApplication::processEvents();
    view.lines().viewport()->grab();
  }
  /// Until filter and search have seen everything.
  bool settle() {
    const bool done = QTest::qWaitFor([this] { return view.refresh(), !view.rows().catchingUp(); }, 20'000);
    look();
    return done;
  }
  QString text(std::uint64_t row) {
    const LogLine* line = view.lines().lineAt(row);
    return line != nullptr ? line->text : QStringLiteral("(not in sight)");
  }

  UiTestBed bed;
  std::shared_ptr<TrafficLog> log;
  LogView view;
};

}  // namespace

class LogViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void emptyAtFirst();
  void nothingIsInterpreted_data();
  void nothingIsInterpreted();
  void encodings();
  void followsUntilSomebodyLooksBack();
  void filtersAndCounts();
  void searches();
  void wrongPatternsAreSaid();
  void selectsAndCopies();
  void keysMove();
  void showsOneRecordWhole();
  void exportsWhatIsShown();
  void whatWasLeftOutIsSaid();
  void longPayloadsAreCut();

 private:
  QTemporaryDir m_folder;
};

void LogViewTest::emptyAtFirst() {
  Shown shown(TrafficLog::create(m_folder.path()).value());
  QVERIFY(!shown.view.lines().isVisible());
  shown.log->append(TimePoint(), 1, TrafficDirection::kIn, {}, std::as_bytes(std::span("x", 1)));
  shown.look();
  QVERIFY(shown.view.lines().isVisible());
  QCOMPARE(shown.text(0), QStringLiteral("x"));
  shown.view.setLog(nullptr);
  shown.look();
  QVERIFY(!shown.view.lines().isVisible());
}

void LogViewTest::nothingIsInterpreted_data() {
  QTest::addColumn<QByteArray>("payload");
  QTest::addColumn<QString>("line");
  QTest::newRow("line ends") << QByteArray("a\r\nb\n") << QStringLiteral("a⇤↵b↵");
  QTest::newRow("terminal escape") << QByteArray("\x1b[31mred") << QStringLiteral("⎋[31mred");
  QTest::newRow("bell, zero, delete") << QByteArray("\a\0\x7f", 3) << QStringLiteral("␇␀␡");
  QTest::newRow("reordering") << QByteArray(
                                     "a\xe2\x80\xae"
                                     "b")
                              << QStringLiteral("a\\u202eb");
  QTest::newRow("hidden") << QByteArray(
                                 "a\xe2\x80\x8b"
                                 "b\xc2\x9b")
                          << QStringLiteral("a\\u200bb\\u009b");
  QTest::newRow("not utf-8") << QByteArray("a\xff\xc3(") << QStringLiteral("a\\xff\\xc3(");
  QTest::newRow("chinese and more") << QByteArray("三次握手 🚦") << QStringLiteral("三次握手 🚦");
}

void LogViewTest::nothingIsInterpreted() {
  QFETCH(QByteArray, payload);
  const auto bytes = std::as_bytes(std::span(payload.constData(), std::size_t(payload.size())));
  QTEST(PayloadDecoder().text(bytes), "line");
}

void LogViewTest::encodings() {
  QVERIFY(textEncodings().contains(QStringLiteral("ISO-8859-1")));
  const QByteArray latin("caf\xe9");
  const auto latinBytes = std::as_bytes(std::span(latin.constData(), std::size_t(latin.size())));
  QCOMPARE(PayloadDecoder(QStringLiteral("ISO-8859-1")).text(latinBytes), QStringLiteral("café"));
  if (!textEncodings().contains(QStringLiteral("GB18030"))) QSKIP("Qt here reads no GB18030 (built without ICU)");
  const PayloadDecoder chinese(QStringLiteral("GB18030"));
  QCOMPARE(chinese.bytesOf(QStringLiteral("温度")), QByteArray("\xce\xc2\xb6\xc8"));
  Shown shown(sampleLog(m_folder.path()));
  shown.view.bar().setSearchText(QStringLiteral("温度"));
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.rows().matches().count(), std::uint64_t(0));
  shown.view.bar().setEncoding(QStringLiteral("GB18030"));
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.rows().matches().count(), std::uint64_t(2));
  QCOMPARE(shown.text(9), QStringLiteral("查询：温度⇤↵"));
}

void LogViewTest::followsUntilSomebodyLooksBack() {
  Shown shown(TrafficLog::create(m_folder.path()).value());
  fillLog(*shown.log, 1000);
  shown.look();
  LogLines& lines = shown.view.lines();
  QVERIFY(lines.isFollowing());
  QVERIFY(shown.text(999).startsWith(QStringLiteral("record 999")));
  fillLog(*shown.log, 10);
  shown.look();
  QVERIFY(shown.text(1009).startsWith(QStringLiteral("record 1009")));

  lines.verticalScrollBar()->setValue(500);
  QVERIFY(!lines.isFollowing());
  fillLog(*shown.log, 1000);
  shown.look();
  QCOMPARE(lines.firstRow(), std::uint64_t(500));
  QVERIFY(shown.text(500).startsWith(QStringLiteral("record 500")));
  QTest::keyClick(&lines, Qt::Key_End, Qt::ControlModifier);
  shown.look();
  QVERIFY(lines.isFollowing() && shown.text(2009).startsWith(QStringLiteral("record 2009")));
}

void LogViewTest::filtersAndCounts() {
  Shown shown(TrafficLog::create(m_folder.path()).value());
  fillLog(*shown.log, 3000);
  shown.view.setConnections({4, 2});
  shown.view.bar().setDirection(TrafficDirection::kOut);
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.rows().count(), std::uint64_t(400));
  QVERIFY(shown.view.counters().startsWith(QStringLiteral("Records: 400 of 3,000")));
  QVERIFY2(shown.text(399).startsWith(QStringLiteral("record 2991")), qPrintable(shown.text(399)));
  fillLog(*shown.log, 15);
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.rows().count(), std::uint64_t(402));
  shown.view.bar().setDirection(std::nullopt);
  shown.view.setConnections({});
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.rows().count(), std::uint64_t(3015));
}

void LogViewTest::searches() {
  Shown shown(TrafficLog::create(m_folder.path()).value());
  fillLog(*shown.log, 5000);
  shown.view.bar().setSearchText(QStringLiteral("##"));
  QVERIFY(shown.settle());
  const auto current = [&] { return shown.view.lines().current(); };
  shown.view.nextMatch();
  QCOMPARE(current(), std::optional<std::uint64_t>(0));
  shown.view.nextMatch();
  shown.look();
  QCOMPARE(current(), std::optional<std::uint64_t>(1000));
  QCOMPARE(shown.view.bar().matchText(), QStringLiteral("2 of 5"));
  QVERIFY2(shown.view.lines().lineAt(1000) != nullptr, "the chosen record stays in sight when its details open");
  QVERIFY(shown.view.lines().lineAt(1000)->textHit && shown.view.lines().lineAt(1000)->textHit->from == 12);
  shown.view.previousMatch();
  shown.view.previousMatch();
  QCOMPARE(current(), std::optional<std::uint64_t>(4000));
  shown.view.bar().setOnlyMatches(true);
  shown.look();
  QCOMPARE(shown.view.rows().count(), std::uint64_t(5));
  QVERIFY(shown.text(4).startsWith(QStringLiteral("record 4000")));
  shown.view.bar().setSearchText({});
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.rows().count(), std::uint64_t(5000));
}

void LogViewTest::wrongPatternsAreSaid() {
  Shown shown(sampleLog(m_folder.path()));
  shown.view.bar().setPatternKind(PatternKind::kHex);
  shown.view.bar().setSearchText(QStringLiteral("1 G"));
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.bar().matchText(), QStringLiteral("not hexadecimal"));
  QCOMPARE(shown.view.rows().count(), std::uint64_t(16));
  shown.view.bar().setPatternKind(PatternKind::kRegex);
  shown.view.bar().setSearchText(QStringLiteral("(alarm|ALARM)$"));
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.bar().matchText(), QStringLiteral("0 found"));
  shown.view.bar().setSearchText(QStringLiteral("alarm\\W"));
  QVERIFY(shown.settle());
  QCOMPARE(shown.view.bar().matchText(), QStringLiteral("3 found"));
}

void LogViewTest::selectsAndCopies() {
  Shown shown(sampleLog(m_folder.path()));
  LogLines& lines = shown.view.lines();
  lines.select(6);
  lines.select(4, true);
  QCOMPARE(lines.selection().count(), std::uint64_t(3));
  shown.view.copyHex();
  const QString hex = QGuiApplication::clipboard()->text();
  QVERIFY(hex.contains(QStringLiteral("01 03 00 6B 00 03 76 87\n")));
  QCOMPARE(hex.count(QStringLiteral(" bytes\n")), 3);
  shown.view.copyText();
  QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\\x1b[2J\\x1b[31mALARM\\x1b[0m\\x07\\r\n")));
  QTest::keyClick(&lines, Qt::Key_A, Qt::ControlModifier);
  QCOMPARE(lines.selection().count(), std::uint64_t(16));
  QTest::keyClick(&lines, Qt::Key_Escape);
  QCOMPARE(lines.selection().count(), std::uint64_t(0));
  fillLog(*shown.log, LogView::kMostCopied);
  shown.look();
  lines.selectAll();
  QVERIFY(!shown.view.selectedText(PayloadStyle::kText));
}

void LogViewTest::keysMove() {
  Shown shown(sampleLog(m_folder.path()));
  LogLines& lines = shown.view.lines();
  const auto press = [&](Qt::Key key, Qt::KeyboardModifiers with = {}) {
    QTest::keyClick(&lines, key, with);
    return lines.current().value_or(99);
  };
  QCOMPARE(press(Qt::Key_Up), std::uint64_t(15));
  QCOMPARE(press(Qt::Key_Up), std::uint64_t(14));
  QCOMPARE(press(Qt::Key_Home), std::uint64_t(0));
  QCOMPARE(press(Qt::Key_Up), std::uint64_t(0));
  QCOMPARE(press(Qt::Key_Down, Qt::ShiftModifier), std::uint64_t(1));
  QCOMPARE(lines.selection().count(), std::uint64_t(2));
  QCOMPARE(press(Qt::Key_End), std::uint64_t(15));
  QTest::mouseClick(lines.viewport(), Qt::LeftButton, {}, QPoint(200, 5));
  QCOMPARE(lines.current(), std::optional(lines.firstRow()));
}

void LogViewTest::showsOneRecordWhole() {
  Shown shown(sampleLog(m_folder.path()));
  QVERIFY(!shown.view.detail().isVisible());
  shown.view.lines().select(4);
  QVERIFY(shown.view.detail().isVisible());
  QVERIFY(shown.view.detail().heading().contains(QStringLiteral("received from [2001:db8::20]:40218")));
  QVERIFY(shown.view.detail().heading().contains(QStringLiteral("8 bytes")));
  QVERIFY(shown.view.detail().hex().startsWith(QStringLiteral("00000000  01 03 00 6B 00 03 76 87")));
  shown.view.lines().select(0);
  QVERIFY(shown.view.detail().text().startsWith(QStringLiteral("GET /readings HTTP/1.1⇤↵\nHost:")));
  shown.view.lines().clearSelection();
  QVERIFY(!shown.view.detail().isVisible());
}

void LogViewTest::exportsWhatIsShown() {
  Shown shown(sampleLog(m_folder.path()));
  shown.view.setConnections({2});
  QVERIFY(shown.settle());
  const QString file = m_folder.filePath(QStringLiteral("shown.jsonl"));
  QSignalSpy finished(&shown.view.exporter(), &LogExporter::finished);
  shown.view.exportTo(file, TrafficFormat::kJsonLines);
  QVERIFY(finished.wait());
  QFile written(file);
  QVERIFY(written.open(QIODevice::ReadOnly));
  const QByteArray lines = written.readAll();
  QCOMPARE(lines.count('\n'), 10);
  QCOMPARE(lines.count("\"connection\":2,"), 10);
  QCOMPARE(shown.view.exporter().message(), QStringLiteral("10 records saved as %1").arg(file));
}

void LogViewTest::whatWasLeftOutIsSaid() {
  Shown shown(TrafficLog::create(m_folder.path(), {.bufferBytes = 300, .keepFreeBytes = UINT64_MAX / 2}).value());
  fillLog(*shown.log, 10);
  shown.log->flush();
  shown.look();
  QVERIFY2(shown.view.counters().contains(QStringLiteral("could not keep up: 7")), qPrintable(shown.view.counters()));
  QVERIFY(shown.view.counters().endsWith(QStringLiteral("The disk is almost full")));
}

void LogViewTest::longPayloadsAreCut() {
  Shown shown(TrafficLog::create(m_folder.path()).value());
  const std::string large(std::size_t{1} << 20U, 'x');
  shown.log->append(TimePoint(), 1, TrafficDirection::kIn, {}, std::as_bytes(std::span(large)));
  shown.look();
  QVERIFY(shown.view.lines().lineAt(0)->cut);
  QVERIFY(shown.text(0).size() <= 512);
  shown.view.lines().select(0);
  QVERIFY(shown.view.detail().heading().contains(QStringLiteral("the first 65,536 bytes are shown")));
  QCOMPARE(shown.view.detail().text().size(), qsizetype(RecordDetail::kMostBytes));
}

QTEST_MAIN(LogViewTest)
#include "log_view_test.moc"
