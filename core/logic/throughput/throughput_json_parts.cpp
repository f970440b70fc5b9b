#include "core/logic/throughput/throughput_json_parts.h"

#include "core/logic/base/json_writer.h"
#include "core/logic/throughput/loaded_latency.h"

namespace synscope {
namespace {

double secondsOf(Duration time) {
  return std::chrono::duration<double>(time).count();
}

std::optional<double> ms(const std::optional<Duration>& time) {
  return time ? std::optional(toMs(*time)) : std::nullopt;
}

template <typename T>
std::optional<T> unlessZero(T value) {
  return value == T{} ? std::nullopt : std::optional(value);
}

/// What was asked for; 0 and empty stand for "not asked" and become null.
void writeAsked(JsonWriter& json, const ThroughputSettings& settings) {
  json.member("protocol", name(settings.protocol));
  json.member("direction", name(settings.direction));
  json.member("parallel", settings.parallel);
  json.member("time_s", secondsOf(settings.time));
  json.member("omit_s", secondsOf(settings.omit));
  json.member("bytes", unlessZero(settings.bytes));
  json.member("blocks", unlessZero(settings.blocks));
  json.member("asked_bits_per_second", unlessZero(settings.bitsPerSecond.value_or(0)));
  json.member("burst", unlessZero(settings.burst));
  json.member("pacing_bits_per_second", unlessZero(settings.pacing));
  json.member("window_bytes", unlessZero(settings.window));
  json.member("asked_mss", unlessZero(settings.mss));
  json.member("no_delay", settings.noDelay);
  json.member("tos", settings.tos);
  json.member("counters_64bit", settings.counters64);
  json.member("dont_fragment", settings.dontFragment);
  json.member("title", settings.title.empty() ? std::nullopt : std::optional<std::string_view>(settings.title));
}

void writeNumbers(JsonWriter& json, const LatencyNumbers& numbers) {
  json.member("count", numbers.count);
  json.member("min_ms", ms(numbers.min));
  json.member("avg_ms", ms(numbers.average));
  json.member("p50_ms", ms(numbers.p50));
  json.member("p90_ms", ms(numbers.p90));
  json.member("p95_ms", ms(numbers.p95));
  json.member("p99_ms", ms(numbers.p99));
  json.member("max_ms", ms(numbers.max));
  json.member("jitter_ms", ms(numbers.jitter));
}

std::optional<std::string_view> toldGrade(std::string_view grade) {
  return grade.empty() ? std::nullopt : std::optional(grade);
}

/// Where every handshake went unanswered there is still that to tell.
void writeLoad(JsonWriter& json, const LoadedLatency& latency, LoadState load) {
  const std::uint64_t unanswered = unansweredOf(latency.samples, load);
  json.key(name(load));
  if (!latency.of(load) && unanswered == 0) return json.null();
  const LoadEffect effect = effectOf(latency.idle, latency.of(load));
  json.beginObject();
  writeNumbers(json, latency.of(load).value_or(LatencyNumbers{}));
  json.member("unanswered", unanswered);
  json.member("added_ms", ms(effect.added));
  json.member("grade", toldGrade(effect.grade));
  json.member("round_trips_per_minute", effect.roundTripsPerMinute);
  json.endObject();
}

void writeIdle(JsonWriter& json, const LoadedLatency& latency) {
  json.key("idle");
  if (!latency.idle) return json.null();
  const LatencyBaseline baseline = baselineOf(latency.samples);
  json.beginObject();
  writeNumbers(json, *latency.idle);
  json.member("handshakes", baseline.handshakes);
  json.member("acknowledgements", baseline.acknowledgements);
  json.member("delayed_acknowledgements_left_out", baseline.leftOut);
  json.member("source", baseline.inferred ? "inferred" : "observed");
  json.endObject();
}

void writeSamples(JsonWriter& json, const std::vector<LoadSample>& samples) {
  json.key("samples");
  json.beginArray();
  for (const LoadSample& sample : samples) {
    json.newLine();
    json.beginObject();
    json.member("at_s", secondsOf(sample.at));
    json.member("load", name(sample.load));
    json.member("method", name(sample.method));
    json.member("ms", ms(sample.time));
    json.member("syn_retransmits", static_cast<std::uint64_t>(sample.synRetransmits));
    json.member("counted", sample.counted);
    json.endObject();
  }
  json.endArray();
}

}  // namespace

void writeThroughputStart(JsonWriter& json, const ThroughputReport& report) {
  json.beginObject();
  json.member("role", report.client ? "client" : "server");
  json.member("host", std::string_view(report.host));
  json.member("local", std::string_view(report.local.toString()));
  json.member("peer", std::string_view(report.peer.toString()));
  json.member("peer_version", std::string_view(report.peerVersion));
  json.member("started_at_ms", report.startedAtMs);
  json.member("elapsed_s", secondsOf(report.elapsed));
  writeAsked(json, report.settings);
  json.member("block_length", report.blockLength);
  json.member("mss", report.mss);
  json.endObject();
}

void writeWhyVerdict(JsonWriter& json, const std::optional<WhyVerdict>& why) {
  json.key("why");
  if (!why) return json.null();
  json.beginObject();
  json.member("code", name(why->cause));
  json.member("confidence_percent", why->confidence);
  json.member("sender", why->sender);
  json.member("busy_percent", why->busyPercent);
  json.member("receiver_limited_percent", why->receiverLimitedPercent);
  json.member("sender_limited_percent", why->senderLimitedPercent);
  json.key("numbers");
  json.beginObject();
  for (const WhyNumber& number : why->numbers)
    json.member(number.name, number.value);
  json.endObject();
  json.key("also");
  json.beginArray();
  for (const SlowCause cause : why->also)
    json.value(name(cause));
  json.endArray();
  json.endObject();
}

void writeLoadedLatency(JsonWriter& json, const std::optional<LoadedLatency>& latency) {
  json.key("latency");
  if (!latency) return json.null();
  json.beginObject();
  json.member("grade", toldGrade(latency->grade));
  json.member("round_trips_per_minute", latency->roundTripsPerMinute);
  writeIdle(json, *latency);
  for (const LoadState load : allLoads())
    writeLoad(json, *latency, load);
  writeSamples(json, latency->samples);
  json.endObject();
}

}  // namespace synscope
