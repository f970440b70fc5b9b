#include "core/engine/timeline/recording_file.h"
#include "core/engine/timeline/recording_json.h"
#include "tests/support/sample_lives.h"
#include "tests/support/timeline_script.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <vector>

using namespace synscope;

namespace {

constexpr WallClock kClock{1'772'357'400'000'000'000, 28'800};  // 2026-03-01 09:30:00 UTC, shown in UTC+8.

Recording recordingOf(const std::string& sample) {
  Recording recording = makeRecording(sampleLife(sample), kClock, kClock.epochNs + 5'000'000'000);
  recording.program = "SynScope test";
  return recording;
}

/// The JSON of a sample with one text replaced.
QByteArray changed(const char* from, const char* to) {
  QByteArray json = recordingJson(recordingOf("vanished"));
  const qsizetype at = json.indexOf(from);
  if (at < 0) qFatal("the sample has no %s", from);
  return json.replace(at, qsizetype(qstrlen(from)), to);
}

/// Is well-formed once the void elements of HTML are gone.
QString faultOf(QString html) {
  html.remove(QStringLiteral("<!DOCTYPE html>")).remove(QRegularExpression(QStringLiteral("<meta [^>]*>")));
  html.replace(QStringLiteral("<details open>"), QStringLiteral("<details>"));
  QXmlStreamReader reader(html);
  while (!reader.atEnd())
    reader.readNext();
  return reader.hasError() ? reader.errorString() + QStringLiteral(" line %1").arg(reader.lineNumber()) : QString();
}

}  // namespace

class RecordingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isReadAsItWasWritten_data();
  void isReadAsItWasWritten();
  void everyNumberSurvives();
  void timesBeginWithZero();
  void aLargeSessionIsCutAndCounted();
  void saysWhatIsWrong_data();
  void saysWhatIsWrong();
  void hugeFilesAreRefused();
  void filesAreWrittenByTheirEnding();
  void htmlIsWholeInEveryLanguage_data();
  void htmlIsWholeInEveryLanguage();
  void hostileTextStaysText();
};

void RecordingTest::isReadAsItWasWritten_data() {
  QTest::addColumn<QString>("sample");
  for (const SampleLife& sample : sampleLives())
    QTest::newRow(sample.name.c_str()) << QString::fromStdString(sample.name);
}

void RecordingTest::isReadAsItWasWritten() {
  QFETCH(QString, sample);
  const Recording before = recordingOf(sample.toStdString());
  const auto read = readRecording(recordingJson(before));
  QVERIFY2(read.ok(), read.ok() ? "" : read.error().operation.c_str());
  QCOMPARE(recordingJson(*read), recordingJson(before));
  const ConnectionLife& was = before.connections.front().life;
  const ConnectionLife& is = read->connections.front().life;
  QVERIFY(is.timeline == was.timeline);
  QVERIFY(is.teardown == was.teardown);
  QVERIFY(is.info == was.info);
  QVERIFY(is.timer == was.timer);
  QVERIFY(is.local == was.local && is.peer == was.peer && is.state == was.state && is.peerState == was.peerState);
  QCOMPARE(read->clock.epochNs, before.clock.epochNs);
  QCOMPARE(read->savedAtNs, before.savedAtNs);
}

/// What the kernel can fill in comes back, whether its bytes are small or all set (a rate without limit is 2^64 - 1).
void RecordingTest::everyNumberSurvives() {
  for (const std::byte each : {std::byte{1}, std::byte{0xff}}) {
    const auto info = decodeLinuxTcpInfo(std::vector<std::byte>(512, each));
    QVERIFY(info);
    Recording recording = recordingOf("open");
    recording.connections.front().life.info = info;
    const auto read = readRecording(recordingJson(recording));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().operation.c_str());
    QVERIFY(read->connections.front().life.info == info);
  }
}

void RecordingTest::timesBeginWithZero() {
  ConnectionLife life = sampleLife("open");
  Timeline later = timelineFrom("lanes a b\n 5000 a call.connect\n 5020 a>b data.sent bytes=1");
  life.timeline = later;
  const Recording recording = makeRecording(life, kClock, kClock.epochNs);
  const auto& events = recording.connections.front().life.timeline.events();
  QCOMPARE(events[0].at, TimePoint{});
  QCOMPARE(events[1].at, TimePoint(std::chrono::milliseconds(20)));
  QCOMPARE(recording.clock.wallNs(events[0].at), kClock.wallNs(later.events()[0].at));
}

