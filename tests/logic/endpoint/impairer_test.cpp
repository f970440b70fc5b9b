#include "core/logic/endpoint/datagram_impairer.h"
#include "core/logic/endpoint/stream_impairer.h"

#include <QTest>

#include <set>

using namespace synscope;
using std::chrono::milliseconds;

namespace {

constexpr TimePoint kStart{std::chrono::seconds(1000)};

std::span<const std::byte> bytes(const std::string& text) {
  return std::as_bytes(std::span(text));
}

/// Everything that comes out, as "ms:text" in order; "FIN" and "RST" for the ends.
QString drain(Impairer& impairer, TimePoint until = kStart + std::chrono::hours(1)) {
  QStringList out;
  for (auto due = impairer.nextDeadline(); due && *due <= until; due = impairer.nextDeadline()) {
    const auto piece = impairer.pull(*due);
    if (!piece) return QStringLiteral("a deadline without a piece");
    QString what =
        QString::fromUtf8(reinterpret_cast<const char*>(piece->bytes.data()), qsizetype(piece->bytes.size()));
    if (piece->what == ImpairedPiece::What::kFin) what = QStringLiteral("FIN");
    if (piece->what == ImpairedPiece::What::kReset) what = QStringLiteral("RST");
    out << QStringLiteral("%1:%2").arg(toMs(*due - kStart)).arg(what);
  }
  return out.join(u' ');
}

}  // namespace

class ImpairerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void stream_data();
  void stream();
  void streamJitterKeepsOrder();
  void streamRateIsExact();
  void streamKeepsEveryByte();
  void datagramFates_data();
  void datagramFates();
  void datagramTimes();
  void datagramRatesAreMet();
  void datagramsOvertakeWithoutDelay();
  void datagramsAreBounded();
};

/// "abcdef" at 0 ms, "gh" at 10 ms, FIN at 10 ms.
void ImpairerTest::stream_data() {
  QTest::addColumn<ImpairmentSettings>("settings");
  QTest::addColumn<QString>("comesOut");
  const auto row = [](const char* name, const ImpairmentSettings& settings, const char* comesOut) {
    QTest::newRow(name) << settings << QString::fromLatin1(comesOut);
  };
  row("nothing", {}, "0:abcdef 10:gh 10:FIN");
  row("delay", {.delay = milliseconds(30)}, "30:abcdef 40:gh 40:FIN");
  row("rate", {.bytesPerSecond = 200}, "10:ab 20:cd 30:ef 40:gh 40:FIN");
  row("rate below one byte a slice", {.bytesPerSecond = 50}, "20:a 40:b 60:c 80:d 100:e 120:f 140:g 160:h 160:FIN");
  row("rate 0", {.bytesPerSecond = 0}, "");
  row("rate and delay", {.delay = milliseconds(5), .bytesPerSecond = 400}, "15:abcd 20:ef 25:gh 25:FIN");
  row("stall", {.stallAfterBytes = 4, .stallFor = milliseconds(25)}, "0:abcd 25:ef 25:gh 25:FIN");
  row("stall at once", {.stallAfterBytes = 0, .stallFor = milliseconds(25)}, "25:abcdef 25:gh 25:FIN");
  row("stall for ever", {.stallAfterBytes = 6}, "0:abcdef");
  row("half-close", {.halfCloseAfterBytes = 5}, "0:abcde 0:FIN");
  row("half-close between two pieces", {.halfCloseAfterBytes = 6}, "0:abcdef 0:FIN");
  row("half-close later than the end", {.halfCloseAfterBytes = 9}, "0:abcdef 10:gh 10:FIN");
  row("reset", {.resetAfterBytes = 1}, "0:a 0:RST");
  row("stall, then reset", {.stallAfterBytes = 2, .stallFor = milliseconds(5), .resetAfterBytes = 2}, "0:ab 5:RST");
  row("stall for ever before a reset", {.stallAfterBytes = 2, .resetAfterBytes = 2}, "0:ab");
}

