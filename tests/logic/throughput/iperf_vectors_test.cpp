#include "tests/logic/throughput/iperf_vectors.h"

#include "core/logic/throughput/iperf_message.h"
#include "tests/logic/throughput/iperf_play.h"

#include <QTest>

#include <algorithm>

using namespace synscope;

Q_DECLARE_METATYPE(IperfVector)

namespace {

bool is(const VectorLine& line, std::uint8_t state) {
  return line.kind == VectorLine::Kind::kBytes && line.bytes == Bytes{std::byte{state}};
}

/// The messages that one end sent on the control connection, as play::traceOf() words them.
std::string sentBy(const IperfVector& vector, bool client) {
  std::vector<IperfAction> sent;
  for (const VectorLine& line : vector.control) {
    if (line.fromClient != client) continue;
    if (line.kind == VectorLine::Kind::kBytes && line.bytes.size() != 4) sent.push_back(IperfSendBytes{line.bytes});
    if (line.kind == VectorLine::Kind::kJson) sent.push_back(IperfSendBytes{frameIperfJson(line.json)});
  }
  return play::traceOf(sent);
}

std::vector<std::string> jsonOf(const IperfVector& vector, bool client) {
  std::vector<std::string> texts;
  for (const VectorLine& line : vector.control) {
    if (line.fromClient == client && line.kind == VectorLine::Kind::kJson) texts.push_back(line.json);
  }
  return texts;
}

IperfParameters parametersOf(const IperfVector& vector) {
  return decodeIperfParameters(jsonOf(vector, true).front()).parameters.value();
}

/// Plays the other end's lines of a vector to a machine, and this end's events where the vector shows them.
template <typename Machine>
class Replay {
 public:
  Replay(Machine machine, const IperfVector& vector, bool asClient)
      : m_machine(std::move(machine)), m_vector(vector), m_asClient(asClient) {}

  /// What it sent.
  std::string run() {
    m_machine.start(m_now);
    react();
    for (const VectorLine& line : m_vector.control) {
      m_now += std::chrono::milliseconds(1);
      line.fromClient == m_asClient ? own(line) : come(line);
      react();
    }
    return play::traceOf(m_sent);
  }

  bool ended() const { return m_ended; }
  const std::optional<IperfResults>& peerResults() const { return m_peer; }

 private:
  void come(const VectorLine& line) {
    if (line.kind == VectorLine::Kind::kFin || line.kind == VectorLine::Kind::kRst) return m_machine.peerClosed(m_now);
    const auto text = std::as_bytes(std::span(line.json));
    m_machine.receive(line.kind == VectorLine::Kind::kJson ? text : std::span<const std::byte>(line.bytes), m_now);
  }

  void own(const VectorLine& line) {
    if (!m_asClient) return;
    if (is(line, 0x04)) m_machine.dataOver(m_now);
    if (is(line, 0x0c)) m_machine.stop(m_now);
  }

  void react() {
    for (const IperfAction& action : m_machine.take())
      note(action);
    const bool opened = std::exchange(m_opened, false), asked = std::exchange(m_asked, false);
    if (opened) m_machine.streamsOpened(m_now);
    if (asked) m_machine.setResults(ownResults());
    if (opened || asked) react();
  }

  void note(const IperfAction& action) {
    if (std::get_if<IperfSendBytes>(&action)) m_sent.push_back(action);
    m_opened = m_opened || std::get_if<IperfOpenStreams>(&action);
    m_asked = m_asked || std::get_if<IperfNeedResults>(&action);
    if (const auto* peer = std::get_if<IperfPeerResults>(&action)) m_peer = peer->results;
    m_ended = m_ended || std::get_if<IperfEnded>(&action);
  }

  IperfResults ownResults() const {
    return decodeIperfResults(jsonOf(m_vector, m_asClient).back(), kIperfClientResultsMax).value();
  }

  Machine m_machine;
  const IperfVector& m_vector;
  bool m_asClient;
  TimePoint m_now{};
  std::vector<IperfAction> m_sent;
  std::optional<IperfResults> m_peer;
  bool m_opened = false, m_asked = false, m_ended = false;
};

}  // namespace

