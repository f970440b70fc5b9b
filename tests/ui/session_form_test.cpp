#include "ui/workbench/session_form.h"

#include "tests/ui/ui_test.h"
#include "ui/widgets/form_field.h"
#include "ui/workbench/message_draft.h"
#include "ui/workbench/session_draft.h"
#include "ui/workbench/session_memory.h"
#include "ui/workbench/session_title.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace synscope;

namespace {

/// "kind=udp host=192.0.2.1 port=7" as a draft.
SessionDraft draftFrom(const QString& words) {
  SessionDraft draft;
  for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    for (int index = 0; index < kSessionFields; ++index) {
      const auto field = static_cast<SessionField>(index);
      if (name(field) == word.section(QLatin1Char('='), 0, 0)) draft.set(field, word.section(QLatin1Char('='), 1));
    }
  }
  return draft;
}

EndpointSettings settingsOf(const char* words) {
  const auto read = settingsFrom(draftFrom(QString::fromLatin1(words)));
  return std::holds_alternative<EndpointSettings>(read) ? std::get<EndpointSettings>(read) : EndpointSettings{};
}

QString hex(const QByteArray& bytes) {
  return QString::fromLatin1(bytes.toHex(' '));
}

}  // namespace

/// What is typed becomes settings and bytes, or an error at its place.
class SessionFormTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goodDraftsAreRead_data();
  void goodDraftsAreRead();
  void wrongFieldsAreNamed_data();
  void wrongFieldsAreNamed();
  void everyOptionReachesTheSettings();
  void whatDoesNotApplyIsNotRead();
  void draftsSurviveTheSettingsFile();
  void recentSessionsAreRemembered();
  void aPastedTargetFillsHostPortAndTls();
  void anErrorStandsAtItsField();
  void everyKindOpensWithItsOwnFields();
  void messagesBecomeBytes_data();
  void messagesBecomeBytes();
  void wrongMessagesAreNamed_data();
  void wrongMessagesAreNamed();
  void everyEncodingOfTheListWrites();
};

void SessionFormTest::goodDraftsAreRead_data() {
  QTest::addColumn<QString>("title");
  QTest::newRow("host=example.net port=80") << QStringLiteral("TCP client → example.net:80");
  QTest::newRow("host=::1 port=ssh") << QStringLiteral("TCP client → [::1]:22");
  QTest::newRow("host=[2001:db8::7]:443 port=443") << QStringLiteral("TCP client → [2001:db8::7]:443");
  QTest::newRow("host=https://www.example.net/x port=443") << QStringLiteral("TCP client → www.example.net:443");
  QTest::newRow("kind=tcp-server port=8080") << QStringLiteral("TCP server :8080");
  QTest::newRow("kind=tcp-server") << QStringLiteral("TCP server :0");
  QTest::newRow("kind=tcp-server port=0 source-address=127.0.0.1") << QStringLiteral("TCP server 127.0.0.1:0");
  QTest::newRow("kind=udp source-port=5000") << QStringLiteral("UDP :5000");
  QTest::newRow("kind=udp host=192.0.2.1 port=53") << QStringLiteral("UDP → 192.0.2.1:53");
}

void SessionFormTest::goodDraftsAreRead() {
  QFETCH(QString, title);
  UiTestBed bed;
  const auto read = settingsFrom(draftFrom(QString::fromLatin1(QTest::currentDataTag())));
  QVERIFY(std::holds_alternative<EndpointSettings>(read));
  QCOMPARE(sessionTitle(std::get<EndpointSettings>(read)), title);
}

