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

void writeStreamTotal(JsonWriter& json, const StreamTotal& stream, bool client) {
  json.newLine();
  json.beginObject();
  json.member("id", stream.stream);
  json.member("sender", stream.sender);
  json.member("direction", directionOf(client, stream.sender));
  json.member("local", std::string_view(stream.local.toString()));
  json.member("peer", std::string_view(stream.peer.toString()));
  writeTransfer(json, "sent", stream.sentBytes, stream.sentTime, stream.retransmits);
  writeTransfer(json, "received", stream.receivedBytes, stream.receivedTime, std::nullopt);
  writeDatagrams(json, stream);
  json.member("cpu_percent", stream.cpuPercent);
  writeTcpInfo(json, stream.info);
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
  json.member("remote_user_percent", report.peerCpuUserPercent);
  json.member("remote_system_percent", report.peerCpuSystemPercent);
  json.endObject();
}

void writeError(JsonWriter& json, const std::optional<Error>& error) {
  if (!error) return json.null();
  json.beginObject();
  json.member("code", name(error->code));
  writeText(json, "operation", error->operation);
  writeText(json, "subject", error->subject);
  json.member("os_code", error->osCode == 0 ? std::nullopt : std::optional(error->osCode));
  json.endObject();
}

template <typename List, typename Write>
void writeList(JsonWriter& json, std::string_view key, const List& list, bool client, Write write) {
  json.key(key);
  json.beginArray();
  for (const auto& item : list)
    write(json, item, client);
  json.endArray();
}

void writeDocument(JsonWriter& json, const ThroughputReport& report) {
  json.beginObject();
  json.member("schema", "synscope/throughput/1");
  json.key("start");
  writeThroughputStart(json, report);
  writeText(json, "congestion", report.congestion);
  writeText(json, "peer_congestion", report.peerCongestion);
  writeList(json, "intervals", report.intervals, report.client, writeThroughputInterval);
  writeMarks(json, report.marks);
  writeList(json, "streams", report.streams, report.client, writeStreamTotal);
  writeThroughputSums(json, report);
  writeWhyVerdict(json, report.why);
  writeLoadedLatency(json, report.latency);
  writeCpu(json, report);
  writeText(json, "server_output", report.serverOutput);
  json.member("finished", report.finished && !report.error && !report.interrupted);
  json.member("interrupted", report.interrupted);
  json.key("error");
  writeError(json, report.error);
  json.member("unreachable", report.unreachable ? std::optional(name(report.unreachable->state)) : std::nullopt);
  json.endObject();
}

/// Line ends stand between values only: in texts they are escaped.
std::string onOneLine(std::string json) {
  std::erase(json, '\n');
  return json;
}

template <typename Write>
std::string event(std::string_view kind, std::optional<std::uint64_t> test, Write writeData) {
  JsonWriter json;
  json.beginObject();
  json.member("event", kind);
  if (test) json.member("test", *test);
  json.key("data");
  writeData(json);
  json.endObject();
  return onOneLine(json.take());
}

}  // namespace

std::string throughputJson(const ThroughputReport& report) {
  JsonWriter json;
  writeDocument(json, report);
  return json.take();
}

std::string throughputJsonLine(const ThroughputReport& report) {
  return onOneLine(throughputJson(report));
}

std::string throughputStartEvent(const ThroughputReport& report, std::optional<std::uint64_t> test) {
  return event("start", test, [&](JsonWriter& json) { writeThroughputStart(json, report); });
}

std::string throughputIntervalEvent(const ThroughputInterval& interval, bool client,
                                    std::optional<std::uint64_t> test) {
  return event("interval", test, [&](JsonWriter& json) { writeThroughputInterval(json, interval, client); });
}

std::string throughputErrorEvent(const Error& error, std::optional<std::uint64_t> test) {
  return event("error", test, [&](JsonWriter& json) { writeError(json, error); });
}

std::string throughputEndEvent(const ThroughputReport& report, std::optional<std::uint64_t> test) {
  return event("end", test, [&](JsonWriter& json) { writeDocument(json, report); });
}

}  // namespace synscope