/// Conversations of iperf3 3.12 as they were on the wire: everything in them decodes as written, and each of our
/// machines, put in the place of one end, says the same as that end did.
class IperfVectorsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void lengthsAreRight_data() { addVectors(); }
  void lengthsAreRight();
  void parametersReadAndWrittenAreTheSame_data() { addVectors(); }
  void parametersReadAndWrittenAreTheSame();
  void parametersAreWhatWasAskedFor();
  void resultsDecode_data() { addVectors(); }
  void resultsDecode();
  void bytesAddUp_data() { addVectors(); }
  void bytesAddUp();
  void streamsBeginAsWritten_data() { addVectors(); }
  void streamsBeginAsWritten();
  void ourClientSaysTheSame_data() { addVectors(); }
  void ourClientSaysTheSame();
  void ourServerSaysTheSame_data() { addVectors(); }
  void ourServerSaysTheSame();

 private:
  void addVectors() const;
  const IperfVector& named(const char* name) const;

  std::vector<IperfVector> m_vectors;
};

void IperfVectorsTest::initTestCase() {
  m_vectors = readIperfVectors();
  QCOMPARE(m_vectors.size(), std::size_t{26});
}

void IperfVectorsTest::addVectors() const {
  QTest::addColumn<IperfVector>("vector");
  for (const IperfVector& vector : m_vectors)
    QTest::newRow(vector.name.c_str()) << vector;
}

const IperfVector& IperfVectorsTest::named(const char* name) const {
  return *std::ranges::find(m_vectors, name, &IperfVector::name);
}

void IperfVectorsTest::lengthsAreRight() {
  QFETCH(IperfVector, vector);
  for (std::size_t i = 0; i < vector.control.size(); ++i) {
    const VectorLine& line = vector.control[i];
    if (line.kind != VectorLine::Kind::kJson) continue;
    QCOMPARE(line.json.size(), line.size);
    QCOMPARE(vector.control[i - 1].bytes, ByteWriter().u32(static_cast<std::uint32_t>(line.size)).take());
  }
}

/// Our JSON is iperf3's to the byte, but for the two options that only tune its own ends.
void IperfVectorsTest::parametersReadAndWrittenAreTheSame() {
  QFETCH(IperfVector, vector);
  const std::string sent = jsonOf(vector, true).front();
  const IperfParameters read = parametersOf(vector);
  QCOMPARE(read.clientVersion, "3.12");
  const std::string written = encodeIperfParameters(read.settings, read.clientVersion);
  if (vector.name != "opts") QCOMPARE(written, sent);
  QCOMPARE(decodeIperfParameters(written).parameters->settings, read.settings);
}

