#include "core/logic/throughput/iperf_results.h"

#include "core/logic/base/json_value.h"
#include "core/logic/base/json_writer.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kMaxStreams = 256;  // 128 per direction.
constexpr double kMaxSeconds = 1e8;       // Three years; far inside what a Duration holds.
constexpr double kMaxCpuPercent = 1e6;
constexpr double kMaxJitterSeconds = 3600;
constexpr std::int64_t kMaxCount = std::int64_t{1} << 53U;  ///< Exact as a double; sums of 256 do not overflow.

double secondsOf(Duration time) {
  return std::chrono::duration<double>(time).count();
}

Duration durationOf(double seconds) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(std::clamp(seconds, 0.0, kMaxSeconds)));
}

/// Reads required and optional numbers of one object. Invariant: ok() is false once a required one was missing.
class NumberReader {
 public:
  explicit NumberReader(const JsonValue& object) : m_object(object) {}

  bool ok() const { return m_ok; }

  std::int64_t integer(std::string_view key) {
    const JsonValue* value = required(key);
    return value ? value->integer().value_or(0) : 0;
  }
  double real(std::string_view key) {
    const JsonValue* value = required(key);
    return value ? value->number().value_or(0) : 0;
  }
  std::optional<std::int64_t> optionalInteger(std::string_view key) const {
    const JsonValue* value = m_object.findIgnoringCase(key);
    return value ? value->integer() : std::nullopt;
  }
  std::optional<double> optionalReal(std::string_view key) const {
    const JsonValue* value = m_object.findIgnoringCase(key);
    return value ? value->number() : std::nullopt;
  }

 private:
  /// Null stands for a number that could not be printed (NaN).
  const JsonValue* required(std::string_view key) {
    const JsonValue* value = m_object.findIgnoringCase(key);
    m_ok = m_ok && value && (value->isNull() || value->number());
    return value;
  }

  const JsonValue& m_object;
  bool m_ok = true;
};

void writeStream(JsonWriter& json, const IperfStreamResult& stream) {
  json.beginObject();
  json.member("id", stream.id);
  json.member("bytes", stream.bytes);
  stream.retransmits ? json.member("retransmits", *stream.retransmits) : json.member("retransmits", -1);
  json.member("jitter", secondsOf(stream.jitter));
  json.member("errors", stream.errors);
  if (stream.omittedErrors && stream.omittedPackets) json.member("omitted_errors", *stream.omittedErrors);
  json.member("packets", stream.packets);
  if (stream.omittedErrors && stream.omittedPackets) json.member("omitted_packets", *stream.omittedPackets);
  json.member("start_time", 0);
  json.member("end_time", secondsOf(stream.time.value_or(Duration{})));
  json.endObject();
}

std::optional<IperfStreamResult> readStream(const JsonValue& object) {
  NumberReader reader(object);
  IperfStreamResult stream;
  stream.id = static_cast<int>(std::clamp<std::int64_t>(reader.integer("id"), -1, 1'000'000));
  stream.bytes = static_cast<std::uint64_t>(std::clamp<std::int64_t>(reader.integer("bytes"), 0, kMaxCount));
  if (const std::int64_t count = reader.integer("retransmits"); count >= 0)
    stream.retransmits = static_cast<std::uint64_t>(std::min(count, kMaxCount));
  stream.jitter = durationOf(std::min(reader.real("jitter"), kMaxJitterSeconds));
  stream.errors = std::clamp<std::int64_t>(reader.integer("errors"), 0, kMaxCount);
  stream.packets = std::clamp<std::int64_t>(reader.integer("packets"), 0, kMaxCount);
  if (!reader.ok()) return std::nullopt;
  const auto errors = reader.optionalInteger("omitted_errors"), packets = reader.optionalInteger("omitted_packets");
  if (errors && packets && *errors >= 0 && *packets >= 0) {
    stream.omittedErrors = std::min(*errors, kMaxCount);
    stream.omittedPackets = std::min(*packets, kMaxCount);
  }
  const auto begin = reader.optionalReal("start_time"), end = reader.optionalReal("end_time");
  if (end && *end > begin.value_or(0)) stream.time = durationOf(*end - begin.value_or(0));
  return stream;
}

bool readStreams(const JsonValue* array, std::vector<IperfStreamResult>& streams) {
  if (!array || !array->items() || array->items()->size() > kMaxStreams) return false;
  for (const JsonValue& item : *array->items()) {
    const auto stream = readStream(item);
    if (!stream) return false;
    streams.push_back(*stream);
  }
  return true;
}

std::string textOf(const JsonValue* value) {
  return value && value->text() ? *value->text() : std::string();
}

void readOutput(const JsonValue& document, IperfResults& results) {
  const JsonValue* json = document.find("server_output_json");
  results.serverOutputIsJson = json && json->text();
  results.serverOutput = textOf(results.serverOutputIsJson ? json : document.findIgnoringCase("server_output_text"));
}

}  // namespace

std::string encodeIperfResults(const IperfResults& results) {
  JsonWriter json;
  json.beginObject();
  json.member("cpu_util_total", results.cpuPercent);
  json.member("cpu_util_user", results.cpuUserPercent);
  json.member("cpu_util_system", results.cpuSystemPercent);
  json.member("sender_has_retransmits", results.hasRetransmits);
  if (!results.congestion.empty()) json.member("congestion_used", std::string_view(results.congestion));
  if (!results.serverOutput.empty()) json.member("server_output_text", std::string_view(results.serverOutput));
  json.key("streams");
  json.beginArray();
  for (const IperfStreamResult& stream : results.streams)
    writeStream(json, stream);
  json.endArray();
  json.endObject();
  return json.take();
}

std::optional<IperfResults> decodeIperfResults(std::string_view json, std::size_t maxBytes) {
  const auto document = JsonValue::parse(json, {.maxBytes = maxBytes, .textKey = "server_output_json"});
  if (!document) return std::nullopt;
  NumberReader reader(*document);
  IperfResults results;
  results.cpuPercent = std::clamp(reader.real("cpu_util_total"), 0.0, kMaxCpuPercent);
  results.cpuUserPercent = std::clamp(reader.real("cpu_util_user"), 0.0, kMaxCpuPercent);
  results.cpuSystemPercent = std::clamp(reader.real("cpu_util_system"), 0.0, kMaxCpuPercent);
  results.hasRetransmits = static_cast<int>(std::clamp<std::int64_t>(reader.integer("sender_has_retransmits"), -1, 1));
  results.congestion = textOf(document->findIgnoringCase("congestion_used"));
  readOutput(*document, results);
  if (!reader.ok() || !readStreams(document->findIgnoringCase("streams"), results.streams)) return std::nullopt;
  return results;
}

}  // namespace synscope
