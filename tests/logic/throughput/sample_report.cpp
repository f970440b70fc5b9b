#include "tests/logic/throughput/sample_report.h"

#include "core/logic/throughput/loaded_latency.h"

namespace synscope::sample {
namespace {

using std::chrono::seconds;

StreamInterval interval(int id, bool sender, int second, std::uint64_t bytes, bool omitted) {
  StreamInterval stream;
  stream.stream = id;
  stream.sender = sender;
  stream.begin = seconds(second);
  stream.end = seconds(second + 1);
  stream.bytes = bytes;
  stream.omitted = omitted;
  return stream;
}

void addLine(ThroughputReport& report, int second, bool omitted, std::vector<StreamInterval> streams) {
  ThroughputInterval line;
  line.begin = seconds(second);
  line.end = seconds(second + 1);
  line.omitted = omitted;
  line.streams = std::move(streams);
  line.cpuPercent = 12.5;
  report.intervals.push_back(line);
}

StreamTotal total(int id, bool sender, std::uint64_t bytes, std::uint16_t port) {
  StreamTotal stream;
  stream.stream = id;
  stream.sender = sender;
  stream.local = {IpAddress::v4({127, 0, 0, 1}), port};
  stream.peer = {IpAddress::v4({127, 0, 0, 1}), 5201};
  stream.sentBytes = stream.receivedBytes = bytes;
  stream.sentTime = seconds(2);
  stream.receivedTime = std::chrono::milliseconds(2040);
  return stream;
}

ThroughputReport begun() {
  ThroughputReport report;
  report.settings.time = seconds(2);
  report.host = "127.0.0.1";
  report.local = {IpAddress::v4({127, 0, 0, 1}), 40'000};
  report.peer = {IpAddress::v4({127, 0, 0, 1}), 5201};
  report.peerVersion = "iperf 3.12";
  report.congestion = "bbr";
  report.blockLength = 131'072;
  report.elapsed = seconds(2);
  report.cpuPercent = 12.5;
  report.peerCpuPercent = 30;
  report.finished = true;
  return report;
}

}  // namespace

ThroughputReport tcpUp() {
  ThroughputReport report = begun();
  report.settings.omit = seconds(1);
  report.settings.parallel = 2;
  report.elapsed = seconds(3);
  for (int second = 0; second < 3; ++second) {
    StreamInterval a = interval(1, true, second, 117'964'800, second == 0),
                   b = interval(3, true, second, 655'360, second == 0);
    a.retransmits = second;
    b.retransmits = 0;
    a.cwndBytes = 1'373'634;
    b.cwndBytes = 14'480;
    a.rttUs = 52;
    b.rttUs = 48;
    addLine(report, second, second == 0, {a, b});
  }
  report.streams = {total(1, true, 235'929'600, 41'012), total(3, true, 1'310'720, 41'014)};
  report.streams[0].retransmits = 3;
  report.streams[1].retransmits = 0;
  report.streams[0].info = TcpInfo{};
  report.streams[0].info->rttUs = 52;
  report.streams[0].info->busyUs = 1'990'000;
  report.marks = {{ThroughputMark::Kind::kOmitEnds, seconds(1), 0},
                  {ThroughputMark::Kind::kRetransmits, seconds(2), 1}};
  report.why =
      WhyVerdict{SlowCause::kSenderCpu, 85, true, 99.0, 1.5, 0.0, {{"sender-cpu", 97.5}}, {SlowCause::kApplication}};
  LatencyNumbers idle, loaded;
  idle.p50 = std::chrono::microseconds(50);
  loaded.p50 = std::chrono::microseconds(450);
  report.latency = judgeLoadedLatency(idle, loaded, std::nullopt);
  return report;
}

ThroughputReport tcpBoth() {
  ThroughputReport report = begun();
  report.settings.direction = TransferDirection::kBoth;
  StreamInterval up = interval(1, true, 0, 1'250'000, false), down = interval(3, false, 0, 2'500'000, false);
  up.retransmits = 0;
  addLine(report, 0, false, {up, down});
  report.streams = {total(1, true, 1'250'000, 41'012), total(3, false, 2'500'000, 41'014)};
  report.streams[0].retransmits = 0;
  report.streams[1].retransmits = 7;
  return report;
}

ThroughputReport udpDown() {
  ThroughputReport report = begun();
  report.settings.protocol = Protocol::kUdp;
  report.settings.direction = TransferDirection::kDown;
  report.settings.bitsPerSecond = 1'048'576;
  report.congestion.clear();
  report.blockLength = 1460;
  StreamInterval stream = interval(1, false, 0, 131'400, false);
  stream.datagrams = DatagramCounts{100, 10, 1, 4, Duration(5'430)};
  addLine(report, 0, false, {stream});
  report.streams = {total(1, false, 262'800, 50'000)};
  report.streams[0].datagrams = DatagramCounts{200, 20, 2, std::nullopt, Duration(5'430)};
  return report;
}

}  // namespace synscope::sample