void ImpairerTest::stream() {
  QFETCH(ImpairmentSettings, settings);
  StreamImpairer impairer(settings, 1);
  impairer.push(bytes("abcdef"), kStart);
  impairer.push(bytes("gh"), kStart + milliseconds(10));
  impairer.finish(kStart + milliseconds(10));
  QTEST(drain(impairer), "comesOut");
}

void ImpairerTest::streamJitterKeepsOrder() {
  const auto run = [](std::uint64_t seed) {
    StreamImpairer impairer({.delay = milliseconds(10), .jitter = milliseconds(5)}, seed);
    for (int i = 0; i < 200; ++i)
      impairer.push(bytes(std::string(1, char('a' + i % 26))), kStart + milliseconds(i));
    return drain(impairer);
  };
  QString order, times;
  double previous = 0, most = 0, least = 1000;
  const QStringList pieces = run(7).split(u' ');
  for (int i = 0; i < pieces.size(); ++i) {
    const double at = pieces[i].section(u':', 0, 0).toDouble();
    QVERIFY(at >= previous);
    previous = at;
    most = std::max(most, at - i);
    least = std::min(least, at - i);
    order += pieces[i].section(u':', 1);
  }
  QCOMPARE(order.size(), 200);
  for (int i = 0; i < order.size(); ++i)
    QCOMPARE(order[i], QChar(u'a' + i % 26));
  QVERIFY2(least >= 10 && most <= 15 && most - least > 4, qPrintable(QString::number(most - least)));
  QCOMPARE(run(7), run(7));
  QVERIFY(run(7) != run(8));
}

