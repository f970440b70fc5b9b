#include "core/logic/base/json_writer.h"
#include "core/logic/throughput/throughput_json_parts.h"

#include <algorithm>

namespace synscope {
namespace {

double secondsOf(Duration time) {
  return std::chrono::duration<double>(time).count();
}

/// `told`: by the receiver. A sender knows only how many it sent.
void writeCounts(JsonWriter& json, const DatagramCounts& counts, bool told) {
  const double packets = static_cast<double>(counts.packets);
  json.member("packets", counts.packets);
  json.member("lost", told ? std::optional(counts.lost) : std::nullopt);
  json.member("lost_percent", told && counts.packets > 0
                                  ? std::optional(static_cast<double>(counts.lost) / packets * 100)
                                  : std::nullopt);
  json.member("jitter_ms", told && counts.jitter ? std::optional(toMs(*counts.jitter)) : std::nullopt);
  json.member("out_of_order", told ? std::optional(counts.outOfOrder) : std::nullopt);
  json.member("receiver_buffer_drops", counts.bufferDrops);
}

void writeNumbers(JsonWriter& json, const StreamInterval& stream) {
  json.member("bytes", stream.bytes);
  json.member("bits_per_second", stream.bitsPerSecond());
  json.member("retransmits", stream.retransmits);
  json.member("rtt_us", stream.rttUs);
  json.member("rtt_variance_us", stream.rttVarianceUs);
  json.member("cwnd_bytes", stream.cwndBytes);
  json.member("send_window_bytes", stream.sendWindowBytes);
  if (stream.datagrams) writeCounts(json, *stream.datagrams, !stream.sender);
}

bool has(const std::vector<StreamInterval>& streams, bool sender) {
  return std::ranges::find(streams, sender, &StreamInterval::sender) != streams.end();
}

/// Whether streams go that way at all.
bool has(const ThroughputReport& report, bool sender) {
  return std::ranges::find(report.streams, sender, &StreamTotal::sender) != report.streams.end();
}

/// What one direction carried, as its sender and its receiver counted.
void writeSums(JsonWriter& json, const StreamTotal& total) {
  writeTransfer(json, "sum_sent", total.sentBytes, total.sentTime, total.retransmits);
  writeTransfer(json, "sum_received", total.receivedBytes, total.receivedTime, std::nullopt);
  writeDatagrams(json, total);
}

void writeDirection(JsonWriter& json, const ThroughputReport& report, bool sender) {
  json.key(directionOf(report.client, sender));
  if (!has(report, sender)) return json.null();
  json.beginObject();
  writeSums(json, report.sum(sender));
  json.endObject();
}

}  // namespace

std::string_view directionOf(bool client, bool sender) {
  return name(client == sender ? TransferDirection::kUp : TransferDirection::kDown);
}

void writeTransfer(JsonWriter& json, std::string_view key, std::uint64_t bytes, Duration time,
                   const std::optional<std::uint64_t>& retransmits) {
  const double seconds = secondsOf(time);
  json.key(key);
  json.beginObject();
  json.member("bytes", seconds > 0 ? std::optional(bytes) : std::nullopt);
  json.member("seconds", seconds > 0 ? std::optional(seconds) : std::nullopt);
  json.member("bits_per_second", seconds > 0 ? std::optional(static_cast<double>(bytes) * 8 / seconds) : std::nullopt);
  json.member("retransmits", retransmits);
  json.endObject();
}

void writeDatagrams(JsonWriter& json, const StreamTotal& total) {
  json.key("udp");
  if (!total.datagrams) return json.null();
  json.beginObject();
  writeCounts(json, *total.datagrams, total.receivedTime > Duration{});
  json.endObject();
}

void writeThroughputInterval(JsonWriter& json, const ThroughputInterval& interval, bool client) {
  const bool sends = has(interval.streams, true);
  json.newLine();
  json.beginObject();
  json.member("start_s", secondsOf(interval.begin));
  json.member("end_s", secondsOf(interval.end));
  json.member("omitted", interval.omitted);
  json.member("sender", sends);
  json.member("direction", directionOf(client, sends));
  writeNumbers(json, interval.sum(sends));
  if (sends && has(interval.streams, false)) {
    json.key("received");
    json.beginObject();
    json.member("direction", directionOf(client, false));
    writeNumbers(json, interval.sum(false));
    json.endObject();
  }
  json.member("cpu_percent", interval.cpuPercent);
  json.key("streams");
  json.beginArray();
  for (const StreamInterval& stream : interval.streams) {
    json.beginObject();
    json.member("id", stream.stream);
    json.member("sender", stream.sender);
    json.member("direction", directionOf(client, stream.sender));
    writeNumbers(json, stream);
    json.member("cpu_percent", stream.cpuPercent);
    json.endObject();
  }
  json.endArray();
  json.endObject();
}

void writeThroughputSums(JsonWriter& json, const ThroughputReport& report) {
  const bool sends = report.sends();
  const bool up =
      report.streams.empty() ? report.settings.direction != TransferDirection::kDown : sends == report.client;
  json.member("direction", name(up ? TransferDirection::kUp : TransferDirection::kDown));
  writeSums(json, report.sum(sends));
  if (bothWays(report.settings.direction)) {
    json.key("other_direction");
    json.beginObject();
    json.member("direction", directionOf(report.client, !sends));
    writeSums(json, report.sum(!sends));
    writeWhyVerdict(json, report.whyOther);
    json.endObject();
  }
  json.key("by_direction");
  json.beginObject();
  writeDirection(json, report, report.client);
  writeDirection(json, report, !report.client);
  json.endObject();
}

}  // namespace synscope
