#include "core/logic/latency/latency_json.h"
#include "core/logic/latency/latency_replay.h"

#include <QTest>

#include <random>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

const LatencyRecordingHeader kHeader{
    TimePoint(5s), 1'700'000'000'000'000'000, LatencyMethod::kHttp, true, true, 10ms, 3s};
const LatencyLane kLane{1, {"exa\"mple\n", 443}, {*IpAddress::parse("2001:db8::1"), 443}, false};

LatencySample fullSample() {
  LatencySample sample;
  sample.lane = 1;
  sample.seq = 1'000'000'000'007;
  sample.at = TimePoint(7s + 1ns);
  sample.verdict = PortState::kOpen;
  sample.reason = Reason::kSynAck;
  sample.ok = true;
  sample.reused = true;
  sample.connect = 1ns;
  sample.tls = 2ms;
  sample.firstByte = 3s;
  sample.echo = 4ns;
  sample.wall = 6ns;
  sample.kernelRtt = 5us;
  sample.synRetransmits = 2;
  return sample;
}

/// A course of a few thousand requests of two lanes, with losses, in the order they ended.
std::vector<LatencyRecord> course() {
  std::vector<LatencyRecord> records{kHeader, LatencyLaneOpened{kLane}};
  LatencyLane second = kLane;
  second.id = 2;
  records.emplace_back(LatencyLaneOpened{second});
  std::mt19937 random(7);
  for (std::uint64_t seq = 1; seq <= 1500; ++seq)
    for (const std::uint32_t lane : {1U, 2U}) {
      LatencySample sample;
      sample.lane = lane;
      sample.seq = seq;
      sample.at = TimePoint(5s) + std::chrono::milliseconds(seq * 10);
      sample.ok = random() % 10 != 0;
      sample.verdict = sample.ok ? PortState::kOpen : PortState::kFiltered;
      sample.reason = sample.ok ? Reason::kSynAck : Reason::kTimeout;
      sample.synRetransmits = random() % 50 == 0 ? 1U : 0U;
      if (sample.ok) sample.connect = Duration(100'000 + random() % 1'000'000);
      if (sample.ok) sample.kernelRtt = Duration(90'000 + random() % 1'000'000);
      records.emplace_back(sample);
    }
  records.emplace_back(LatencySentSoFar{1, 1502, 4});
  records.emplace_back(LatencyLaneRetired{2});
  records.emplace_back(LatencyRecordingEnd{});
  return records;
}

std::string textOf(const std::vector<LatencyRecord>& records) {
  std::string text;
  for (const LatencyRecord& record : records)
    text += encodeLatencyRecord(record);
  return text;
}

/// Every number of every lane.
std::string allOf(const LatencyTable& table) {
  JsonWriter json;
  json.beginArray();
  for (const LatencySummary& lane : table.lanes)
    writeLatencyLane(json, lane, LatencyStep::kConnect, table.begin);
  json.endArray();
  return json.take();
}

LatencyReplay replay(std::string_view text, std::size_t piece = 1'000'000) {
  LatencyReplay replay;
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
    replay.add(text.substr(0, piece));
  replay.finish();
  return replay;
}

}  // namespace

class LatencyRecordingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theFormatIsWhatIsWritten();
  void everyRecordComesBack();
  void whatIsUnknownStaysUnknown();
  void replayedNumbersAreTheSame_data();
  void replayedNumbersAreTheSame();
  void aCutTailIsPassedOver();
  void damagedLinesAreCounted();
  void aNameThatMovesForDays();
  void otherFilesAreNoRecordings();
};

void LatencyRecordingTest::theFormatIsWhatIsWritten() {
  LatencySample sample = fullSample();
  sample.seq = 3;
  QCOMPARE(QString::fromStdString(encodeLatencyRecord(sample)),
           QStringLiteral(
               "{\"lane\":1,\"seq\":3,\"at_ns\":7000000001,\"verdict\":\"open\",\"reason\":\"syn-ack\",\"ok\":true,"
               "\"reused\":true,\"connect_ns\":1,\"tls_ns\":2000000,\"first_byte_ns\":3000000000,\"echo_ns\":4,\"wall_"
               "ns\":6,"
               "\"kernel_rtt_ns\":5000,\"syn_retransmits\":2}\n"));
  QCOMPARE(QString::fromStdString(encodeLatencyRecord(LatencySentSoFar{1, 17, 0})),
           QStringLiteral("{\"lane\":1,\"sent\":17,\"missed\":0}\n"));
}

void LatencyRecordingTest::everyRecordComesBack() {
  LatencySample plain;
  plain.lane = 9;
  plain.seq = 1;
  const std::vector<LatencyRecord> records{
      kHeader, LatencyLaneOpened{kLane}, LatencyLaneRetired{1}, fullSample(), LatencySentSoFar{4294967295, 9, 1},
      plain,   LatencyRecordingEnd{}};
  for (const LatencyRecord& record : records) {
    std::string line = encodeLatencyRecord(record);
    QCOMPARE(line.back(), '\n');
    line.pop_back();
    QVERIFY2(decodeLatencyRecord(line) == record, line.c_str());
  }
}

