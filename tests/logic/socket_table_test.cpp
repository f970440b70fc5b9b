#include "core/logic/kernel/listener_health.h"
#include "core/logic/kernel/socket_changes.h"
#include "core/logic/kernel/socket_filter.h"
#include "core/logic/kernel/tcp_counters.h"

#include <QtTest>

#include <cstring>
#include <set>

using namespace synscope;

namespace {

using Bytes = std::vector<std::byte>;

/// What Linux 6.18 on a little-endian machine answered to a dump of IPv4 sockets in SYN_SENT, with INET_DIAG_INFO: a
/// client of a listener whose accept queue is full, after its first SYN was sent again.
constexpr const char* kSynSent =
    "020201019c411f907f0000010000000000000000000000007f000001000000000000000000000000000000002511000000000000"
    "8c030000000000000100000000000000c91b1600050008000000000008000f00000000000c001500010000000000000006001600"
    "520000001c010200020401000000000140420f00000000000c020000580000000100000000000000010000000100000000000000"
    "1cb17300000000001cb173001cb17300ffff0000d7ff00000000000090d00300ffffff7f01000000d7ff00000300000000000000"
    "0000000001000000ffffffffffffffffffffffffffffffff00000000000000000000000000000000020000000000000000000000"
    "ffffffff000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "0000000000000000000000000000000000000000000000000000000000000000d7ff000001000000010001005c00000000000000"
    "00000000000000000000000000000000000000000000000000000000";

/// The same for IPv6 in TIME_WAIT.
constexpr const char* kTimeWait =
    "0a0603009c4a1f910000000000000000000000000000000100000000000000000000000000000001000000000201000000000000"
    "58ea00000000000000000000000000000000000008000f0000000000";

Bytes fromHex(const char* hex) {
  const QByteArray raw = QByteArray::fromHex(hex);
  const auto* data = reinterpret_cast<const std::byte*>(raw.constData());
  return {data, data + raw.size()};
}

IpEndpoint endpoint(std::string_view address, std::uint16_t port) {
  return {*IpAddress::parse(address), port};
}

SocketRow row(TcpState state, const IpEndpoint& local, const IpEndpoint& remote = {}) {
  SocketRow result;
  result.state = state;
  result.local = local;
  result.remote = remote;
  return result;
}

SocketRow listener(std::string_view address, std::uint16_t port, std::uint32_t queue = 0, std::uint32_t backlog = 4) {
  SocketRow result = row(TcpState::kListen, endpoint(address, port), {*IpAddress::parse(address), 0});
  result.receiveQueue = queue;
  result.sendQueue = backlog;
  return result;
}

const IpEndpoint kServer = endpoint("127.0.0.1", 80);

SocketRow client(std::uint16_t port, TcpState state = TcpState::kEstablished) {
  return row(state, endpoint("127.0.0.1", port), kServer);
}

QString statesOf(const Result<SocketStates>& states) {
  if (!states) return QStringLiteral("! ") + QString::fromStdString(states.error().subject);
  QStringList names;
  for (const TcpState state : kTcpStates)
    if (states->contains(state)) names << QString::fromUtf8(name(state).data());
  return names.join(QLatin1Char(' '));
}

constexpr const char* kNetstat =
    "TcpExt: SyncookiesSent SyncookiesRecv SyncookiesFailed ListenOverflows ListenDrops TCPReqQFullDoCookies\n"
    "TcpExt: 52 1 0 750 751 52\n"
    "IpExt: ListenOverflows\nIpExt: 9\n";

}  // namespace

/// The socket table as values: read, chosen, compared and judged.
class SocketTableTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void connectingSocket();
  void timeWaitHasNoOwner();
  void everyTruncationIsRefusedOrShorter();
  void timers_data();
  void timers();
  void udpHasNoTcpStates();
  void dumpAsksForInfo();
  void statesAreRead_data();
  void statesAreRead();
  void stateMaskOfLinux();
  void filter_data();
  void filter();
  void order();
  void changes();
  void sharedPortsAreToldApart();
  void listenersAreJudged_data();
  void listenersAreJudged();
  void halfOpenBelongsToTheNearestListener();
  void countersAreRead();
  void oddCountersAreLeftOut();
  void countersGrow();
};

