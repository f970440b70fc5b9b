#include "core/logic/wire/saved_syn.h"

#include <QByteArray>
#include <QTest>

#include <algorithm>

using namespace synscope;

namespace {

std::vector<std::byte> bytesOf(const char* hex) {
  const QByteArray raw = QByteArray::fromHex(hex);
  std::vector<std::byte> bytes(static_cast<std::size_t>(raw.size()));
  std::ranges::transform(raw, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}

// 10.9.0.2:40000 > 10.9.9.2:80, TTL 61, DF, window 64240, mss 1460, SACK, timestamps, window scale 7.
constexpr const char* kSynV4 =
    "4500003c1c4640003d0600000a0900020a090902"
    "9c4000501234567800000000a002faf000000000"
    "020405b40402080a000030390000000001030307";
// fd00:9::2:40000 > fd00:9::1:80, hop limit 47, flow label 0x12345, ECN asked for, mss 1440.
constexpr const char* kSynV6 =
    "600123450018062f"
    "fd000009000000000000000000000002fd000009000000000000000000000001"
    "9c400050000000010000000060c2ffff00000000020405a0";

std::string fieldsText(const SavedSyn& syn) {
  std::string text;
  for (const auto& [key, value] : fieldsOf(syn))
    text += key + ":" + value + ";";
  return text;
}

}  // namespace

/// Headers from raw bytes, as a client's SYN brings them.
class SavedSynTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void v4();
  void v6();
  void extensionHeadersAreSkipped();
  void guessedHops_data();
  void guessedHops();
  void options_data();
  void options();
  void valuesOfOptions();
  void notASyn_data();
  void notASyn();
  void cutOffAnywhere();
};

void SavedSynTest::v4() {
  const auto syn = decodeSavedSyn(bytesOf(kSynV4));
  QVERIFY(syn);
  QCOMPARE(syn->ip.source.toString() + " > " + syn->ip.destination.toString(), std::string("10.9.0.2 > 10.9.9.2"));
  QCOMPARE(syn->ip.totalLength, 60U);
  QCOMPARE(syn->ip.identification, std::optional<std::uint16_t>(0x1c46));
  QCOMPARE(syn->tcp.sourcePort, 40000);
  QCOMPARE(syn->tcp.destinationPort, 80);
  QCOMPARE(textOf(syn->tcp.flags), std::string("SYN"));
  QCOMPARE(
      fieldsText(*syn),
      std::string("isn:305419896;window:64240;options:mss=1460 sack-permitted timestamps=12345,0 nop window-scale=7;"
                  "ttl:61;guessed-hops:3;dont-fragment:yes;ecn:no;dscp:0;"));
}

void SavedSynTest::v6() {
  const auto syn = decodeSavedSyn(bytesOf(kSynV6));
  QVERIFY(syn);
  QCOMPARE(syn->ip.source.toString(), std::string("fd00:9::2"));
  QCOMPARE(fieldsText(*syn), std::string("isn:1;window:65535;options:mss=1440;ttl:47;guessed-hops:17;ecn:yes;dscp:0;"
                                         "flow-label:74565;"));
}

void SavedSynTest::extensionHeadersAreSkipped() {
  // Hop-by-hop options (8 bytes) and a first fragment before TCP.
  const auto syn =
      decodeSavedSyn(bytesOf("6000000000280040fd000009000000000000000000000002fd000009000000000000000000000001"
                             "2c00050200000000"
                             "0600000100001234"
                             "9c40005000000001000000006002040000000000020405a0"));
  QVERIFY(syn);
  QCOMPARE(syn->ip.headerLength, 56U);
  QCOMPARE(syn->ip.identification, std::optional<std::uint16_t>(0x1234));
  QCOMPARE(textOf(syn->tcp.options), std::string("mss=1440"));
}

void SavedSynTest::guessedHops_data() {
  QTest::addColumn<int>("ttl");
  QTest::addColumn<int>("initial");
  QTest::addColumn<int>("hops");
  QTest::newRow("same machine") << 64 << 64 << 0;
  QTest::newRow("Linux, 3 routers") << 61 << 64 << 3;
  QTest::newRow("Windows next door") << 128 << 128 << 0;
  QTest::newRow("Windows, 14 routers") << 114 << 128 << 14;
  QTest::newRow("network device") << 254 << 255 << 1;
  QTest::newRow("hardly left") << 0 << 32 << 32;
}

