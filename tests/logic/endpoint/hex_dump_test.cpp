#include "core/logic/endpoint/hex_dump.h"

#include <QTest>

using namespace synscope;

class HexDumpTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writesLines_data();
  void writesLines();
};

void HexDumpTest::writesLines_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<quint64>("offset");
  QTest::addColumn<QByteArray>("dump");
  QTest::newRow("nothing") << QByteArray() << quint64{0} << QByteArray();
  QTest::newRow("a word") << QByteArray("Hello\n") << quint64{0}
                          << QByteArray("00000000  48 65 6C 6C 6F 0A                                 |Hello.|\n");
  QTest::newRow("two lines") << QByteArray("0123456789abcdef!") << quint64{32}
                             << QByteArray(
                                    "00000020  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|\n"
                                    "00000030  21                                                |!|\n");
  QTest::newRow("nothing is interpreted")
      << QByteArray("\x1b[31m\xff\x7f") << quint64{0}
      << QByteArray("00000000  1B 5B 33 31 6D FF 7F                              |.[31m..|\n");
  QTest::newRow("beyond 4 GiB") << QByteArray("x") << (quint64{1} << 32)
                                << QByteArray(
                                       "0000000100000000  78                                                |x|\n");
}

void HexDumpTest::writesLines() {
  QFETCH(QByteArray, bytes);
  QFETCH(quint64, offset);
  const auto input = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
  QTEST(QByteArray::fromStdString(hexDump(input, offset)), "dump");
}

QTEST_APPLESS_MAIN(HexDumpTest)
#include "hex_dump_test.moc"
