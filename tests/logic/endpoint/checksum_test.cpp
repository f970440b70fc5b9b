#include "core/logic/endpoint/checksum.h"

#include <QTest>

#include <string_view>

using namespace synscope;

/// The check values of the catalogue of parametrised CRC algorithms: the sum of the nine digits "123456789".
class ChecksumTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void ofNineDigits_data();
  void ofNineDigits();
  void ofNothing();
};

void ChecksumTest::ofNineDigits_data() {
  QTest::addColumn<Checksum>("kind");
  QTest::addColumn<quint32>("value");
  QTest::addColumn<QByteArray>("onTheWire");
  QTest::newRow("sum") << Checksum::kSum8 << 0xDDU << QByteArray::fromHex("DD");
  QTest::newRow("xor") << Checksum::kXor8 << 0x31U << QByteArray::fromHex("31");
  QTest::newRow("modbus") << Checksum::kCrc16Modbus << 0x4B37U << QByteArray::fromHex("374B");
  QTest::newRow("ccitt") << Checksum::kCrc16Ccitt << 0x29B1U << QByteArray::fromHex("29B1");
  QTest::newRow("xmodem") << Checksum::kCrc16Xmodem << 0x31C3U << QByteArray::fromHex("31C3");
  QTest::newRow("crc32") << Checksum::kCrc32 << 0xCBF43926U << QByteArray::fromHex("2639F4CB");
}

void ChecksumTest::ofNineDigits() {
  QFETCH(Checksum, kind);
  const auto bytes = std::as_bytes(std::span(std::string_view("123456789")));
  QTEST(quint32(checksum(kind, bytes)), "value");
  const auto wire = checksumBytes(kind, bytes);
  QTEST(QByteArray(reinterpret_cast<const char*>(wire.data()), qsizetype(wire.size())), "onTheWire");
}

void ChecksumTest::ofNothing() {
  QCOMPARE(checksum(Checksum::kSum8, {}), 0U);
  QCOMPARE(checksum(Checksum::kCrc16Ccitt, {}), 0xFFFFU);
  QCOMPARE(checksum(Checksum::kCrc32, {}), 0U);
  QCOMPARE(allChecksums().size(), std::size_t(6));
}

QTEST_APPLESS_MAIN(ChecksumTest)
#include "checksum_test.moc"