void RecordingTest::aLargeSessionIsCutAndCounted() {
  auto busy = std::make_shared<ConnectionLife>(sampleLife("open"));
  const LaneId us = 0, peer = 1;
  for (int i = 0; i < 300; ++i)
    busy->timeline.add({TimePoint(std::chrono::seconds(10 + i)), us, peer, EventKind::kData, "data.sent", {}});
  ConnectionTable table;
  for (ConnectionId id = 1; id <= 1500; ++id)
    table.rows.emplace_back().id = id;
  EndpointSettings settings;
  settings.kind = EndpointKind::kTcpServer;
  settings.port = 80;
  const Recording recording = makeRecording(
      settings, table, [&](ConnectionId) { return busy; }, kClock, 0);
  QCOMPARE(recording.title, std::string(":80"));
  QCOMPARE(recording.connections.size(), Recording::kMostConnections);
  QCOMPARE(recording.omittedConnections, std::uint64_t{500});
  QCOMPARE(recording.connections.front().row.id, ConnectionId{501});
  const ConnectionLife& life = recording.connections.front().life;
  QCOMPARE(life.timeline.events().size(), Recording::kMostEventsInAll / Recording::kMostConnections);
  QCOMPARE(life.omittedEvents, busy->timeline.events().size() - life.timeline.events().size());
  QCOMPARE(life.timeline.events().front().code, std::string("call.connect"));
  QCOMPARE(life.timeline.events().back().at - life.timeline.events().front().at, std::chrono::seconds(309));
  const auto read = readRecording(recordingJson(recording));
  QVERIFY2(read.ok(), read.ok() ? "" : read.error().operation.c_str());
}

void RecordingTest::saysWhatIsWrong_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QString>("place");
  const auto row = [](const char* name, const QByteArray& json, const char* place) {
    QTest::newRow(name) << json << QString::fromLatin1(place);
  };
  row("empty", {}, "byte 0");
  row("not JSON", "<html>", "byte 1");
  row("cut off", recordingJson(recordingOf("open")).left(500), "byte 501");
  row("a list", "[]", "document");
  row("another document", "{}", "schema");
  row("a newer one", changed("recording/1", "recording/2"), "schema");
  row("a kind nobody knows", changed("\"tcp-client\"", "\"tcp-clown\""), "kind");
  row("connections of the wrong type", changed("\"connections\":[", "\"connections\":7,\"x\":["), "connections");
  row("an address", changed("192.168.1.20:51234", "192.168.1.256:51234"), "connections[0].local");
  row("a port", changed("192.168.1.20:51234", "192.168.1.20:70000"), "connections[0].local");
  row("a state", changed("\"state\":\"ESTABLISHED\"", "\"state\":\"ASLEEP\""), "connections[0].state");
  row("bytes below zero", changed("\"bytes_in\":4096", "\"bytes_in\":-1"), "connections[0].bytes_in");
  row("half a byte", changed("\"bytes_in\":4096", "\"bytes_in\":0.5"), "connections[0].bytes_in");
  row("a flag", changed("\"by_reset\":false", "\"by_reset\":0"), "connections[0].teardown.by_reset");
  row("a number too large", changed("\"cwnd\":10", "\"cwnd\":1e10"), "connections[0].info.cwnd");
  row("a lane twice", changed("\"203.0.113.80:443\"],", "\"192.168.1.20:51234\"],"), "connections[0].lanes[1]");
  row("a lane that is not there", changed("\"to\":1", "\"to\":2"), "connections[0].timeline[1].to");
  row("an event's kind", changed("\"kind\":\"segment\"", "\"kind\":\"miracle\""), "connections[0].timeline[1].kind");
  row("a code with markup", changed("\"segment.syn\"", "\"<b>\""), "connections[0].timeline[1].code");
  row("time runs backwards", changed("\"t_ms\":0.1", "\"t_ms\":1e9"), "connections[0].timeline[2].t_ms");
  row("time before zero", changed("\"t_ms\":0.1", "\"t_ms\":-1"), "connections[0].timeline[1].t_ms");
  row("a source", changed("\"inferred\"", "\"seen\""), "connections[0].timeline[1].source");
  row("a field of three", changed("[\"bytes\",\"517\"]", "[\"bytes\",\"517\",\"x\"]"),
      "connections[0].timeline[8].fields[0]");
  row("too long", changed("[\"bytes\",\"517\"]", QByteArray("[\"bytes\",\"" + QByteArray(1025, '7') + "\"]")),
      "connections[0].timeline[8].fields[0][1]");
}

void RecordingTest::saysWhatIsWrong() {
  QFETCH(QByteArray, json);
  QFETCH(QString, place);
  const auto read = readRecording(json);
  QVERIFY(!read.ok());
  QCOMPARE(read.error().code, ErrorCode::kBadRecording);
  QCOMPARE(QString::fromStdString(read.error().operation), place);
}

