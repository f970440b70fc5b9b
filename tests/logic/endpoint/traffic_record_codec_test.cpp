#include "core/logic/endpoint/traffic_record_codec.h"

#include "core/logic/endpoint/traffic_index.h"

#include <QTest>

#include <algorithm>
#include <string_view>

using namespace synscope;

namespace {

using Bytes = std::vector<std::byte>;
using Kind = TrafficEntry::Kind;

Bytes bytesOf(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

Bytes encoded(const TrafficRecordView& record) {
  const TrafficEntryHead head = encodeTrafficRecord(record);
  Bytes bytes(head.view().begin(), head.view().end());
  bytes.insert(bytes.end(), record.payload.begin(), record.payload.end());
  return bytes;
}

IpEndpoint endpoint(std::string_view address, std::uint16_t port) {
  return {.address = *IpAddress::parse(address), .port = port};
}

}  // namespace

class TrafficRecordCodecTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aRecordComesBack_data();
  void aRecordComesBack();
  void aRecordCutAnywhereIsCut();
  void aChangedByteIsNoticed();
  void gapsAndHeadersComeBack();
  void theIndexFindsTheLastPlaceBefore();
};

void TrafficRecordCodecTest::aRecordComesBack_data() {
  QTest::addColumn<QString>("address");
  QTest::addColumn<int>("payloadBytes");
  QTest::addColumn<bool>("out");
  QTest::newRow("ipv4 in") << "10.9.0.2" << 64 << false;
  QTest::newRow("ipv6 out") << "2001:db8::1" << 1 << true;
  QTest::newRow("ipv6 with zone") << "fe80::1%eth0" << 9000 << false;
  QTest::newRow("nothing in it") << "10.9.0.2" << 0 << true;
  QTest::newRow("the longest") << "::1" << int(kTrafficPayloadLimit) << true;
}

void TrafficRecordCodecTest::aRecordComesBack() {
  QFETCH(QString, address);
  QFETCH(int, payloadBytes);
  QFETCH(bool, out);
  const Bytes payload(std::size_t(payloadBytes), std::byte{0xe9});
  const auto direction = out ? TrafficDirection::kOut : TrafficDirection::kIn;
  const IpEndpoint peer = endpoint(address.toStdString(), 65535);
  const Bytes bytes = encoded({TimePoint(Duration(-5)), std::uint64_t(1) << 63U, direction, peer, payload});
  const TrafficEntry entry = decodeTrafficEntry(bytes, TrafficCheck::kVerify);
  QVERIFY(entry.kind == Kind::kRecord);
  QCOMPARE(entry.length, bytes.size());
  QCOMPARE(entry.record.at.time_since_epoch().count(), -5);
  QCOMPARE(entry.record.connection, std::uint64_t(1) << 63U);
  QVERIFY(entry.record.direction == direction);
  QVERIFY(entry.record.peer == peer);
  QVERIFY(std::ranges::equal(entry.record.payload, payload));
}

void TrafficRecordCodecTest::aRecordCutAnywhereIsCut() {
  const Bytes payload = bytesOf("GET / HTTP/1.1\r\n");
  const Bytes bytes = encoded({TimePoint(), 1, TrafficDirection::kIn, endpoint("fe80::1%lo", 80), payload});
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const TrafficEntry entry = decodeTrafficEntry(std::span(bytes).first(length), TrafficCheck::kVerify);
    QVERIFY2(entry.kind == Kind::kCut, qPrintable(QString::number(length)));
    QVERIFY(entry.length > length);
  }
}

void TrafficRecordCodecTest::aChangedByteIsNoticed() {
  const Bytes payload = bytesOf("0123456789");
  const Bytes whole = encoded({TimePoint(), 1, TrafficDirection::kIn, endpoint("10.9.0.1", 80), payload});
  for (std::size_t i = 0; i < whole.size(); ++i) {
    Bytes bytes = whole;
    bytes[i] ^= std::byte{0x10};
    QVERIFY2(decodeTrafficEntry(bytes, TrafficCheck::kVerify).kind != Kind::kRecord, qPrintable(QString::number(i)));
  }
  Bytes zeroed = whole;
  std::fill(zeroed.begin() + 4, zeroed.end(), std::byte{0});
  QVERIFY(decodeTrafficEntry(zeroed, TrafficCheck::kVerify).kind == Kind::kDamaged);
}

void TrafficRecordCodecTest::gapsAndHeadersComeBack() {
  const auto gap = decodeTrafficEntry(encodeTrafficGap({.records = 7, .bytes = 700}).view(), TrafficCheck::kVerify);
  QVERIFY(gap.kind == Kind::kGap);
  QVERIFY((gap.gap == TrafficGap{.records = 7, .bytes = 700}));
  auto header = encodeTrafficHeader({.wallEpochNs = -42});
  QCOMPARE(decodeTrafficHeader(header)->wallEpochNs, std::int64_t(-42));
  QVERIFY(!decodeTrafficHeader(std::span(header).first(kTrafficHeaderBytes - 1)));
  header[11] = std::byte{2};
  QVERIFY2(!decodeTrafficHeader(header), "a version from the future");
}

void TrafficRecordCodecTest::theIndexFindsTheLastPlaceBefore() {
  TrafficIndex small;
  for (std::uint64_t record = 0; record < 1000; ++record)
    small.add(record, 24 + record * 100);
  QCOMPARE(small.before(0).record, std::uint64_t(0));
  QCOMPARE(small.before(255).record, std::uint64_t(0));
  QCOMPARE(small.before(256).record, std::uint64_t(256));
  QCOMPARE(small.before(999).offset, std::uint64_t(24 + 768 * 100));
  TrafficIndex large;
  for (std::uint64_t record = 0; record < 10; ++record)
    large.add(record, record << 20U);
  QCOMPARE(large.before(5).record, std::uint64_t(5));
}

QTEST_APPLESS_MAIN(TrafficRecordCodecTest)
#include "traffic_record_codec_test.moc"