void IperfVectorsTest::parametersAreWhatWasAskedFor() {
  const ThroughputSettings tcp = parametersOf(named("opts")).settings;
  QCOMPARE(tcp.protocol, Protocol::kTcp);
  QCOMPARE(tcp.mss, 1400U);
  QVERIFY(tcp.noDelay && tcp.serverOutput && tcp.repeatingPayload && !tcp.counters64);
  QCOMPARE(tcp.window, 262'144U);
  QCOMPARE(tcp.tos, 40);
  QCOMPARE(tcp.pacing, std::uint64_t{100'000'000});
  QCOMPARE(tcp.title + '/' + tcp.extraData + '/' + tcp.congestion, "mytitle/xtra/cubic");
  const ThroughputSettings udp = parametersOf(named("opts2")).settings;
  QCOMPARE(udp.protocol, Protocol::kUdp);
  QCOMPARE(udp.burst, 4);
  QVERIFY(udp.dontFragment);
  QCOMPARE(udp.blockLength, 500U);
  QVERIFY(parametersOf(named("udp64")).settings.counters64);
  QCOMPARE(parametersOf(named("udpb0")).settings.bitsPerSecond, std::uint64_t{0});
  QCOMPARE(parametersOf(named("udpdef")).settings.bitsPerSecond, std::uint64_t{1'048'576});
  QCOMPARE(parametersOf(named("tcp_r")).settings.direction, TransferDirection::kDown);
  QCOMPARE(parametersOf(named("udpbidir")).settings.direction, TransferDirection::kBoth);
  QCOMPARE(parametersOf(named("udpomit")).settings.omit, Duration(std::chrono::seconds(1)));
  QCOMPARE(parametersOf(named("nbytes")).settings.bytes, std::uint64_t{1'048'576});
  QCOMPARE(parametersOf(named("kblocks")).settings.blocks, std::uint64_t{10});
}

void IperfVectorsTest::resultsDecode() {
  QFETCH(IperfVector, vector);
  const std::size_t streams = iperfStreams(parametersOf(vector).settings).size();
  for (const bool client : {true, false}) {
    const std::vector<std::string> texts = jsonOf(vector, client);
    if (texts.size() < (client ? 2U : 1U)) continue;
    const auto results = decodeIperfResults(texts.back(), kIperfClientResultsMax);
    QVERIFY(results);
    QCOMPARE(results->streams.size(), streams);
    for (std::size_t i = 0; i < streams; ++i)
      QCOMPARE(results->streams[i].id, iperfStreamId(static_cast<int>(i)));
    QCOMPARE(decodeIperfResults(encodeIperfResults(*results), kIperfClientResultsMax)->streams, results->streams);
  }
}

/// What both ends tell fits what was on the wire, cookie and the omit time aside; -1 printed as 2^64 - 1 is none.
void IperfVectorsTest::bytesAddUp() {
  QFETCH(IperfVector, vector);
  const std::vector<std::string> server = jsonOf(vector, false);
  if (server.empty() || parametersOf(vector).settings.omit > Duration{}) return;
  const auto plan = iperfStreams(parametersOf(vector).settings);
  const IperfResults own = *decodeIperfResults(jsonOf(vector, true).back(), kIperfClientResultsMax);
  const IperfResults peer = *decodeIperfResults(server.back(), kIperfClientResultsMax);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const VectorStream& stream = vector.streams[i];
    const std::uint64_t opening = stream.udp ? 4 : plan[i].clientSends ? 37 : 0;
    QCOMPARE(own.streams[i].bytes + opening, plan[i].clientSends ? stream.up : stream.down);
    QCOMPARE(peer.streams[i].bytes, own.streams[i].bytes);
    const auto& sender = plan[i].clientSends ? own.streams[i] : peer.streams[i];
    const auto& receiver = plan[i].clientSends ? peer.streams[i] : own.streams[i];
    QCOMPARE(sender.retransmits.has_value(), !stream.udp);
    QVERIFY(!receiver.retransmits);
  }
}

void IperfVectorsTest::streamsBeginAsWritten() {
  QFETCH(IperfVector, vector);
  IperfCookie cookie{};
  std::ranges::copy(vector.control.front().bytes, cookie.begin());
  for (std::size_t i = 0; i < vector.streams.size(); ++i) {
    const VectorStream& stream = vector.streams[i];
    if (stream.udp) {
      QVERIFY(std::ranges::equal(stream.lines[0].bytes, kIperfUdpRequest));
      QVERIFY(std::ranges::equal(stream.lines[1].bytes, kIperfUdpReply));
      QVERIFY(mayBeIperfUdpRequest(stream.lines[0].bytes) && isIperfUdpReply(stream.lines[1].bytes));
    } else {
      const bool refused = vector.name == "busy" && i == 1;
      QCOMPARE(sameIperfCookie(stream.lines[0].bytes, cookie), !refused);
    }
  }
}

/// A difference by intent: real iperf3 sends 10 into a connection that the server has closed, ours does not.
void IperfVectorsTest::ourClientSaysTheSame() {
  QFETCH(IperfVector, vector);
  const IperfParameters parameters = parametersOf(vector);
  IperfCookie cookie{};
  std::ranges::copy(vector.control.front().bytes, cookie.begin());
  Replay replay(IperfClientMachine(parameters.settings, cookie, parameters.clientVersion), vector, true);
  std::string expected = sentBy(vector, true);
  if (vector.name.starts_with("limit")) expected.resize(expected.size() - 3);
  QCOMPARE(replay.run(), expected);
  QVERIFY(replay.ended());
  QCOMPARE(replay.peerResults().has_value(), !jsonOf(vector, false).empty());
}

void IperfVectorsTest::ourServerSaysTheSame() {
  QFETCH(IperfVector, vector);
  Replay replay(IperfServerMachine(), vector, false);
  if (vector.name == "sterm" || vector.name.starts_with("limit")) return;  // The server's own doing.
  QCOMPARE(replay.run(), sentBy(vector, false));
  QVERIFY(replay.ended());
  QCOMPARE(replay.peerResults().has_value(), !jsonOf(vector, false).empty());
}

QTEST_APPLESS_MAIN(IperfVectorsTest)
#include "iperf_vectors_test.moc"