void SessionFormTest::wrongFieldsAreNamed_data() {
  QTest::addColumn<QString>("field");
  QTest::addColumn<int>("code");
  const auto row = [](const char* words, const char* field, ErrorCode code) {
    QTest::newRow(words) << QString::fromLatin1(field) << static_cast<int>(code);
  };
  row("", "host", ErrorCode::kEmptyInput);
  row("host=10.9.300.1 port=80", "host", ErrorCode::kBadAddress);
  row("host=example.net", "port", ErrorCode::kEmptyInput);
  row("host=example.net port=0", "port", ErrorCode::kBadPort);
  row("host=example.net port=22,80", "port", ErrorCode::kBadPort);
  row("kind=tcp-server port=70000", "port", ErrorCode::kBadPort);
  row("kind=udp host=192.0.2.1", "port", ErrorCode::kEmptyInput);
  row("kind=udp source-port=x!", "source-port", ErrorCode::kUnknownService);
  row("host=a port=1 source-address=1.2.3", "source-address", ErrorCode::kBadAddress);
  row("host=a port=1 source-address=::1 family=ipv4", "source-address", ErrorCode::kBadAddress);
  row("host=a port=1 connect-timeout=soon", "connect-timeout", ErrorCode::kOutOfRange);
  row("host=a port=1 keepalive=1 keepalive-idle=40000", "keepalive-idle", ErrorCode::kOutOfRange);
  row("host=a port=1 keepalive=1 keepalive-count=1.5", "keepalive-count", ErrorCode::kOutOfRange);
  row("host=a port=1 tls=1 certificate=/no/such/file", "certificate", ErrorCode::kFileUnreadable);
  row("kind=tcp-server role=forward", "forward", ErrorCode::kEmptyInput);
  row("kind=tcp-server role=forward forward=example.net", "forward", ErrorCode::kMissingPort);
  row("kind=tcp-server role=send-file role-file=/no/such/file", "role-file", ErrorCode::kFileUnreadable);
  row("kind=tcp-server role=forward forward=a:1 delay=-1", "delay", ErrorCode::kOutOfRange);
  row("kind=udp role=forward forward=a:1 loss=101", "loss", ErrorCode::kOutOfRange);
  row("kind=udp group=nobody", "group", ErrorCode::kBadAddress);
  row("kind=udp multicast-ttl=256", "multicast-ttl", ErrorCode::kOutOfRange);
  row("kind=tcp-server max-clients=many", "max-clients", ErrorCode::kOutOfRange);
}

void SessionFormTest::wrongFieldsAreNamed() {
  QFETCH(QString, field);
  QFETCH(int, code);
  const auto read = settingsFrom(draftFrom(QString::fromLatin1(QTest::currentDataTag())));
  QVERIFY(std::holds_alternative<DraftError>(read));
  const auto& wrong = std::get<DraftError>(read);
  QCOMPARE(name(wrong.field), field);
  QCOMPARE(QString::fromStdString(std::string(name(wrong.error.code))),
           QString::fromStdString(std::string(name(static_cast<ErrorCode>(code)))));
}

void SessionFormTest::everyOptionReachesTheSettings() {
  const EndpointSettings client = settingsOf(
      "host=a port=1 tls=1 server-name=b verify-peer= source-address=192.0.2.9 source-port=4000 family=ipv4 "
      "connect-timeout=2.5 reconnect=1 reconnect-first=1 reconnect-most=8 close-mode=reset no-delay=1 user-timeout=3 "
      "keepalive=1 keepalive-idle=5 keepalive-interval=2 keepalive-count=4 send-buffer=8192 receive-buffer=4096");
  QVERIFY(client.tls && client.tls->serverName == "b" && !client.tls->verifyPeer);
  QVERIFY(client.bindAddress == IpAddress::v4({192, 0, 2, 9}));
  QCOMPARE(client.sourcePort, std::uint16_t(4000));
  QVERIFY(client.family == IpFamily::kV4);
  QVERIFY(client.connectTimeout == std::chrono::milliseconds(2500));
  QVERIFY(client.reconnect && client.reconnect->first == std::chrono::seconds(1) &&
          client.reconnect->most == std::chrono::seconds(8));
  QVERIFY(client.closeMode == CloseMode::kReset && client.noDelay);
  QVERIFY(client.userTimeout == std::chrono::seconds(3));
  QVERIFY(client.keepalive && client.keepalive->idleSeconds == 5 && client.keepalive->intervalSeconds == 2 &&
          client.keepalive->count == 4);
  QVERIFY(client.sendBuffer == 8192 && client.receiveBuffer == 4096);

  const EndpointSettings relay = settingsOf(
      "kind=tcp-server role=forward forward=[::1]:9 max-clients=3 delay=20 jitter=5 rate=1000 stall-after=10 "
      "stall-for=7 half-close-after=30 reset-after=40 seed=99");
  QVERIFY(relay.forwardHost == "::1" && relay.forwardPort == 9 && relay.maxClients == 3 && relay.impairment);
  QVERIFY(relay.impairment->delay == std::chrono::milliseconds(20));
  QVERIFY(relay.impairment->jitter == std::chrono::milliseconds(5));
  QVERIFY(relay.impairment->bytesPerSecond == 1000U && relay.impairment->stallAfterBytes == 10U);
  QVERIFY(relay.impairment->stallFor == std::chrono::milliseconds(7));
  QVERIFY(relay.impairment->halfCloseAfterBytes == 30U && relay.impairment->resetAfterBytes == 40U);
  QCOMPARE(relay.impairment->seed, std::uint64_t(99));

  const EndpointSettings udp = settingsOf(
      "kind=udp role=forward forward=a:1 group=239.1.2.3 interface=eth0 multicast-ttl=4 broadcast=1 loss=1.5 "
      "duplicate=2 reorder=3");
  QVERIFY(udp.multicastGroup == IpAddress::v4({239, 1, 2, 3}) && udp.interface == "eth0");
  QVERIFY(udp.multicastTtl == 4 && udp.broadcast && udp.impairment);
  QCOMPARE(udp.impairment->lossPercent, 1.5);
  QCOMPARE(udp.impairment->duplicatePercent, 2.0);
  QCOMPARE(udp.impairment->reorderPercent, 3.0);
}