void SocketTableTest::connectingSocket() {
  const auto read = decodeSocketRow(fromHex(kSynSent));
  QVERIFY(read);
  QCOMPARE(read->state, TcpState::kSynSent);
  QCOMPARE(read->local, endpoint("127.0.0.1", 40'001));
  QCOMPARE(read->remote, endpoint("127.0.0.1", 8080));
  QCOMPARE(read->timer, std::optional(SocketTimer{SocketTimerKind::kRetransmit, 908, 1}));
  QCOMPARE(read->sendQueue, 1U);
  QCOMPARE(read->uid, std::optional<std::uint32_t>(0));
  QCOMPARE(read->inode, 1448905U);
  QCOMPARE(read->cookie, std::uint64_t(0x1125));
  QVERIFY(read->info);
  QCOMPARE(read->info->state, TcpState::kSynSent);
  QCOMPARE(read->info->retransmits, std::optional<std::uint8_t>(1));
  QCOMPARE(read->info->rtoUs, std::optional<std::uint32_t>(1'000'000));
  QCOMPARE(read->info->rttUs, std::nullopt);
  QCOMPARE(read->info->rttVarianceUs, std::nullopt);
  QCOMPARE(read->info->minRttUs, std::nullopt);
  QCOMPARE(read->info->sendSsthresh, std::nullopt);
}

void SocketTableTest::timeWaitHasNoOwner() {
  const auto read = decodeSocketRow(fromHex(kTimeWait));
  QVERIFY(read);
  QCOMPARE(read->state, TcpState::kTimeWait);
  QCOMPARE(read->local, endpoint("::1", 40'010));
  QCOMPARE(read->timer, std::optional(SocketTimer{SocketTimerKind::kTimeWait, 59'992, 0}));
  QCOMPARE(read->uid, std::nullopt);
  QVERIFY(!read->info);
}

void SocketTableTest::everyTruncationIsRefusedOrShorter() {
  const Bytes whole = fromHex(kSynSent);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto read = decodeSocketRow(std::span(whole).first(size));
    QCOMPARE(read.has_value(), size >= 72);
    if (read) QVERIFY(!read->info);
  }
}

void SocketTableTest::timers_data() {
  QTest::addColumn<int>("number");
  QTest::addColumn<QString>("kind");
  const char* const kNames[] = {"", "retransmit", "keepalive", "time-wait", "zero-window-probe", "other"};
  for (int i = 0; i < 6; ++i)
    QTest::addRow("%d", i) << i << QString::fromLatin1(kNames[i]);
  QTest::newRow("255") << 255 << QStringLiteral("other");
}

void SocketTableTest::timers() {
  QFETCH(int, number);
  Bytes bytes = fromHex(kSynSent);
  bytes[2] = std::byte(number);
  const auto read = decodeSocketRow(bytes);
  QVERIFY(read);
  const std::string_view kind = read->timer ? name(read->timer->kind) : std::string_view();
  QTEST(QString::fromUtf8(kind.data(), qsizetype(kind.size())), "kind");
}

void SocketTableTest::udpHasNoTcpStates() {
  SocketRow udp = row(TcpState::kClosed, endpoint("0.0.0.0", 53), endpoint("0.0.0.0", 0));
  udp.protocol = Protocol::kUdp;
  QCOMPARE(stateName(udp), std::string_view("UNCONNECTED"));
  QCOMPARE(endpointText(udp.remote), std::string("0.0.0.0:*"));
  udp.state = TcpState::kEstablished;
  QCOMPARE(stateName(udp), std::string_view("CONNECTED"));
  QCOMPARE(endpointText(endpoint("::", 0)), std::string("[::]:*"));
  const auto read = decodeSocketRow(fromHex(kSynSent), Protocol::kUdp);
  QVERIFY(read && !read->info);
}

void SocketTableTest::dumpAsksForInfo() {
  const Bytes plain = encodeSocketDump(IpFamily::kV4, Protocol::kTcp, 4);
  const Bytes withInfo = encodeSocketDump(IpFamily::kV4, Protocol::kTcp, 4, true);
  QCOMPARE(plain.size(), std::size_t(72));
  QCOMPARE(plain[18], std::byte{0});
  QCOMPARE(withInfo[18], std::byte{2});
}

void SocketTableTest::statesAreRead_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("states");
  const auto add = [](const char* text, const char* states) { QTest::newRow(text) << text << states; };
  add("LISTEN", "LISTEN");
  add("listening", "LISTEN");
  add("SYN-RECEIVED", "SYN_RECV");
  add("syn-recv,syn_rcvd;SYN_RECV", "SYN_RECV");
  add("estab", "ESTABLISHED");
  add("FIN-WAIT-1 FIN_WAIT2", "FIN_WAIT_1 FIN_WAIT_2");
  add("unconn", "CLOSED");
  add(",TIME_WAIT,,close-wait,", "CLOSE_WAIT TIME_WAIT");
  add("bucket", "SYN_RECV TIME_WAIT");
  add("connected", "SYN_SENT SYN_RECV ESTABLISHED FIN_WAIT_1 FIN_WAIT_2 CLOSE_WAIT CLOSING LAST_ACK TIME_WAIT");
  add("synchronized", "SYN_RECV ESTABLISHED FIN_WAIT_1 FIN_WAIT_2 CLOSE_WAIT CLOSING LAST_ACK TIME_WAIT");
  add("all",
      "LISTEN SYN_SENT SYN_RECV ESTABLISHED FIN_WAIT_1 FIN_WAIT_2 CLOSE_WAIT CLOSING LAST_ACK TIME_WAIT CLOSED "
      "UNKNOWN");
  add("LISTEN,OPEN", "! OPEN");
  add("", "! ");
  add(" , ", "! ");
  add("UNKNOWN", "! UNKNOWN");
}

void SocketTableTest::statesAreRead() {
  QFETCH(QString, text);
  QTEST(statesOf(parseStates(text.toStdString())), "states");
}

void SocketTableTest::stateMaskOfLinux() {
  QCOMPARE(linuxStateMask(SocketStates::of(TcpState::kListen)), kStatesListen);
  QCOMPARE(linuxStateMask(SocketStates::of(TcpState::kSynReceived)), 1U << 3 | 1U << 12);
  QCOMPARE(linuxStateMask(SocketStates::of(TcpState::kClosed)), kStatesUnconnected | 1U << 13);
  QCOMPARE(linuxStateMask(SocketStates::all()), 0x3ffeU);
  QCOMPARE(linuxStateMask(SocketStates()), 0U);
}

void SocketTableTest::filter_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<int>("port");
  QTest::addColumn<QString>("states");
  QTest::addColumn<bool>("matches");
  const auto add = [](const char* text, int port, const char* states, bool matches) {
    QTest::addRow("%s %d %s", text, port, states) << text << port << states << matches;
  };
  add("", 0, "all", true);
  add("", 40'000, "all", true);
  add("", 80, "all", true);
  add("", 8, "all", false);
  add("", 80, "listen", false);
  add("127.0.0.1:400", 0, "estab", true);
  add("NGINX", 0, "all", true);
  add("ngin", 81, "all", false);
  add("4711", 0, "all", true);
  add("471", 0, "all", false);
  add("apache", 0, "all", false);
}

void SocketTableTest::filter() {
  QFETCH(QString, text);
  QFETCH(int, port);
  QFETCH(QString, states);
  SocketRow shown = client(40'000);
  shown.process = SocketProcess{4711, "nginx"};
  SocketFilter wanted;
  wanted.text = text.toStdString();
  wanted.states = *parseStates(states.toStdString());
  if (port != 0) wanted.port = static_cast<std::uint16_t>(port);
  QTEST(wanted.matches(shown), "matches");
  wanted.protocol = Protocol::kUdp;
  QVERIFY(!wanted.matches(shown));
  wanted.protocol.reset();
  wanted.family = IpFamily::kV6;
  QVERIFY(!wanted.matches(shown));
}

void SocketTableTest::order() {
  SocketRow udp = row(TcpState::kClosed, endpoint("0.0.0.0", 1));
  udp.protocol = Protocol::kUdp;
  std::vector<SocketRow> rows{udp, client(5), client(3), listener("127.0.0.1", 90), listener("127.0.0.1", 80)};
  std::ranges::sort(rows, standsBefore);
  std::vector<int> ports;
  for (const SocketRow& each : rows)
    ports.push_back(each.local.port);
  QCOMPARE(ports, (std::vector<int>{80, 90, 3, 5, 1}));
}

void SocketTableTest::changes() {
  const std::vector<SocketRow> before{client(1), client(2), client(3)};
  std::vector<SocketRow> after{client(4), client(3, TcpState::kTimeWait), client(1)};
  after[1].cookie = 77;
  after[2].timer = SocketTimer{SocketTimerKind::kKeepAlive, 5000, 0};
  const SocketChanges found = socketChanges(before, after);
  QCOMPARE(found.added, std::vector<std::size_t>{0});
  QCOMPARE(found.changed, (std::vector<ChangedSocket>{{2, 1}, {0, 2}}));
  QCOMPARE(found.gone, std::vector<std::size_t>{1});

  std::vector<SocketRow> later = after;
  later[2].timer->expiresMs = 4000;
  QCOMPARE(socketChanges(after, later), SocketChanges());
  later[2].timer->retransmits = 1;
  QCOMPARE(socketChanges(after, later).changed, (std::vector<ChangedSocket>{{2, 2}}));
  QCOMPARE(socketChanges({}, {}), SocketChanges());
}

void SocketTableTest::sharedPortsAreToldApart() {
  std::vector<SocketRow> workers{listener("0.0.0.0", 80), listener("0.0.0.0", 80), listener("0.0.0.0", 80)};
  for (std::size_t i = 0; i < workers.size(); ++i)
    workers[i].cookie = i + 1;
  const std::vector<SocketRow> after{workers[0], workers[2]};
  QCOMPARE(socketChanges(workers, after).gone, std::vector<std::size_t>{1});
  QVERIFY(socketChanges(workers, after).changed.empty());
}

void SocketTableTest::listenersAreJudged_data() {
  QTest::addColumn<quint32>("queue");
  QTest::addColumn<quint32>("backlog");
  QTest::addColumn<QString>("level");
  const auto add = [](quint32 queue, quint32 backlog, const char* level) {
    QTest::addRow("%u of %u", queue, backlog) << queue << backlog << level;
  };
  add(0, 0, "healthy");
  add(1, 0, "full");
  add(0, 4096, "healthy");
  add(1, 4, "healthy");
  add(2, 4, "filling");
  add(4, 4, "filling");
  add(5, 4, "full");
  add(0xffff'ffff, 0xffff'fffe, "full");
  add(0, 0xffff'ffff, "healthy");
}

void SocketTableTest::listenersAreJudged() {
  QFETCH(quint32, queue);
  QFETCH(quint32, backlog);
  std::vector<SocketRow> rows{listener("127.0.0.1", 80, queue, backlog), client(1)};
  judgeListeners(rows);
  QVERIFY(rows[0].listener && !rows[1].listener);
  QCOMPARE(rows[0].listener->acceptQueue, queue);
  QCOMPARE(rows[0].listener->backlog, backlog);
  QTEST(QString::fromUtf8(name(rows[0].listener->level).data()), "level");
}

void SocketTableTest::halfOpenBelongsToTheNearestListener() {
  const IpEndpoint peer = endpoint("127.0.0.1", 9);
  SocketRow dual = listener("::", 81);
  dual.v6Only = false;
  std::vector<SocketRow> rows{listener("0.0.0.0", 80),
                              listener("127.0.0.1", 80),
                              dual,
                              row(TcpState::kSynReceived, kServer, peer),
                              row(TcpState::kSynReceived, endpoint("127.0.0.2", 80), peer),
                              row(TcpState::kSynReceived, endpoint("127.0.0.1", 81), peer),
                              row(TcpState::kSynReceived, endpoint("127.0.0.1", 82), peer)};
  judgeListeners(rows);
  for (std::size_t i = 0; i < 3; ++i)
    QCOMPARE(rows[i].listener->halfOpen, std::size_t(1));
}

void SocketTableTest::countersAreRead() {
  const TcpCounters counters = parseTcpCounters(kNetstat);
  QCOMPARE(counters.syncookiesSent, std::optional<std::uint64_t>(52));
  QCOMPARE(counters.syncookiesReceived, std::optional<std::uint64_t>(1));
  QCOMPARE(counters.syncookiesFailed, std::optional<std::uint64_t>(0));
  QCOMPARE(counters.listenOverflows, std::optional<std::uint64_t>(750));
  QCOMPARE(counters.listenDrops, std::optional<std::uint64_t>(751));
  QCOMPARE(counters.requestQueueFullCookies, std::optional<std::uint64_t>(52));
  QCOMPARE(counters.requestQueueFullDrops, std::nullopt);
}

void SocketTableTest::oddCountersAreLeftOut() {
  QCOMPARE(parseTcpCounters(""), TcpCounters());
  QCOMPARE(parseTcpCounters("TcpExt: ListenOverflows"), TcpCounters());
  QCOMPARE(parseTcpCounters("TcpExt: ListenOverflows\nTcpExt:\n"), TcpCounters());
  QCOMPARE(parseTcpCounters("TcpExt: ListenOverflows\nTcpExt: -1\n"), TcpCounters());
  QCOMPARE(parseTcpCounters("TcpExt: ListenOverflows\nTcpExt: 99999999999999999999\n"), TcpCounters());
  const TcpCounters cut = parseTcpCounters("TcpExt: ListenOverflows ListenDrops\nTcpExt: 7");
  QCOMPARE(cut.listenOverflows, std::optional<std::uint64_t>(7));
  QCOMPARE(cut.listenDrops, std::nullopt);
}

void SocketTableTest::countersGrow() {
  const TcpCounters before = parseTcpCounters(kNetstat);
  TcpCounters after = before;
  after.listenOverflows = 760;
  after.listenDrops = 1;
  const TcpCounters grown = growth(before, after);
  QCOMPARE(grown.listenOverflows, std::optional<std::uint64_t>(10));
  QCOMPARE(grown.listenDrops, std::nullopt);
  QCOMPARE(grown.syncookiesSent, std::optional<std::uint64_t>(0));
  QCOMPARE(grown.requestQueueFullDrops, std::nullopt);
}

QTEST_GUILESS_MAIN(SocketTableTest)
#include "socket_table_test.moc"
