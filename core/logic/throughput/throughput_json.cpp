#include "core/logic/throughput/throughput_json.h"

#include "core/logic/base/json_writer.h"
#include "core/logic/kernel/tcp_info_facts.h"
#include "core/logic/throughput/throughput_json_parts.h"

#include <algorithm>

namespace synscope {
namespace {

double secondsOf(Duration time) {
  return std::chrono::duration<double>(time).count();
}

void writeText(JsonWriter& json, std::string_view key, const std::string& text) {
  text.empty() ? json.member(key, std::optional<bool>()) : json.member(key, std::string_view(text));
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

void writeDatagrams(JsonWriter& json, const StreamTotal& total) {
  json.key("udp");
  if (!total.datagrams) return json.null();
  json.beginObject();
  writeCounts(json, *total.datagrams, total.receivedTime > Duration{});
  json.endObject();
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

void writeInterval(JsonWriter& json, const ThroughputInterval& interval) {
  const bool sends = has(interval.streams, true);
  json.newLine();
  json.beginObject();
  json.member("start_s", secondsOf(interval.begin));
  json.member("end_s", secondsOf(interval.end));
  json.member("omitted", interval.omitted);
  json.member("sender", sends);
  writeNumbers(json, interval.sum(sends));
  if (sends && has(interval.streams, false)) {
    json.key("received");
    json.beginObject();
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
    writeNumbers(json, stream);
    json.endObject();
  }
  json.endArray();
  json.endObject();
}

void writeSum(JsonWriter& json, std::string_view key, std::uint64_t bytes, Duration time,
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

std::string_view unitSuffix(TcpInfoUnit unit) {
  switch (unit) {
    case TcpInfoUnit::kMicroseconds: return "_us";
    case TcpInfoUnit::kMilliseconds: return "_ms";
    case TcpInfoUnit::kBytes: return "_bytes";
    case TcpInfoUnit::kBytesPerSecond: return "_bytes_per_second";
    default: return "";
  }
}

void writeTcpInfo(JsonWriter& json, const std::optional<TcpInfo>& info) {
  json.key("tcp_info");
  if (!info) return json.null();
  json.beginObject();
  for (const TcpInfoFact& fact : tcpInfoFacts(*info)) {
    std::string key(fact.key.substr(fact.key.find('.') + 1));
    std::ranges::replace(key, '-', '_');
    json.member(key + std::string(unitSuffix(fact.unit)), fact.value);
  }
  json.endObject();
}

void writeStreamTotal(JsonWriter& json, const StreamTotal& stream) {
  json.newLine();
  json.beginObject();
  json.member("id", stream.stream);
  json.member("sender", stream.sender);
  json.member("local", std::string_view(stream.local.toString()));
  json.member("peer", std::string_view(stream.peer.toString()));
  writeSum(json, "sent", stream.sentBytes, stream.sentTime, stream.retransmits);
  writeSum(json, "received", stream.receivedBytes, stream.receivedTime, std::nullopt);
  writeDatagrams(json, stream);
  writeTcpInfo(json, stream.info);
  json.endObject();
}

void writeSums(JsonWriter& json, const ThroughputReport& report) {
  const bool sends = report.sends();
  const StreamTotal total = report.sum(sends);
  writeSum(json, "sum_sent", total.sentBytes, total.sentTime, total.retransmits);
  writeSum(json, "sum_received", total.receivedBytes, total.receivedTime, std::nullopt);
  writeDatagrams(json, total);
  if (report.settings.direction != TransferDirection::kBoth) return;
  const StreamTotal other = report.sum(!sends);
  json.key("other_direction");
  json.beginObject();
  writeSum(json, "sum_sent", other.sentBytes, other.sentTime, other.retransmits);
  writeSum(json, "sum_received", other.receivedBytes, other.receivedTime, std::nullopt);
  writeDatagrams(json, other);
  json.endObject();
}

void writeMarks(JsonWriter& json, const std::vector<ThroughputMark>& marks) {
  json.key("marks");
  json.beginArray();
  for (const ThroughputMark& mark : marks) {
    json.beginObject();
    json.member("kind", name(mark.kind));
    json.member("at_s", secondsOf(mark.at));
    json.member("stream", mark.stream == 0 ? std::nullopt : std::optional(mark.stream));
    json.endObject();
  }
  json.endArray();
}

void writeCpu(JsonWriter& json, const ThroughputReport& report) {
  json.key("cpu");
  json.beginObject();
  json.member("local_percent", report.cpuPercent);
  json.member("local_user_percent", report.cpuUserPercent);
  json.member("local_system_percent", report.cpuSystemPercent);
  json.member("remote_percent", report.peerCpuPercent);
  json.endObject();
}

void writeError(JsonWriter& json, const std::optional<Error>& error) {
  json.key("error");
  if (!error) return json.null();
  json.beginObject();
  json.member("code", name(error->code));
  writeText(json, "operation", error->operation);
  writeText(json, "subject", error->subject);
  json.member("os_code", error->osCode == 0 ? std::nullopt : std::optional(error->osCode));
  json.endObject();
}

template <typename List, typename Write>
void writeList(JsonWriter& json, std::string_view key, const List& list, Write write) {
  json.key(key);
  json.beginArray();
  for (const auto& item : list)
    write(json, item);
  json.endArray();
}

}  // namespace

std::string throughputJson(const ThroughputReport& report) {
  JsonWriter json;
  json.beginObject();
  json.member("schema", "synscope/throughput/1");
  writeThroughputStart(json, report);
  writeText(json, "congestion", report.congestion);
  writeText(json, "peer_congestion", report.peerCongestion);
  writeList(json, "intervals", report.intervals, writeInterval);
  writeMarks(json, report.marks);
  writeList(json, "streams", report.streams, writeStreamTotal);
  writeSums(json, report);
  writeWhyVerdict(json, report.why);
  writeLoadedLatency(json, report.latency);
  writeCpu(json, report);
  writeText(json, "server_output", report.serverOutput);
  json.member("finished", report.finished && !report.error && !report.interrupted);
  json.member("interrupted", report.interrupted);
  writeError(json, report.error);
  json.member("unreachable", report.unreachable ? std::optional(name(report.unreachable->state)) : std::nullopt);
  json.endObject();
  return json.take();
}

}  // namespace synscope
