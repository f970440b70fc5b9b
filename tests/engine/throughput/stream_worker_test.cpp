#include "core/engine/throughput/stream_worker.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/native_address_posix.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/data_socket.h"
#include "core/engine/throughput/stream_payload.h"

#include <QTest>

#include <sys/socket.h>

#include <atomic>

using namespace synscope;

namespace {

struct Pair {
  UniqueFd near, far;
};

const IpEndpoint kAnyLoopbackPort{IpAddress::v4({127, 0, 0, 1}), 0};

UniqueFd bound(int type) {
  UniqueFd fd(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
  const auto address = toNative(kAnyLoopbackPort);
  if (::bind(static_cast<int>(fd.get()), address->get(), address->length) != 0) fd.reset();
  return fd;
}

bool join(qintptr fd, qintptr to) {
  const auto address = toNative(*localEndpoint(to));
  return ::connect(static_cast<int>(fd), address->get(), address->length) == 0;
}

Pair tcpPair() {
  UniqueFd listener = bound(SOCK_STREAM);
  ::listen(static_cast<int>(listener.get()), 1);
  Pair pair;
  pair.near.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  join(pair.near.get(), listener.get());
  pair.far.reset(::accept(static_cast<int>(listener.get()), nullptr, nullptr));
  return pair;
}

Pair udpPair() {
  Pair pair{bound(SOCK_DGRAM), bound(SOCK_DGRAM)};
  ThroughputSettings settings;
  settings.protocol = Protocol::kUdp;
  for (const qintptr fd : {pair.near.get(), pair.far.get()})
    applyDataOptions(fd, IpFamily::kV4, settings);
  join(pair.near.get(), pair.far.get());
  join(pair.far.get(), pair.near.get());
  return pair;
}

StreamTask task(Protocol protocol, bool sender, std::uint32_t block) {
  StreamTask task;
  task.protocol = protocol;
  task.sender = sender;
  task.blockLength = task.writeLength = block;
  task.payload = streamPayload(block, false);
  return task;
}

}  // namespace

class StreamWorkerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tcpMovesExactlyItsBudget_data();
  void tcpMovesExactlyItsBudget();
  void udpMovesExactlyItsBudget_data();
  void udpMovesExactlyItsBudget();
  void aRateIsKept_data();
  void aRateIsKept();
  void stopsWithinMilliseconds_data();
  void stopsWithinMilliseconds();
  void aPeerThatClosesEndsIt();
  void aBudgetIsNeverExceeded();
};

void StreamWorkerTest::tcpMovesExactlyItsBudget_data() {
  QTest::addColumn<quint32>("block");
  QTest::addColumn<quint64>("bytes");
  QTest::newRow("one block") << 131072U << quint64{131072};
  QTest::newRow("not a multiple of the block") << 131072U << quint64{10'000'001};
  QTest::newRow("one byte at a time") << 1U << quint64{100};
  QTest::newRow("largest block") << 1048576U << quint64{50'000'000};
}

void StreamWorkerTest::tcpMovesExactlyItsBudget() {
  QFETCH(quint32, block);
  QFETCH(quint64, bytes);
  Pair pair = tcpPair();
  StreamTask sending = task(Protocol::kTcp, true, block), receiving = task(Protocol::kTcp, false, block);
  sending.budget = std::make_shared<TransferBudget>(bytes);
  receiving.budget = std::make_shared<TransferBudget>(bytes);
  const auto sender = makeStreamWorker(std::move(pair.near), sending);
  const auto receiver = makeStreamWorker(std::move(pair.far), receiving);
  std::atomic<int> over = 0;
  receiver->start([&] { ++over; });
  sender->start([&] { ++over; });
  QTRY_COMPARE(over.load(), 2);
  QCOMPARE(sender->counts().bytes, bytes);
  QCOMPARE(receiver->counts().bytes, bytes);
  QVERIFY(!sender->working());
  QVERIFY(receiver->working());
  receiver->askToDrain();
  receiver->join();
  QCOMPARE(receiver->counts().bytes, bytes);
  QVERIFY(sender->info() && sender->info()->rttUs);
}

void StreamWorkerTest::udpMovesExactlyItsBudget_data() {
  QTest::addColumn<quint32>("length");
  QTest::addColumn<bool>("counters64");
  QTest::newRow("smallest") << 16U << false;
  QTest::newRow("smallest, 64 bits") << 16U << true;
  QTest::newRow("many in a train") << 64U << false;
  QTest::newRow("usual") << 1448U << true;
  QTest::newRow("two in a train") << 32000U << false;
  QTest::newRow("largest") << 65507U << false;
}

