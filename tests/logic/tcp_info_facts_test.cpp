#include "core/logic/kernel/tcp_info_facts.h"

#include <QTest>

#include <set>

using namespace synscope;

Q_DECLARE_METATYPE(TcpInfoFact)

/// Live numbers: only what the system reports, and readable.
class TcpInfoFactsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void onlyWhatIsReported();
  void aListenerHasNone();
  void everyKeyOnce();
  void texts_data();
  void texts();
};

void TcpInfoFactsTest::onlyWhatIsReported() {
  QVERIFY(tcpInfoFacts({}).empty());
  TcpInfo info;
  info.rttUs = 10'134U;
  info.totalRetransmits = 0U;
  info.selectiveAck = false;
  info.pacingRate = ~std::uint64_t{0};  // no limit
  const std::vector<TcpInfoFact> expected = {{"tcp-info.rtt", TcpInfoUnit::kMicroseconds, 10'134},
                                             {"tcp-info.sack", TcpInfoUnit::kFlag, 0},
                                             {"tcp-info.total-retransmits", TcpInfoUnit::kSegments, 0}};
  QCOMPARE(tcpInfoFacts(info), expected);
}

void TcpInfoFactsTest::aListenerHasNone() {
  TcpInfo info;
  info.state = TcpState::kListen;
  info.unacked = 3U;
  QVERIFY(tcpInfoFacts(info).empty());
}

void TcpInfoFactsTest::everyKeyOnce() {
  const std::set<std::string_view> keys(tcpInfoKeys().begin(), tcpInfoKeys().end());
  QCOMPARE(keys.size(), tcpInfoKeys().size());
  for (const std::string_view key : keys)
    QVERIFY(key.starts_with("tcp-info."));
}

void TcpInfoFactsTest::texts_data() {
  using U = TcpInfoUnit;
  QTest::addColumn<TcpInfoFact>("fact");
  QTest::addColumn<std::string>("text");
  const auto row = [](U unit, std::uint64_t value, const char* text) {
    QTest::newRow(text) << TcpInfoFact{"tcp-info.x", unit, value} << std::string(text);
  };
  row(U::kMicroseconds, 29, "0.029 ms");
  row(U::kMicroseconds, 1'023'427, "1023.427 ms");
  row(U::kMilliseconds, 250, "250 ms");
  row(U::kBytes, 1448, "1448 B");
  row(U::kBytesPerSecond, 999, "999 B/s");
  row(U::kBytesPerSecond, 12'345'678, "12.3 MB/s");
  row(U::kBytesPerSecond, 5'200'000'000, "5.20 GB/s");
  row(U::kSegments, 10, "10");
  row(U::kFlag, 1, "yes");
  row(U::kCongestionState, 3, "recovery");
  row(U::kCongestionState, 9, "9");
}

void TcpInfoFactsTest::texts() {
  QFETCH(TcpInfoFact, fact);
  QFETCH(std::string, text);
  QCOMPARE(textOf(fact), text);
}

QTEST_APPLESS_MAIN(TcpInfoFactsTest)
#include "tcp_info_facts_test.moc"