void ImpairerTest::streamRateIsExact() {
  StreamImpairer impairer({.bytesPerSecond = 1'000'003}, 1);
  impairer.push(std::vector(3'000'009, std::byte{1}), kStart);
  TimePoint last{};
  std::size_t size = 0, biggest = 0;
  while (const auto due = impairer.nextDeadline()) {
    const auto piece = impairer.pull(last = *due);
    size += piece->bytes.size();
    biggest = std::max(biggest, piece->bytes.size());
  }
  QCOMPARE(size, std::size_t{3'000'009});
  QCOMPARE(biggest, std::size_t{10'000});
  QVERIFY(std::abs(toMs(last - kStart) - 3000) < 0.01);
}

void ImpairerTest::streamKeepsEveryByte() {
  StreamImpairer impairer({.delay = milliseconds(3),
                           .jitter = milliseconds(9),
                           .bytesPerSecond = 77'777,
                           .stallAfterBytes = 12'345,
                           .stallFor = milliseconds(40)},
                          3);
  std::vector<std::byte> in, out;
  for (int i = 0; i < 100; ++i) {
    const std::vector<std::byte> piece(static_cast<std::size_t>(i * 7), std::byte(i));
    in.insert(in.end(), piece.begin(), piece.end());
    impairer.push(piece, kStart + milliseconds(i));
  }
  QCOMPARE(impairer.held(), in.size());
  while (const auto due = impairer.nextDeadline()) {
    const auto piece = impairer.pull(*due);
    out.insert(out.end(), piece->bytes.begin(), piece->bytes.end());
  }
  QVERIFY(in == out);
  QCOMPARE(impairer.held(), std::size_t{0});
}

/// Ten datagrams "0" to "9", one each millisecond.
void ImpairerTest::datagramFates_data() {
  QTest::addColumn<ImpairmentSettings>("settings");
  QTest::addColumn<QString>("comesOut");
  const auto row = [](const char* name, const ImpairmentSettings& settings, const char* comesOut) {
    QTest::newRow(name) << settings << QString::fromLatin1(comesOut);
  };
  row("nothing", {}, "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7 8:8 9:9");
  row("everything lost", {.lossPercent = 100}, "");
  row("everything twice", {.duplicatePercent = 100},
      "0:0 0:0 1:1 1:1 2:2 2:2 3:3 3:3 4:4 4:4 5:5 5:5 6:6 6:6 7:7 7:7 8:8 8:8 9:9 9:9");
  row("delay", {.delay = milliseconds(5)}, "5:0 6:1 7:2 8:3 9:4 10:5 11:6 12:7 13:8 14:9");
  row("rate", {.bytesPerSecond = 500}, "2:0 4:1 6:2 8:3 10:4 12:5 14:6 16:7 18:8 20:9");
  row("loss by seed", {.lossPercent = 30}, "0:0 2:2 3:3 5:5 7:7 8:8");
  row("reordering by seed", {.delay = milliseconds(5), .reorderPercent = 30},
      "0:0 1:1 2:2 4:4 8:3 10:5 11:6 12:7 13:8 14:9");
  row("swaps by seed", {.reorderPercent = 30}, "1:1 1:0 3:3 3:2 5:5 5:4 6:6 7:7 8:8 9:9");
  row("jitter by seed", {.jitter = milliseconds(3)},
      "0.607811:0 3.30792:1 3.70294:2 3.77081:3 6.40437:4 7.20373:5 7.867:7 8.18053:6 10.7086:8 11.1207:9");
}

void ImpairerTest::datagramFates() {
  QFETCH(ImpairmentSettings, settings);
  DatagramImpairer impairer(settings, 42);
  QStringList out;
  for (int i = 0; i < 10; ++i) {
    out << drain(impairer, kStart + milliseconds(i) - Duration(1));
    impairer.push(bytes(std::to_string(i)), kStart + milliseconds(i));
  }
  out << drain(impairer);
  out.removeAll(QString());
  QTEST(out.join(u' '), "comesOut");
}

void ImpairerTest::datagramTimes() {
  DatagramImpairer impairer({.delay = milliseconds(10), .jitter = milliseconds(5)}, 9);
  double least = 1000, most = 0;
  for (int i = 0; i < 500; ++i) {
    impairer.push(bytes("x"), kStart);
    const double at = toMs(*impairer.nextDeadline() - kStart);
    impairer.pull(kStart + milliseconds(15));
    least = std::min(least, at);
    most = std::max(most, at);
  }
  QVERIFY2(least >= 10 && least < 10.1 && most <= 15 && most > 14.9, qPrintable(QString::number(most)));
}

void ImpairerTest::datagramRatesAreMet() {
  DatagramImpairer impairer({.lossPercent = 10, .duplicatePercent = 5, .seed = 3}, 3);
  int out = 0;
  for (int i = 0; i < 100'000; ++i) {
    impairer.push(bytes("x"), kStart);
    while (impairer.pull(kStart))
      ++out;
  }
  const auto counters = impairer.counters();
  QCOMPARE(out, 100'000 - int(counters.lost) + int(counters.duplicated));
  QVERIFY2(counters.lost > 9'700 && counters.lost < 10'300, qPrintable(QString::number(counters.lost)));
  QVERIFY2(counters.duplicated > 4'300 && counters.duplicated < 4'700,
           qPrintable(QString::number(counters.duplicated)));
}

void ImpairerTest::datagramsOvertakeWithoutDelay() {
  DatagramImpairer impairer({.reorderPercent = 100}, 1);
  impairer.push(bytes("1"), kStart);
  QCOMPARE(drain(impairer, kStart + milliseconds(99)), QString());
  impairer.push(bytes("2"), kStart + milliseconds(20));
  impairer.push(bytes("3"), kStart + milliseconds(30));
  QCOMPARE(drain(impairer), QStringLiteral("20:2 20:1 130:3"));
}

void ImpairerTest::datagramsAreBounded() {
  DatagramImpairer small({.delay = milliseconds(1)}, 1), big({.delay = milliseconds(1)}, 1);
  for (int i = 0; i < 20'000; ++i) {
    small.push(bytes("x"), kStart);
    big.push(std::vector(1000, std::byte{0}), kStart);
  }
  QCOMPARE(small.held(), DatagramImpairer::kMostDatagrams);
  QCOMPARE(small.counters().overflowed, 20'000 - DatagramImpairer::kMostDatagrams);
  QCOMPARE(big.held(), DatagramImpairer::kMostBytes / 1000 * 1000);
}

QTEST_APPLESS_MAIN(ImpairerTest)
#include "impairer_test.moc"