void RecordingTest::hugeFilesAreRefused() {
  QVERIFY(!readRecording('[' + QByteArray("[],").repeated(3'000'000)).ok());
  QVERIFY(!readRecording(QByteArray(100'000, '[')).ok());
  QTemporaryDir folder;
  QFile file(folder.filePath(QStringLiteral("large.synscope")));
  QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(65 * 1024 * 1024));
  file.close();
  const auto read = openRecording(file.fileName());
  QVERIFY(!read.ok());
  QCOMPARE(read.error().operation, std::string("> 64 MiB"));
}

void RecordingTest::filesAreWrittenByTheirEnding() {
  QTemporaryDir folder;
  const Recording recording = recordingOf("normal");
  const auto written = [&](const char* name) {
    const QString path = folder.filePath(QLatin1String(name));
    if (saveRecording(recording, path, Language::kEnglish)) return QByteArray("failed");
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  };
  QVERIFY(written("a.synscope").startsWith("{\"schema\":\"synscope/recording/1\""));
  QVERIFY(written("a.json").startsWith("{\"schema\":"));
  QVERIFY(written("a.MD").startsWith("# The life of connections"));
  QVERIFY(written("a.html").startsWith("<!DOCTYPE html>"));
  QVERIFY(openRecording(folder.filePath(QStringLiteral("a.synscope"))).ok());

  const auto missing = openRecording(folder.filePath(QStringLiteral("none")));
  QCOMPARE(missing.error().code, ErrorCode::kFileUnreadable);
  const auto error = saveRecording(recording, folder.filePath(QStringLiteral("no/such/folder.json")), Language::kBoth);
  QCOMPARE(error.value().code, ErrorCode::kFileUnwritable);
  QCOMPARE(openRecording(folder.filePath(QStringLiteral("a.html"))).error().subject,
           folder.filePath(QStringLiteral("a.html")).toStdString());
}

void RecordingTest::htmlIsWholeInEveryLanguage_data() {
  QTest::addColumn<Language>("language");
  QTest::addColumn<QStringList>("parts");
  QTest::newRow("English") << Language::kEnglish
                           << QStringList{QStringLiteral("We closed first"), QStringLiteral("asks for a connection")};
  QTest::newRow("Chinese") << Language::kChinese
                           << QStringList{QStringLiteral("本端先关闭"), QStringLiteral("请求建立连接")};
  QTest::newRow("both") << Language::kBoth << QStringList{QStringLiteral("本端先关闭"), QStringLiteral("closed first")};
}

void RecordingTest::htmlIsWholeInEveryLanguage() {
  QFETCH(Language, language);
  QFETCH(QStringList, parts);
  const Recording recording = recordingOf("normal");
  const QString html = QString::fromUtf8(writeRecording(recording, RecordingFormat::kHtml, language));
  const QString markdown = QString::fromUtf8(writeRecording(recording, RecordingFormat::kMarkdown, language));
  QCOMPARE(faultOf(html), QString());
  parts << QStringLiteral("FIN_WAIT_2") << QStringLiteral("SYN-ACK") << QStringLiteral("18.312 ms");
  for (const QString& part : parts) {
    QVERIFY2(html.contains(part, Qt::CaseInsensitive), qPrintable(part));
    QVERIFY2(markdown.contains(part, Qt::CaseInsensitive), qPrintable(part));
  }
  QCOMPARE(html.count(QStringLiteral("<svg ")), 2);
  QVERIFY(!html.contains(QStringLiteral("<script")));
  QVERIFY(!QRegularExpression(QStringLiteral("(src|href)=")).match(html).hasMatch());
  if (const QString folder = qEnvironmentVariable("SYNSCOPE_REPORT_DIR"); !folder.isEmpty()) {
    for (const char* ending : {".html", ".md"})
      QVERIFY(!saveRecording(
          recording, folder + QStringLiteral("/life-") + QLatin1String(QTest::currentDataTag()) + QLatin1String(ending),
          language));
  }
}

void RecordingTest::hostileTextStaysText() {
  Recording recording = recordingOf("reset");
  recording.title = "<script>alert(1)</script>";
  Timeline& timeline = recording.connections.front().life.timeline;
  timeline.lane("\x1b[31m<img src=x>");
  timeline.add({TimePoint(std::chrono::hours(1)),
                2,
                2,
                EventKind::kNote,
                "note.nobody-knows",
                {{"process", "`|<b>\xff\xe2\x80\xae"}, {"odd.name", "x"}}});
  const auto read = readRecording(recordingJson(recording));
  QVERIFY(read.ok());
  const QString html = QString::fromUtf8(writeRecording(*read, RecordingFormat::kHtml, Language::kBoth));
  QCOMPARE(faultOf(html), QString());
  for (const char* bad : {"<script", "<img", "<b>", "\x1b"})
    QVERIFY2(!html.contains(QLatin1String(bad)), bad);
  QVERIFY(!html.contains(QChar(0x202e)));
  const QString markdown = QString::fromUtf8(writeRecording(*read, RecordingFormat::kMarkdown, Language::kBoth));
  QVERIFY(!markdown.contains(QChar(0x202e)) && !markdown.contains(QChar(0x1b)));
}

QTEST_APPLESS_MAIN(RecordingTest)
#include "recording_test.moc"