/// What was typed for another kind stays in the form and does no harm.
void SessionFormTest::whatDoesNotApplyIsNotRead() {
  const auto read = settingsFrom(
      draftFrom(QStringLiteral("kind=tcp-server port=1 host=10.9.300.1 group=nobody loss=400 reconnect-first=x")));
  QVERIFY(std::holds_alternative<EndpointSettings>(read));
  QVERIFY(!std::get<EndpointSettings>(read).impairment);
}

void SessionFormTest::draftsSurviveTheSettingsFile() {
  const SessionDraft draft = draftFrom(QStringLiteral("kind=udp host=a port=1 verify-peer= broadcast=1"));
  QVERIFY(SessionDraft::fromJson(draft.toJson()) == draft);
  QVERIFY(SessionDraft().toJson().isEmpty());
  QJsonObject hostile{{QStringLiteral("kind"), 7}, {QStringLiteral("host"), QString(100'000, QLatin1Char('x'))}};
  QVERIFY(SessionDraft::fromJson(hostile) == SessionDraft());
}

void SessionFormTest::recentSessionsAreRemembered() {
  UiTestBed bed;
  SessionMemory memory(bed.settings);
  for (int port = 1; port <= 12; ++port)
    memory.remember(draftFrom(QStringLiteral("kind=tcp-server port=%1").arg(port)));
  memory.remember(draftFrom(QStringLiteral("kind=tcp-server port=9")));
  QCOMPARE(memory.recent().size(), SessionMemory::kMost);
  QCOMPARE(memory.recent()[0].text(SessionField::kPort), QStringLiteral("9"));
  QCOMPARE(memory.recent()[1].text(SessionField::kPort), QStringLiteral("12"));
}

void SessionFormTest::aPastedTargetFillsHostPortAndTls() {
  UiTestBed bed;
  SessionForm form;
  form.show();
  form.findChild<FormField*>(QStringLiteral("host"))->setText(QStringLiteral("https://www.example.net:8443/x"));
  QCOMPARE(form.draft().text(SessionField::kPort), QStringLiteral("8443"));
  QVERIFY(form.draft().isOn(SessionField::kTls));
}

void SessionFormTest::anErrorStandsAtItsField() {
  UiTestBed bed;
  SessionForm form;
  form.show();
  form.setDraft(draftFrom(QStringLiteral("host=example.net port=1 keepalive=1 keepalive-idle=0")));
  QSignalSpy submitted(&form, &SessionForm::submitted);
  form.submit();
  QCOMPARE(submitted.count(), 0);
  auto* idle = form.findChild<FormField*>(QStringLiteral("keepalive-idle"));
  QVERIFY2(idle->isVisible(), "the options open where the error is");
  const auto labels = idle->findChildren<QLabel*>();
  const bool said = std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
    return label->isVisible() && label->text().contains(QStringLiteral("not a number from"));
  });
  QVERIFY(said);
  QCOMPARE(form.draft().text(SessionField::kHost), QStringLiteral("example.net"));
  idle->setText(QStringLiteral("5"));
  form.submit();
  QCOMPARE(submitted.count(), 1);
}

void SessionFormTest::everyKindOpensWithItsOwnFields() {
  UiTestBed bed;
  SessionForm form;
  form.resize(800, 600);
  form.show();
  const auto visible = [&form](const char* field) {
    return form.findChild<FormField*>(QLatin1String(field))->isVisible();
  };
  QVERIFY(visible("host") && visible("port") && visible("tls") && !visible("role"));
  form.setDraft(draftFrom(QStringLiteral("kind=tcp-server")));
  QVERIFY(!visible("host") && visible("port") && visible("tls") && visible("role") && !visible("forward"));
  form.setDraft(draftFrom(QStringLiteral("kind=tcp-server role=forward")));
  QVERIFY(visible("forward"));
  form.setDraft(draftFrom(QStringLiteral("kind=udp")));
  QVERIFY(visible("host") && !visible("tls") && visible("role"));
  form.setMoreShown(true);
  QVERIFY(visible("group") && visible("broadcast") && !visible("no-delay"));
}

void SessionFormTest::messagesBecomeBytes_data() {
  using Format = MessageDraft::Format;
  QTest::addColumn<int>("format");
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("encoding");
  QTest::addColumn<int>("ending");
  QTest::addColumn<int>("checksum");
  QTest::addColumn<QString>("bytes");
  const auto row = [](const char* name, Format format, const QString& text, const char* encoding, LineEnding ending,
                      int checksum, const char* bytes) {
    QTest::newRow(name) << static_cast<int>(format) << text << QString::fromLatin1(encoding) << static_cast<int>(ending)
                        << checksum << QString::fromLatin1(bytes);
  };
  row("text", Format::kText, QStringLiteral("hi"), "UTF-8", LineEnding::kNone, -1, "68 69");
  row("text, line ended", Format::kText, QStringLiteral("a\nb"), "UTF-8", LineEnding::kCrLf, -1, "61 0d 0a 62 0d 0a");
  row("Chinese as UTF-8", Format::kText, QStringLiteral("中"), "UTF-8", LineEnding::kNone, -1, "e4 b8 ad");
  row("Chinese as GB18030", Format::kText, QStringLiteral("中"), "GB18030", LineEnding::kNone, -1, "d6 d0");
  row("UTF-16, line ended", Format::kText, QStringLiteral("a"), "UTF-16LE", LineEnding::kLf, -1, "61 00 0a 00");
  row("escapes", Format::kEscapes, QStringLiteral("a\\r\\n\\x00"), "UTF-8", LineEnding::kNone, -1, "61 0d 0a 00");
  row("escapes, NUL", Format::kEscapes, QStringLiteral("\\x41"), "UTF-8", LineEnding::kNul, -1, "41 00");
  row("hex ignores ending", Format::kHex, QStringLiteral("0xDE,ad"), "UTF-8", LineEnding::kLf, -1, "de ad");
  row("hex, Modbus", Format::kHex, QStringLiteral("01 03 00 00 00 0A"), "UTF-8", LineEnding::kNone,
      static_cast<int>(Checksum::kCrc16Modbus), "01 03 00 00 00 0a c5 cd");
  row("text, sum behind the ending", Format::kText, QStringLiteral("A"), "UTF-8", LineEnding::kLf,
      static_cast<int>(Checksum::kSum8), "41 0a 4b");
}

void SessionFormTest::messagesBecomeBytes() {
  QFETCH(int, format);
  QFETCH(QString, text);
  QFETCH(QString, encoding);
  QFETCH(int, ending);
  QFETCH(int, checksum);
  QFETCH(QString, bytes);
  MessageDraft draft{static_cast<MessageDraft::Format>(format), text, encoding, static_cast<LineEnding>(ending), {}};
  if (checksum >= 0) draft.checksum = static_cast<Checksum>(checksum);
  const auto made = bytesOf(draft);
  QVERIFY(made.ok());
  QCOMPARE(hex(*made), bytes);
  QVERIFY(messageFromJson(toJson(draft)) == draft);
}

void SessionFormTest::wrongMessagesAreNamed_data() {
  QTest::addColumn<int>("format");
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("encoding");
  QTest::addColumn<QString>("piece");
  QTest::newRow("hex") << 2 << QStringLiteral("48 6x 6c") << QStringLiteral("UTF-8") << QStringLiteral("x 6c");
  QTest::newRow("escape") << 1 << QStringLiteral("a\\q") << QStringLiteral("UTF-8") << QStringLiteral("\\q");
  QTest::newRow("encoding") << 0 << QStringLiteral("caf€é中") << QStringLiteral("ISO-8859-15") << QStringLiteral("中");
}

void SessionFormTest::wrongMessagesAreNamed() {
  QFETCH(int, format);
  QFETCH(QString, text);
  QFETCH(QString, encoding);
  QFETCH(QString, piece);
  const auto made = bytesOf({static_cast<MessageDraft::Format>(format), text, encoding, LineEnding::kNone, {}});
  QVERIFY(!made.ok());
  QCOMPARE(QString::fromStdString(made.error().subject), piece);
}

void SessionFormTest::everyEncodingOfTheListWrites() {
  QVERIFY(encodings().size() >= 5);
  QCOMPARE(encodings().first(), QStringLiteral("UTF-8"));
  for (const QString& encoding : encodings()) {
    const auto made = bytesOf({MessageDraft::Format::kText, QStringLiteral("A1"), encoding, LineEnding::kNone, {}});
    QVERIFY2(made.ok() && !made->isEmpty(), qPrintable(encoding));
  }
}

QTEST_MAIN(SessionFormTest)
#include "session_form_test.moc"
