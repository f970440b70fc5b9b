#include "core/logic/kernel/transition_record.h"

#include <QTest>

#include <array>
#include <cstring>

using namespace synscope;

namespace {

/// The fields of the tracepoint as Linux 6.1 lays them out on 64-bit machines.
constexpr std::string_view kFormat =
    "name: inet_sock_set_state\n"
    "ID: 2287\n"
    "format:\n"
    "\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n"
    "\n"
    "\tfield:const void * skaddr;\toffset:8;\tsize:8;\tsigned:0;\n"
    "\tfield:int oldstate;\toffset:16;\tsize:4;\tsigned:1;\n"
    "\tfield:int newstate;\toffset:20;\tsize:4;\tsigned:1;\n"
    "\tfield:__u16 sport;\toffset:24;\tsize:2;\tsigned:0;\n"
    "\tfield:__u16 dport;\toffset:26;\tsize:2;\tsigned:0;\n"
    "\tfield:__u16 family;\toffset:28;\tsize:2;\tsigned:0;\n"
    "\tfield:__u16 protocol;\toffset:30;\tsize:2;\tsigned:0;\n"
    "\tfield:__u8 saddr[4];\toffset:32;\tsize:4;\tsigned:0;\n"
    "\tfield:__u8 daddr[4];\toffset:36;\tsize:4;\tsigned:0;\n"
    "\tfield:__u8 saddr_v6[16];\toffset:40;\tsize:16;\tsigned:0;\n"
    "\tfield:__u8 daddr_v6[16];\toffset:56;\tsize:16;\tsigned:0;\n";

constexpr std::uint16_t kTcp = 6, kInet = 2, kInet6 = 10;

struct Raw {
  std::uint64_t common = 0, socket = 0x5eed;
  std::int32_t from = 7, to = 2;
  std::uint16_t sourcePort = 40000, targetPort = 80, family = kInet, protocol = kTcp;
  std::array<std::uint8_t, 4> source4{127, 0, 0, 1}, target4{10, 0, 0, 2};
  std::array<std::uint8_t, 16> source6{}, target6{};
};
static_assert(sizeof(Raw) == 72);

std::optional<TransitionRecord> decoded(const Raw& raw, std::size_t size = sizeof(Raw)) {
  const auto format = TransitionFormat::parse(kFormat);
  if (!format) return std::nullopt;
  std::uint64_t socket = 0;
  return format->decode(TimePoint(Duration(5)), std::as_bytes(std::span(&raw, 1)).first(size), socket);
}

QByteArray text(const std::optional<TransitionRecord>& record) {
  if (!record) return "-";
  return QByteArray::fromStdString(record->ends.local.toString() + " " + record->ends.peer.toString() + " " +
                                   std::string(name(record->from)) + " " + std::string(name(record->to)));
}

}  // namespace

class TransitionRecordTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void decodes_data();
  void decodes();
  void everyTruncationIsRefused();
  void formatsThatMakeNoSense_data();
  void formatsThatMakeNoSense();
  void theFirstOneWaitsForItsPort();
  void thoseThatNeverGetAPortDoNotPileUp();
};

void TransitionRecordTest::decodes_data() {
  QTest::addColumn<Raw>("raw");
  QTest::addColumn<QByteArray>("read");
  QTest::newRow("IPv4") << Raw{} << QByteArray("127.0.0.1:40000 10.0.0.2:80 CLOSED SYN_SENT");
  Raw six;
  six.family = kInet6;
  six.source6[15] = six.target6[15] = 1;
  six.from = 3, six.to = 1;
  QTest::newRow("IPv6") << six << QByteArray("[::1]:40000 [::1]:80 SYN_RECV ESTABLISHED");
  Raw mapped = six;
  mapped.source6 = mapped.target6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 1};
  QTest::newRow("IPv4 on an IPv6 socket") << mapped << QByteArray("10.0.0.1:40000 10.0.0.1:80 SYN_RECV ESTABLISHED");
  Raw sctp;
  sctp.protocol = 132;
  QTest::newRow("SCTP") << sctp << QByteArray("-");
  Raw odd;
  odd.family = 1;
  QTest::newRow("another family") << odd << QByteArray("-");
  Raw unknown;
  unknown.to = 200;
  QTest::newRow("a state of the future") << unknown << QByteArray("127.0.0.1:40000 10.0.0.2:80 CLOSED UNKNOWN");
}

void TransitionRecordTest::decodes() {
  QFETCH(Raw, raw);
  QFETCH(QByteArray, read);
  QCOMPARE(text(decoded(raw)), read);
}

void TransitionRecordTest::everyTruncationIsRefused() {
  for (std::size_t size = 0; size < sizeof(Raw); ++size)
    QVERIFY(!decoded(Raw{}, size));
  QVERIFY(decoded(Raw{}));
}

void TransitionRecordTest::formatsThatMakeNoSense_data() {
  QTest::addColumn<QString>("what");
  QTest::addColumn<QString>("instead");
  QTest::newRow("empty") << QString::fromUtf8(kFormat.data(), kFormat.size()) << QString();
  QTest::newRow("no port") << QStringLiteral(" sport;") << QStringLiteral(" spot;");
  QTest::newRow("another size") << QStringLiteral("offset:24;\tsize:2;") << QStringLiteral("offset:24;\tsize:4;");
  QTest::newRow("far away") << QStringLiteral("offset:56;") << QStringLiteral("offset:99999999;");
  QTest::newRow("no number") << QStringLiteral("offset:20;") << QStringLiteral("offset:x;");
}

void TransitionRecordTest::formatsThatMakeNoSense() {
  QFETCH(QString, what);
  QFETCH(QString, instead);
  const QString format = QString::fromUtf8(kFormat.data(), kFormat.size()).replace(what, instead);
  QVERIFY(!TransitionFormat::parse(format.toStdString()));
}

void TransitionRecordTest::theFirstOneWaitsForItsPort() {
  TransitionJoiner joiner;
  QByteArrayList told;
  const auto add = [&](std::uint64_t socket, std::uint16_t port, std::int32_t from, std::int32_t to) {
    Raw raw;
    raw.sourcePort = port, raw.from = from, raw.to = to;
    joiner.add(socket, *decoded(raw), [&](const TransitionRecord& record) { told << text(record); });
  };
  add(1, 0, 7, 2);
  add(2, 0, 7, 2);
  QVERIFY(told.isEmpty());
  add(1, 40001, 2, 1);
  add(1, 40001, 1, 4);
  QCOMPARE(told, (QByteArrayList{"127.0.0.1:40001 10.0.0.2:80 CLOSED SYN_SENT",
                                 "127.0.0.1:40001 10.0.0.2:80 SYN_SENT ESTABLISHED",
                                 "127.0.0.1:40001 10.0.0.2:80 ESTABLISHED FIN_WAIT_1"}));
}

void TransitionRecordTest::thoseThatNeverGetAPortDoNotPileUp() {
  TransitionJoiner joiner;
  Raw raw;
  raw.sourcePort = 0;
  const auto first = *decoded(raw);
  for (std::uint64_t socket = 0; socket < 10'000; ++socket)
    joiner.add(socket, first, [](const TransitionRecord&) { QFAIL("nothing is complete"); });
  QVERIFY(joiner.held() <= 4096);
}

QTEST_GUILESS_MAIN(TransitionRecordTest)
#include "transition_record_test.moc"