void LatencyRecordingTest::whatIsUnknownStaysUnknown() {
  LatencySample sample;
  sample.seq = 1;
  const std::string line = encodeLatencyRecord(sample);
  for (const char* key :
       {"connect_ns", "tls_ns", "first_byte_ns", "echo_ns", "wall_ns", "kernel_rtt_ns", "syn_retransmits", "reused"})
    QVERIFY2(line.find(key) == std::string::npos, key);
}

void LatencyRecordingTest::replayedNumbersAreTheSame_data() {
  QTest::addColumn<int>("piece");
  QTest::newRow("at once") << 100'000'000;
  QTest::newRow("pages") << 4096;
  QTest::newRow("7 bytes") << 7;
}

void LatencyRecordingTest::replayedNumbersAreTheSame() {
  QFETCH(int, piece);
  const std::vector<LatencyRecord> records = course();
  std::map<std::uint32_t, LatencyStatistics> live;
  for (const LatencyRecord& record : records) {
    if (const auto* opened = std::get_if<LatencyLaneOpened>(&record)) live.try_emplace(opened->lane.id, opened->lane);
    if (const auto* sample = std::get_if<LatencySample>(&record)) live.at(sample->lane).add(*sample);
    if (const auto* sent = std::get_if<LatencySentSoFar>(&record))
      live.at(sent->lane).noteSent(sent->sent, sent->missed);
    if (const auto* retired = std::get_if<LatencyLaneRetired>(&record)) live.at(retired->lane).retire();
  }
  LatencyTable table{0, kHeader.begin, {}};
  for (const auto& [id, lane] : live)
    table.lanes.push_back(lane.summary());
  const LatencyReplay read = replay(textOf(records), static_cast<std::size_t>(piece));
  QCOMPARE(read.damaged(), std::uint64_t{0});
  QCOMPARE(read.samples(), std::uint64_t{3000});
  QVERIFY(read.complete());
  QCOMPARE(QString::fromStdString(allOf(read.table())), QString::fromStdString(allOf(table)));
}

/// A program may be killed after any byte: whole lines before it count, and nothing else.
void LatencyRecordingTest::aCutTailIsPassedOver() {
  const std::string text = textOf({kHeader, LatencyLaneOpened{kLane}, fullSample(), fullSample()});
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string_view whole = std::string_view(text).substr(0, size);
    const auto lines = std::count(whole.begin(), whole.end(), '\n');
    const LatencyReplay read = replay(whole);
    QCOMPARE(read.damaged(), std::uint64_t{0});
    QCOMPARE(read.header().has_value(), lines >= 1);
    QCOMPARE(read.samples(), static_cast<std::uint64_t>(std::max<long>(0, lines - 2)));
    QVERIFY(!read.complete());
  }
}

void LatencyRecordingTest::damagedLinesAreCounted() {
  const std::string good = textOf({kHeader, LatencyLaneOpened{kLane}});
  const std::string sample = encodeLatencyRecord(fullSample());
  const std::string stranger = encodeLatencyRecord(LatencyLaneRetired{77});
  const std::string endless(10'000, 'x');
  const LatencyReplay read = replay(good + "{}\n" + sample + "\n" + stranger + endless + "\n" + good + sample);
  QCOMPARE(read.samples(), std::uint64_t{2});
  QCOMPARE(read.damaged(), std::uint64_t{6});  // {}, an empty line, stranger, endless, header and lane once more
}

/// A new address every minute makes 1,440 lanes a day, of which all but one are retired: the last one still counts.
void LatencyRecordingTest::aNameThatMovesForDays() {
  std::vector<LatencyRecord> records{kHeader};
  const std::uint32_t lanes = LatencyReplay::kMostLanes + 440;
  for (std::uint32_t id = 1; id <= lanes; ++id) {
    LatencyLane lane = kLane;
    lane.id = id;
    LatencySample sample = fullSample();
    sample.lane = id;
    sample.seq = 1;
    records.emplace_back(LatencyLaneOpened{lane});
    records.emplace_back(sample);
    if (id < lanes) records.emplace_back(LatencyLaneRetired{id});
  }
  const LatencyReplay read = replay(textOf(records));
  QCOMPARE(read.damaged(), std::uint64_t{0});
  QCOMPARE(read.samples(), std::uint64_t{lanes});
  QCOMPARE(read.table().lanes.size(), LatencyReplay::kMostLanes);
  QCOMPARE(read.table().lanes.back().lane.id, lanes);
  QCOMPARE(read.table().lanes.back().ok, std::uint64_t{1});
}

void LatencyRecordingTest::otherFilesAreNoRecordings() {
  for (const char* text : {"", "\n", "hello\n", "{\"schema\":\"synscope/recording/1\"}\n", "[1,2]\n"})
    QVERIFY2(!replay(text).header(), text);
}

QTEST_APPLESS_MAIN(LatencyRecordingTest)
#include "latency_recording_test.moc"
