#include "app/cli/throughput_json.h"

#include "core/logic/base/json_writer.h"

namespace synscope {
namespace {

double seconds(Duration time) {
  return std::chrono::duration<double>(time).count();
}

double rate(std::uint64_t bytes, Duration time) {
  return time > Duration::zero() ? 8 * static_cast<double>(bytes) / seconds(time) : 0;
}

void writeStart(JsonWriter& json, const ThroughputReport& report) {
  json.key("start");
  json.beginObject();
  json.member("host", report.host);
  json.member("local", report.local.toString());
  json.member("peer", report.peer.toString());
  json.member("protocol", name(report.settings.protocol));
  json.member("direction", name(report.settings.direction));
  json.member("parallel", report.settings.parallel);
  json.member("block_length", report.blockLength);
  json.member("started_at_ms", report.startedAtMs);
  json.member("congestion", report.congestion);
  json.member("peer_congestion", report.peerCongestion);
  json.endObject();
}

void writeInterval(JsonWriter& json, const ThroughputInterval& interval) {
  const bool sends = !interval.streams.empty() && interval.streams.front().sender;
  const StreamInterval sum = interval.sum(sends);
  json.beginObject();
  json.member("start_s", seconds(interval.begin));
  json.member("end_s", seconds(interval.end));
  json.member("bits_per_second", sum.bitsPerSecond());
  json.member("bytes", sum.bytes);
  json.member("retransmits", sum.retransmits);
  json.member("rtt_us", sum.rttUs);
  json.member("cwnd_bytes", sum.cwndBytes);
  json.member("omitted", interval.omitted);
  json.endObject();
}

void writeSum(JsonWriter& json, const char* key, std::uint64_t bytes, Duration time,
              std::optional<std::uint64_t> retransmits) {
  json.key(key);
  json.beginObject();
  json.member("bytes", bytes);
  json.member("seconds", seconds(time));
  json.member("bits_per_second", rate(bytes, time));
  json.member("retransmits", retransmits);
  json.endObject();
}

void writeDatagrams(JsonWriter& json, const std::optional<DatagramCounts>& counts) {
  json.key("udp");
  if (!counts) return json.null();
  json.beginObject();
  json.member("packets", counts->packets);
  json.member("lost", counts->lost);
  json.member("lost_percent",
              counts->packets > 0 ? 100 * static_cast<double>(counts->lost) / static_cast<double>(counts->packets) : 0);
  json.member("jitter_ms", counts->jitter ? std::optional(toMs(*counts->jitter)) : std::nullopt);
  json.member("out_of_order", counts->outOfOrder);
  json.member("receiver_buffer_drops", counts->bufferDrops);
  json.endObject();
}

}  // namespace

QByteArray throughputDocument(const ThroughputReport& report) {
  const bool sends = report.client != (report.settings.direction == TransferDirection::kDown);
  const StreamTotal sum = report.sum(sends);
  JsonWriter json;
  json.beginObject();
  json.member("schema", "synscope/throughput/1");
  writeStart(json, report);
  json.key("intervals");
  json.beginArray();
  for (const ThroughputInterval& interval : report.intervals)
    writeInterval(json, interval);
  json.endArray();
  writeSum(json, "sum_sent", sum.sentBytes, sum.sentTime, sum.retransmits);
  writeSum(json, "sum_received", sum.receivedBytes, sum.receivedTime, std::nullopt);
  writeDatagrams(json, sum.datagrams);
  json.key("cpu");
  json.beginObject();
  json.member("local_percent", report.cpuPercent);
  json.member("remote_percent", report.peerCpuPercent);
  json.endObject();
  json.member("error", report.error ? std::optional(name(report.error->code)) : std::nullopt);
  json.endObject();
  return QByteArray::fromStdString(json.take()) + '\n';
}

}  // namespace synscope