void SavedSynTest::guessedHops() {
  QFETCH(int, ttl);
  SavedSyn syn;
  syn.ip.ttl = static_cast<std::uint8_t>(ttl);
  QTEST(int(syn.guessedInitialTtl()), "initial");
  QTEST(syn.guessedHops(), "hops");
}

void SavedSynTest::options_data() {
  QTest::addColumn<QByteArray>("hex");
  QTest::addColumn<std::string>("text");
  QTest::newRow("none") << QByteArray() << std::string();
  QTest::newRow("nothing after the end mark") << QByteArray("00020405b4") << std::string("end");
  QTest::newRow("length 0 ends it") << QByteArray("01020005b4") << std::string("nop");
  QTest::newRow("length 1 ends it") << QByteArray("010201") << std::string("nop");
  QTest::newRow("longer than what is left") << QByteArray("01020a05b4") << std::string("nop");
  QTest::newRow("kind without length") << QByteArray("0102") << std::string("nop");
  QTest::newRow("mss of a wrong length") << QByteArray("020305") << std::string("mss(1 bytes)");
  QTest::newRow("fast open, multipath, unknown")
      << QByteArray("22021e04000042041234") << std::string("fast-open mptcp(2 bytes) kind-66(2 bytes)");
  QTest::newRow("experiment") << QByteArray("fe04f989") << std::string("kind-254(2 bytes)");
  QTest::newRow("user time-out") << QByteArray("1c040078") << std::string("user-timeout=120");
}

void SavedSynTest::options() {
  QFETCH(QByteArray, hex);
  QFETCH(std::string, text);
  QCOMPARE(textOf(decodeTcpOptions(bytesOf(hex.constData()))), text);
}

void SavedSynTest::valuesOfOptions() {
  const auto options = decodeSavedSyn(bytesOf(kSynV4))->tcp.options;
  QCOMPARE(maximumSegmentOf(options), std::optional<std::uint16_t>(1460));
  QCOMPARE(windowScaleOf(options), std::optional<std::uint8_t>(7));
  QCOMPARE(timestampOf(options), std::optional<std::uint32_t>(12345));
  QVERIFY(permitsSack(options));
  QCOMPARE(windowScaleOf(decodeTcpOptions(bytesOf("0303ff"))), std::optional<std::uint8_t>(14));
  QCOMPARE(maximumSegmentOf({}), std::nullopt);
  QVERIFY(!permitsSack({}));
}

void SavedSynTest::notASyn_data() {
  QTest::addColumn<QByteArray>("hex");
  QByteArray other(kSynV4);
  QTest::newRow("nothing") << QByteArray();
  QTest::newRow("version 5") << QByteArray("5") + other.mid(1);
  QTest::newRow("UDP") << other.replace(18, 2, "11");
  other = kSynV4;
  QTest::newRow("an ACK") << other.replace(66, 2, "10");
  other = kSynV4;
  QTest::newRow("a later fragment") << other.replace(12, 4, "0010");
  other = kSynV4;
  QTest::newRow("header of 16 bytes") << other.replace(0, 2, "44");
  other = kSynV4;
  QTest::newRow("TCP header longer than the packet") << other.replace(64, 2, "f0");
  QTest::newRow("endless extension headers")
      << QByteArray("6000000000500040fd000009000000000000000000000002fd000009000000000000000000000001") +
             QByteArray("0000000000000000").repeated(10);
}

void SavedSynTest::notASyn() {
  QFETCH(QByteArray, hex);
  QVERIFY(!decodeSavedSyn(bytesOf(hex.constData())));
}

void SavedSynTest::cutOffAnywhere() {
  for (const char* hex : {kSynV4, kSynV6}) {
    const auto whole = bytesOf(hex);
    for (std::size_t size = 0; size < whole.size(); ++size)
      QVERIFY(!decodeSavedSyn(std::span(whole).first(size)));
  }
}

QTEST_APPLESS_MAIN(SavedSynTest)
#include "saved_syn_test.moc"
