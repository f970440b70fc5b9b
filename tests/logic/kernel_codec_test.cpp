#include "core/logic/kernel/netlink.h"
#include "core/logic/kernel/route_codec.h"
#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/tcp_info.h"

#include <QtTest>

#include <array>
#include <cstring>
#include <random>

using namespace synscope;

namespace {

using Bytes = std::vector<std::byte>;

/// A message as the kernel would write it, in host byte order.
class Writer {
 public:
  template <typename T>
  Writer& put(T value) {
    const auto* raw = reinterpret_cast<const std::byte*>(&value);
    m_bytes.insert(m_bytes.end(), raw, raw + sizeof value);
    return *this;
  }
  Writer& octets(std::initializer_list<int> values) {
    for (const int value : values)
      m_bytes.push_back(static_cast<std::byte>(value));
    return *this;
  }
  Writer& attribute(std::uint16_t type, const Bytes& payload) {
    put(static_cast<std::uint16_t>(4 + payload.size())).put(type);
    m_bytes.insert(m_bytes.end(), payload.begin(), payload.end());
    m_bytes.resize((m_bytes.size() + 3) & ~std::size_t{3});
    return *this;
  }
  const Bytes& bytes() const { return m_bytes; }

 private:
  Bytes m_bytes;
};

Bytes word(std::uint32_t value) {
  return Writer().put(value).bytes();
}

template <typename T>
void poke(Bytes& bytes, std::size_t offset, T value) {
  std::memcpy(bytes.data() + offset, &value, sizeof value);
}

/// struct tcp_info of Linux 6.18 right after a handshake.
Bytes establishedInfo() {
  Bytes bytes(280);
  poke<std::uint8_t>(bytes, 0, 1);
  poke<std::uint8_t>(bytes, 5, 0x07);
  poke<std::uint8_t>(bytes, 6, 0xa7);
  poke<std::uint32_t>(bytes, 16, 1448);
  poke<std::uint32_t>(bytes, 60, 1500);
  poke<std::uint32_t>(bytes, 68, 10'134);
  poke<std::uint32_t>(bytes, 84, 1460);
  poke<std::uint32_t>(bytes, 100, 2);
  poke<std::uint64_t>(bytes, 160, 5'000'000'000);
  poke<std::uint32_t>(bytes, 228, 65'535);
  poke<std::uint32_t>(bytes, 232, 64'240);
  return bytes;
}

Bytes randomBytes(std::mt19937& random, std::size_t size) {
  Bytes bytes(size);
  for (std::byte& byte : bytes)
    byte = static_cast<std::byte>(random());
  return bytes;
}

IpAddress address(std::string_view text) {
  return *IpAddress::parse(text);
}

}  // namespace

/// What the kernel hands out, read without trusting a single length.
class KernelCodecTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tcpInfoAfterHandshake();
  void tcpInfoWhileConnecting();
  void shorterTcpInfoKeepsTheRestUnknown();
  void statesHaveTheirNames();
  void messagesAreSplit();
  void nonsenseLengthsEndTheReading_data();
  void nonsenseLengthsEndTheReading();
  void errorsAreRead();
  void routeQueryIsWhatTheKernelExpects();
  void routeIsDecoded();
  void routeViaAnotherFamily();
  void socketRowIsDecoded();
  void randomBytesAreHarmless();
};

void KernelCodecTest::tcpInfoAfterHandshake() {
  const auto info = decodeLinuxTcpInfo(establishedInfo());
  QVERIFY(info);
  QCOMPARE(info->state, TcpState::kEstablished);
  QCOMPARE(info->sendMss, std::optional<std::uint32_t>(1448));
  QCOMPARE(info->advertisedMss, std::optional<std::uint32_t>(1460));
  QCOMPARE(info->pathMtu, std::optional<std::uint32_t>(1500));
  QCOMPARE(info->rttUs, std::optional<std::uint32_t>(10'134));
  QCOMPARE(info->totalRetransmits, std::optional<std::uint32_t>(2));
  QCOMPARE(info->deliveryRate, std::optional<std::uint64_t>(5'000'000'000));
  QCOMPARE(info->sendWindow, std::optional<std::uint32_t>(65'535));
  QCOMPARE(info->receiveWindow, std::optional<std::uint32_t>(64'240));
  QCOMPARE(info->sendWindowScale, std::optional<int>(7));
  QCOMPARE(info->receiveWindowScale, std::optional<int>(10));
  QVERIFY(info->timestamps == true && info->selectiveAck == true && info->ecn == false);
}

void KernelCodecTest::tcpInfoWhileConnecting() {
  Bytes bytes(280);
  poke<std::uint8_t>(bytes, 0, 2);
  poke<std::uint8_t>(bytes, 2, 3);
  const auto info = decodeLinuxTcpInfo(bytes);
  QCOMPARE(info->state, TcpState::kSynSent);
  QCOMPARE(info->retransmits, std::optional<std::uint8_t>(3));
  QCOMPARE(info->retransmitsInFlight, std::optional<std::uint32_t>(0));
  QVERIFY(!info->sendWindowScale);
}

void KernelCodecTest::shorterTcpInfoKeepsTheRestUnknown() {
  const Bytes whole = establishedInfo();
  const auto head = decodeLinuxTcpInfo(std::span(whole).first(104));
  QVERIFY(head && head->totalRetransmits && !head->pacingRate && !head->sendWindow);
  const auto cutInside = decodeLinuxTcpInfo(std::span(whole).first(230));
  QVERIFY(cutInside && cutInside->outOfOrderReceived && !cutInside->sendWindow);
  Bytes longer = whole;
  longer.resize(4096);
  QCOMPARE(decodeLinuxTcpInfo(longer), decodeLinuxTcpInfo(whole));
  QVERIFY(!decodeLinuxTcpInfo({}));
}

void KernelCodecTest::statesHaveTheirNames() {
  QCOMPARE(tcpStateFromLinux(2), TcpState::kSynSent);
  QCOMPARE(tcpStateFromLinux(12), TcpState::kSynReceived);
  QCOMPARE(tcpStateFromLinux(200), TcpState::kUnknown);
  QCOMPARE(name(TcpState::kFinWait1), std::string_view("FIN_WAIT_1"));
}

void KernelCodecTest::messagesAreSplit() {
  Bytes two;
  for (const std::uint16_t type : {kNewRoute, kNetlinkDone}) {
    const NetlinkRequest message(type, kNetlinkDump, word(7));
    two.insert(two.end(), message.bytes().begin(), message.bytes().end());
  }
  const auto messages = splitMessages(two);
  QCOMPARE(messages.size(), 2U);
  QCOMPARE(messages[0].type, std::uint16_t(24));
  QCOMPARE(messages[0].flags, std::uint16_t(kNetlinkDump | kNetlinkRequest));
  QCOMPARE(messages[0].payload.size(), 4U);
  QCOMPARE(messages[1].type, kNetlinkDone);
}

void KernelCodecTest::nonsenseLengthsEndTheReading_data() {
  QTest::addColumn<quint32>("length");
  QTest::newRow("zero") << quint32(0);
  QTest::newRow("less than the header") << quint32(15);
  QTest::newRow("beyond the end") << quint32(21);
  QTest::newRow("huge") << quint32(0xffffffff);
}

void KernelCodecTest::nonsenseLengthsEndTheReading() {
  QFETCH(const quint32, length);
  const NetlinkRequest message(24, 0, word(7));
  Bytes bytes(message.bytes().begin(), message.bytes().end());
  poke(bytes, 0, length);
  QVERIFY(splitMessages(bytes).empty());

  Bytes attribute = Writer().attribute(1, word(7)).bytes();
  poke(attribute, 0, static_cast<std::uint16_t>(std::min<quint32>(length == 15 ? 3 : length, 0xffff)));
  QVERIFY(splitAttributes(attribute).empty());
}

void KernelCodecTest::errorsAreRead() {
  const auto errorMessage = [](std::int32_t code) { return Writer().put(code).bytes(); };
  const Bytes unreachable = errorMessage(-113), acknowledgement = errorMessage(0), impossible = errorMessage(INT32_MIN);
  QCOMPARE(errorOf({kNetlinkError, 0, unreachable}), std::optional<int>(113));
  QCOMPARE(errorOf({kNetlinkError, 0, acknowledgement}), std::optional<int>(0));
  QVERIFY(!errorOf({kNetlinkError, 0, impossible}));
  QVERIFY(!errorOf({kNetlinkError, 0, {}}));
  QVERIFY(!errorOf({24, 0, unreachable}));
}

void KernelCodecTest::routeQueryIsWhatTheKernelExpects() {
  const Bytes expected = Writer()
                             .put<std::uint32_t>(16 + 12 + 8 + 8)
                             .put<std::uint16_t>(26)
                             .put<std::uint16_t>(1)
                             .put<std::uint64_t>(1)
                             .octets({2, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                             .attribute(1, Writer().octets({10, 9, 0, 2}).bytes())
                             .attribute(4, word(5))
                             .bytes();
  QCOMPARE(encodeRouteQuery(address("10.9.0.2"), 5), expected);
}

void KernelCodecTest::routeIsDecoded() {
  const Bytes payload = Writer()
                            .octets({2, 32, 0, 0, 254, 0, 0, 1, 0, 0, 0, 0})
                            .attribute(4, word(3))
                            .attribute(5, Writer().octets({10, 9, 1, 1}).bytes())
                            .attribute(7, Writer().octets({10, 9, 1, 2}).bytes())
                            .attribute(8, Writer().attribute(2, word(1300)).bytes())
                            .bytes();
  const auto route = decodeRoute(payload);
  QVERIFY(route);
  QCOMPARE(route->type, RouteType::kUnicast);
  QCOMPARE(route->interfaceIndex, 3U);
  QCOMPARE(route->gateway, std::optional(address("10.9.1.1")));
  QCOMPARE(route->source, std::optional(address("10.9.1.2")));
  QCOMPARE(route->mtu, std::optional<std::uint32_t>(1300));
}

void KernelCodecTest::routeViaAnotherFamily() {
  const Bytes gateway =
      Writer().put<std::uint16_t>(10).octets({0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}).bytes();
  const Bytes payload = Writer().octets({2, 32, 0, 0, 254, 0, 0, 1, 0, 0, 0, 0}).attribute(18, gateway).bytes();
  QCOMPARE(decodeRoute(payload)->gateway, std::optional(address("fe80::1")));
}

void KernelCodecTest::socketRowIsDecoded() {
  Bytes payload(72);
  poke<std::uint8_t>(payload, 0, 10);
  poke<std::uint8_t>(payload, 1, 10);
  payload[4] = std::byte{0x1f};
  payload[5] = std::byte{0x90};
  payload[23] = std::byte{1};
  poke<std::uint32_t>(payload, 56, 4);
  poke<std::uint32_t>(payload, 60, 128);
  poke<std::uint32_t>(payload, 68, 4711);
  const Bytes v6Only = Writer().attribute(11, {std::byte{1}}).bytes();
  payload.insert(payload.end(), v6Only.begin(), v6Only.end());

  const auto row = decodeSocketRow(payload);
  QVERIFY(row);
  QCOMPARE(row->state, TcpState::kListen);
  QVERIFY(row->local == (IpEndpoint{address("::1"), 8080}));
  QCOMPARE(row->receiveQueue, 4U);
  QCOMPARE(row->sendQueue, 128U);
  QCOMPARE(row->inode, 4711U);
  QCOMPARE(row->v6Only, std::optional(true));
  QVERIFY(!decodeSocketRow(std::span(payload).first(71)));
}

void KernelCodecTest::randomBytesAreHarmless() {
  std::mt19937 random(1);
  std::size_t decoded = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Bytes bytes = randomBytes(random, random() % 200);
    for (const NetlinkMessage& message : splitMessages(bytes))
      decoded += message.payload.size();
    for (const NetlinkAttribute& attribute : splitAttributes(bytes))
      decoded += attribute.payload.size();
    decoded += decodeRoute(bytes).has_value() + decodeNeighbour(bytes).has_value();
    decoded += decodeSocketRow(bytes).has_value() + decodeLinuxTcpInfo(bytes).has_value();
  }
  QVERIFY(decoded > 0);
}

QTEST_GUILESS_MAIN(KernelCodecTest)
#include "kernel_codec_test.moc"