void StreamWorkerTest::udpMovesExactlyItsBudget() {
  QFETCH(quint32, length);
  QFETCH(bool, counters64);
  constexpr quint64 kDatagrams = 1000;
  Pair pair = udpPair();
  StreamTask sending = task(Protocol::kUdp, true, length), receiving = task(Protocol::kUdp, false, length);
  sending.budget = std::make_shared<TransferBudget>(kDatagrams);
  sending.bitsPerSecond = quint64{length} * 8 * 10'000;
  sending.counters64 = receiving.counters64 = counters64;
  const auto sender = makeStreamWorker(std::move(pair.near), sending);
  const auto receiver = makeStreamWorker(std::move(pair.far), receiving);
  std::atomic<bool> over = false;
  receiver->start({});
  sender->start([&] { over = true; });
  QTRY_VERIFY(over);
  receiver->askToDrain();
  receiver->join();
  const StreamCounts sent = sender->counts(), received = receiver->counts();
  QCOMPARE(sent.packets, kDatagrams);
  QCOMPARE(sent.bytes, kDatagrams * length);
  QCOMPARE(received.packets, kDatagrams);
  QCOMPARE(received.bytes, (kDatagrams - static_cast<quint64>(received.lost)) * length);
  QCOMPARE(received.outOfOrder, quint64{0});
  QCOMPARE(receiver->bufferDrops().value_or(0), static_cast<quint64>(received.lost));
}

void StreamWorkerTest::aRateIsKept_data() {
  QTest::addColumn<Protocol>("protocol");
  QTest::addColumn<quint32>("block");
  QTest::addColumn<quint64>("bitsPerSecond");
  QTest::newRow("tcp 8M") << Protocol::kTcp << 131072U << quint64{8'000'000};
  QTest::newRow("tcp 400M") << Protocol::kTcp << 1048576U << quint64{400'000'000};
  QTest::newRow("udp 1M") << Protocol::kUdp << 1000U << quint64{1'000'000};
  QTest::newRow("udp 80M") << Protocol::kUdp << 1000U << quint64{80'000'000};
}

void StreamWorkerTest::aRateIsKept() {
  QFETCH(Protocol, protocol);
  QFETCH(quint32, block);
  QFETCH(quint64, bitsPerSecond);
  Pair pair = protocol == Protocol::kTcp ? tcpPair() : udpPair();
  StreamTask sending = task(protocol, true, block);
  sending.bitsPerSecond = bitsPerSecond;
  const quint64 units = bitsPerSecond / 8 / (protocol == Protocol::kTcp ? 1 : block) / 2;
  sending.budget = std::make_shared<TransferBudget>(units);
  const auto receiver = makeStreamWorker(std::move(pair.far), task(protocol, false, block));
  const auto sender = makeStreamWorker(std::move(pair.near), sending);
  std::atomic<bool> over = false;
  receiver->start({});
  const TimePoint from = monotonicNow();
  sender->start([&] { over = true; });
  QTRY_VERIFY(over);
  const double ms = toMs(sender->counts().lastData - from);
  QVERIFY2(ms > 480 && ms < 560, qPrintable(QString::number(ms)));
}

void StreamWorkerTest::stopsWithinMilliseconds_data() {
  QTest::addColumn<Protocol>("protocol");
  QTest::addColumn<bool>("sender");
  QTest::addColumn<quint64>("bitsPerSecond");
  QTest::newRow("sender to a peer that does not read") << Protocol::kTcp << true << quint64{0};
  QTest::newRow("receiver of silence") << Protocol::kTcp << false << quint64{0};
  QTest::newRow("sender that rests") << Protocol::kTcp << true << quint64{1};
  QTest::newRow("datagrams that rest") << Protocol::kUdp << true << quint64{1};
  QTest::newRow("datagrams") << Protocol::kUdp << true << quint64{0};
  QTest::newRow("receiver of no datagrams") << Protocol::kUdp << false << quint64{0};
}

void StreamWorkerTest::stopsWithinMilliseconds() {
  QFETCH(Protocol, protocol);
  QFETCH(bool, sender);
  QFETCH(quint64, bitsPerSecond);
  Pair pair = protocol == Protocol::kTcp ? tcpPair() : udpPair();
  StreamTask mine = task(protocol, sender, 1400);
  mine.bitsPerSecond = bitsPerSecond;
  const auto worker = makeStreamWorker(std::move(pair.near), mine);
  worker->start([] { QFAIL("a stop is not told"); });
  if (sender) QTRY_VERIFY(worker->counts().bytes > 0);
  const TimePoint from = monotonicNow();
  worker->askToStop();
  worker->join();
  const double ms = toMs(monotonicNow() - from);
  QVERIFY2(ms < 50, qPrintable(QString::number(ms)));
}

void StreamWorkerTest::aPeerThatClosesEndsIt() {
  Pair pair = tcpPair();
  const auto sender = makeStreamWorker(std::move(pair.near), task(Protocol::kTcp, true, 131072));
  std::atomic<bool> over = false;
  pair.far.reset();
  sender->start([&] { over = true; });
  QTRY_VERIFY(over);
  QVERIFY(!sender->working());
  QVERIFY(sender->osCode() == EPIPE || sender->osCode() == ECONNRESET);
}

void StreamWorkerTest::aBudgetIsNeverExceeded() {
  TransferBudget budget(10);
  QCOMPARE(budget.take(7), quint64{7});
  QCOMPARE(budget.take(7), quint64{3});
  QVERIFY(budget.spent());
  QCOMPARE(budget.take(7), quint64{0});
  budget.giveBack(2);
  QVERIFY(!budget.spent());
  QCOMPARE(budget.take(7), quint64{2});
  TransferBudget later(5, false);
  QCOMPARE(later.take(7), quint64{7});
  QVERIFY(!later.spent());
  later.arm();
  QCOMPARE(later.take(7), quint64{5});
}

QTEST_GUILESS_MAIN(StreamWorkerTest)
#include "stream_worker_test.moc"
