#include "core/logic/throughput/udp_receiver_account.h"

#include "core/logic/throughput/iperf_datagram.h"
#include "tests/logic/throughput/iperf_vectors.h"

#include <QTest>

#include <array>
#include <limits>

using namespace synscope;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t kLength = 1000;

Bytes datagramOf(std::uint64_t number, Duration sentAt = {}, bool wide = false, std::size_t length = kLength) {
  Bytes bytes(length);
  writeIperfDatagram(bytes, {sentAt, number}, wide);
  return bytes;
}

TimePoint at(Duration time) {
  return TimePoint(time);
}

/// "1..50 7 8": numbers and ranges.
std::vector<std::uint64_t> numbersOf(const QByteArray& text) {
  std::vector<std::uint64_t> numbers;
  for (const QByteArray& word : text.split(' ')) {
    const qsizetype dots = word.indexOf("..");
    const std::uint64_t first = word.left(dots < 0 ? word.size() : dots).toULongLong();
    const std::uint64_t last = dots < 0 ? first : word.mid(dots + 2).toULongLong();
    for (std::uint64_t number = first; number <= last; ++number)
      numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

/// Datagrams as they come, and what iperf3 makes of them.
class UdpReceiverAccountTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void countsAsTheRealServer_data();
  void countsAsTheRealServer();
  void jitterIsTheFormula();
  void aForeignClockChangesNothing();
  void omitLeavesOutWhatWasBefore();
  void headersOfCapturesDecode();
  void headersComeBack_data();
  void headersComeBack();
  void aHeaderOfTheOtherFormGivesNoNumbers();
  void forgedNumbersDoNotOverflow();
  void numbersOf32BitsGoRound();
  void aBatchIsItsDatagrams();
  void shortOnesAreIgnored();
};

void UdpReceiverAccountTest::countsAsTheRealServer_data() {
  QTest::addColumn<QByteArray>("numbers");
  QTest::addColumn<int>("length");
  QTest::addColumn<quint64>("packets");
  QTest::addColumn<qint64>("lost");
  QTest::addColumn<quint64>("bytes");
  QTest::addColumn<quint64>("outOfOrder");
  const auto row = [](const char* numbers, quint64 packets, qint64 lost, quint64 bytes, quint64 outOfOrder,
                      int length = kLength) {
    QTest::newRow((QByteArray(numbers) + " of " + QByteArray::number(length)).constData())
        << QByteArray(numbers) << length << packets << lost << bytes << outOfOrder;
  };
  row("1..50", 50, 0, 50'000, 0);
  row("1 2 3 7 8 10", 10, 4, 6'000, 0);
  row("1 2 4 3 5 7 6 8", 8, 0, 8'000, 2);
  row("1 2 2 2 3", 3, 0, 5'000, 2);
  row("1 2 5 5 5 6", 6, 0, 6'000, 2);
  row("0 1 2", 2, 0, 3'000, 1);
  row("1000 1001 1002", 1002, 999, 3'000, 0);
  row("1..10", 10, 0, 120, 0, 12);
  // The real server glues short ones into reads of the agreed length; ours counts each where it is.
  row("1..20", 20, 0, 2'000, 0, 100);
}

void UdpReceiverAccountTest::countsAsTheRealServer() {
  QFETCH(QByteArray, numbers);
  QFETCH(int, length);
  QFETCH(quint64, packets);
  QFETCH(qint64, lost);
  QFETCH(quint64, bytes);
  QFETCH(quint64, outOfOrder);
  UdpReceiverAccount account(false);
  for (const std::uint64_t number : numbersOf(numbers))
    account.datagram(datagramOf(number, {}, false, static_cast<std::size_t>(length)), at({}));
  const DatagramCounts counts = account.counts();
  QCOMPARE(quint64{counts.packets}, packets);
  QCOMPARE(qint64{counts.lost}, lost);
  QCOMPARE(quint64{account.bytes()}, bytes);
  QCOMPARE(quint64{counts.outOfOrder}, outOfOrder);
  IperfStreamResult result;
  account.fill(result);
  QCOMPARE(result.packets, static_cast<std::int64_t>(packets));
  QCOMPARE(result.errors, std::int64_t{lost});
}

/// Transit of 10 ms and 0 ms in turn, 100 datagrams: 9.983 ms; the real server told 9.982 ms.
void UdpReceiverAccountTest::jitterIsTheFormula() {
  UdpReceiverAccount account(false);
  for (std::uint64_t number = 1; number <= 100; ++number) {
    const Duration arrival = milliseconds(100) + number * milliseconds(2);
    account.datagram(datagramOf(number, arrival - (number % 2 == 1 ? milliseconds(10) : milliseconds(0))), at(arrival));
  }
  QVERIFY(qAbs(toMs(*account.counts().jitter) - 9.983) < 0.0005);
}

void UdpReceiverAccountTest::aForeignClockChangesNothing() {
  for (const Duration shift :
       {Duration(0), Duration(std::chrono::seconds(5000)), Duration(std::chrono::hours(600'000))}) {
    UdpReceiverAccount account(false);
    for (std::uint64_t number = 1; number <= 100; ++number)
      account.datagram(datagramOf(number, shift + number * milliseconds(2)), at(number * milliseconds(2)));
    QCOMPARE(*account.counts().jitter, Duration(0));
  }
}

/// The numbers run on through the omit time; totals told to the peer hold it, counts do not.
void UdpReceiverAccountTest::omitLeavesOutWhatWasBefore() {
  UdpReceiverAccount account(false);
  for (const std::uint64_t number : {1, 2, 5, 4})
    account.datagram(datagramOf(number, {}), at(number * milliseconds(7)));
  account.bufferDrops(1);
  account.endOmit();
  for (const std::uint64_t number : {6, 8})
    account.datagram(datagramOf(number, number * milliseconds(1)), at(milliseconds(500) + number * milliseconds(1)));
  account.bufferDrops(2);
  const DatagramCounts counts = account.counts();
  QCOMPARE(counts.packets, std::uint64_t{3});
  QCOMPARE(counts.lost, std::int64_t{1});
  QCOMPARE(counts.outOfOrder, std::uint64_t{0});
  QCOMPARE(counts.bufferDrops, std::uint64_t{1});
  QCOMPARE(*counts.jitter, Duration(0));
  QCOMPARE(account.bytes(), std::uint64_t{2000});
  QCOMPARE(account.totalBytes(), std::uint64_t{6000});
  IperfStreamResult result;
  account.fill(result);
  QCOMPARE(result.packets, std::int64_t{8});
  QCOMPARE(result.errors, std::int64_t{2});
  QCOMPARE(*result.omittedPackets, std::int64_t{5});
  QCOMPARE(*result.omittedErrors, std::int64_t{1});
}

void UdpReceiverAccountTest::headersOfCapturesDecode() {
  int seen = 0;
  for (const IperfVector& vector : readIperfVectors()) {
    for (const VectorStream& stream : vector.streams) {
      for (const VectorLine& line : stream.lines) {
        if (line.kind != VectorLine::Kind::kDatagram) continue;
        const bool wide = line.bytes.size() == 16;
        const auto header = *readIperfDatagram(line.bytes, wide);
        QCOMPARE(header.number, line.number);
        QCOMPARE(header.sentAt, Duration(std::chrono::seconds(line.seconds) + std::chrono::microseconds(line.micros)));
        Bytes written(line.bytes.size());
        writeIperfDatagram(written, header, wide);
        QCOMPARE(written, line.bytes);
        ++seen;
      }
    }
  }
  QVERIFY(seen >= 40);
}

void UdpReceiverAccountTest::headersComeBack_data() {
  QTest::addColumn<bool>("wide");
  QTest::addColumn<quint64>("number");
  QTest::newRow("short") << false << quint64{1};
  QTest::newRow("short, the last") << false << quint64{0xffffffff};
  QTest::newRow("wide") << true << quint64{1};
  QTest::newRow("wide, beyond 32 bits") << true << quint64{0x1234567890abcdef};
}

void UdpReceiverAccountTest::headersComeBack() {
  QFETCH(bool, wide);
  QFETCH(quint64, number);
  const IperfDatagram header{std::chrono::seconds(4'000'000'000) + std::chrono::microseconds(999'999), number};
  std::array<std::byte, 16> bytes{};
  writeIperfDatagram(bytes, header, wide);
  QCOMPARE(*readIperfDatagram(bytes, wide), header);
  QVERIFY(!readIperfDatagram(std::span(bytes).first(wide ? 15 : 11), wide));
}

void UdpReceiverAccountTest::aHeaderOfTheOtherFormGivesNoNumbers() {
  UdpReceiverAccount account(false);
  for (std::uint64_t number = 1; number <= 10; ++number)
    account.datagram(datagramOf(number, {}, true), at({}));
  QCOMPARE(account.counts().packets, std::uint64_t{0});
  QCOMPARE(account.counts().lost, std::int64_t{0});
  QCOMPARE(account.counts().outOfOrder, std::uint64_t{10});
  QCOMPARE(account.bytes(), std::uint64_t{10'000});
}

void UdpReceiverAccountTest::forgedNumbersDoNotOverflow() {
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
  constexpr auto kMostLost = std::numeric_limits<std::int64_t>::max();
  UdpReceiverAccount account(true);
  const std::pair<std::uint64_t, std::int64_t> sequence[] = {{std::uint64_t{1} << 62U, (std::int64_t{1} << 62U) - 1},
                                                             {kMost - 1, kMostLost},
                                                             {kMost, kMostLost},
                                                             {5, kMostLost - 1}};
  for (const auto& [number, lost] : sequence) {
    account.datagram(datagramOf(number, std::chrono::seconds(number % 2 == 0 ? 0 : 4'294'967'295), true), at({}));
    QCOMPARE(account.counts().lost, lost);
    QVERIFY(account.counts().jitter >= Duration(0));
  }
  IperfStreamResult result;
  account.fill(result);
  QCOMPARE(result.packets, std::int64_t{kMostLost});
}

/// After 4 billion datagrams, an hour of 64-byte ones: one is lost before the turn, one comes late after it, and one of
/// before the turn comes last.
void UdpReceiverAccountTest::numbersOf32BitsGoRound() {
  UdpReceiverAccount account(false);
  constexpr std::uint64_t kTurn = std::uint64_t{1} << 32U;
  account.datagram(datagramOf(kTurn - 5), at({}));
  account.endOmit();
  for (const std::uint64_t number : {kTurn - 3, kTurn - 1, kTurn, kTurn + 2, kTurn + 1, kTurn + 3, kTurn - 2})
    account.datagram(datagramOf(number), at({}));
  const DatagramCounts counts = account.counts();
  QCOMPARE(counts.packets, std::uint64_t{8});
  QCOMPARE(counts.lost, std::int64_t{1});
  QCOMPARE(counts.outOfOrder, std::uint64_t{2});
}

void UdpReceiverAccountTest::aBatchIsItsDatagrams() {
  UdpReceiverAccount one(false), all(false);
  Bytes train;
  for (const std::uint64_t number : {1, 2, 3, 5, 4, 9}) {
    const Bytes bytes = datagramOf(number, number * milliseconds(3), false, number == 9 ? 500 : kLength);
    train.insert(train.end(), bytes.begin(), bytes.end());
    one.datagram(bytes, at(milliseconds(40)));
  }
  all.batch(train, kLength, at(milliseconds(40)));
  QCOMPARE(all.counts(), one.counts());
  QCOMPARE(all.bytes(), one.bytes());
  QCOMPARE(all.counts().packets, std::uint64_t{9});
  QCOMPARE(all.bytes(), std::uint64_t{5500});
}

/// A request for a stream that comes again has four bytes and is no datagram of the test.
void UdpReceiverAccountTest::shortOnesAreIgnored() {
  UdpReceiverAccount account(false);
  const Bytes bytes = datagramOf(1);
  account.datagram(std::span(bytes).first(4), at({}));
  account.datagram({}, at({}));
  account.batch(std::span(bytes).first(11), kLength, at({}));
  account.batch(bytes, 0, at({}));
  QCOMPARE(account.bytes(), std::uint64_t{0});
  account.datagram(bytes, at({}));
  QCOMPARE(account.counts().packets, std::uint64_t{1});
}

QTEST_APPLESS_MAIN(UdpReceiverAccountTest)
#include "udp_receiver_account_test.moc"
