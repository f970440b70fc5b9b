#include "core/logic/latency/latency_json.h"

#include <cmath>

namespace synscope {
namespace {

/// To the nanosecond: what a double of this size can hold, and no digits beyond.
std::optional<double> ms(const std::optional<Duration>& duration) {
  return duration ? std::optional(static_cast<double>(duration->count()) / 1e6) : std::nullopt;
}

double seconds(Duration duration) {
  return std::round(static_cast<double>(duration.count()) / 1e3) / 1e6;
}

void writeNumbers(JsonWriter& json, const LatencyNumbers& numbers) {
  json.member("min_ms", ms(numbers.min));
  json.member("avg_ms", ms(numbers.average));
  json.member("p50_ms", ms(numbers.p50));
  json.member("p90_ms", ms(numbers.p90));
  json.member("p95_ms", ms(numbers.p95));
  json.member("p99_ms", ms(numbers.p99));
  json.member("max_ms", ms(numbers.max));
  json.member("stddev_ms", ms(numbers.deviation));
  json.member("jitter_ms", ms(numbers.jitter));
}

const LatencyNumbers& numbersOf(const LatencySummary& summary, LatencyStep step) {
  static const LatencyNumbers kNone;
  const auto found = summary.series.find(step);
  return found == summary.series.end() ? kNone : found->second;
}

void writeSeries(JsonWriter& json, const LatencyNumbers& numbers) {
  json.beginObject();
  json.member("count", numbers.count);
  writeNumbers(json, numbers);
  json.member("percentiles_over", numbers.window);
  json.key("histogram");
  json.beginArray();
  for (const LatencyBin& bin : numbers.histogram) {
    if (bin.count == 0) continue;
    json.beginObject();
    json.member("from_ms", ms(bin.from));
    json.member("to_ms", ms(bin.to));
    json.member("count", bin.count);
    json.endObject();
  }
  json.endArray();
  json.endObject();
}

void writeOutages(JsonWriter& json, const LatencySummary& summary, TimePoint begin) {
  json.beginArray();
  for (const LatencyOutage& outage : summary.outages) {
    json.beginObject();
    json.member("begin_s", seconds(outage.begin - begin));
    json.member("end_s", outage.end ? std::optional(seconds(*outage.end - begin)) : std::nullopt);
    json.member("length_s", outage.end ? std::optional(seconds(*outage.end - outage.begin)) : std::nullopt);
    json.member("failed", outage.failed);
    json.member("verdict", name(outage.verdict));
    json.member("reason", name(outage.reason));
    json.endObject();
  }
  json.endArray();
}

}  // namespace

LatencyStep mainStep(LatencyMethod method) {
  return method == LatencyMethod::kUdpEcho ? LatencyStep::kEcho : LatencyStep::kConnect;
}

void writeLatencySample(JsonWriter& json, const LatencySample& sample, TimePoint begin) {
  json.beginObject();
  json.member("seq", sample.seq);
  json.member("lane", sample.lane);
  json.member("at_s", seconds(sample.at - begin));
  json.member("ok", sample.ok);
  json.member("connect_ms", ms(sample.connect));
  json.member("tls_ms", ms(sample.tls));
  json.member("first_byte_ms", ms(sample.firstByte));
  json.member("echo_ms", ms(sample.echo));
  json.member("wall_ms", ms(sample.wall));
  json.member("kernel_rtt_ms", ms(sample.kernelRtt));
  json.member("syn_retransmits", sample.synRetransmits);
  json.member("reused", sample.reused);
  json.member("verdict", name(sample.verdict));
  json.member("reason", name(sample.reason));
  json.endObject();
}

void writeLatencyStats(JsonWriter& json, const LatencySummary& summary, LatencyStep step) {
  json.beginObject();
  json.member("sent", summary.sent);
  json.member("ok", summary.ok);
  json.member("failed", summary.failed);
  json.member("lost", summary.lost);
  json.member("pending", summary.pending);
  json.member("missed", summary.missed);
  json.member("loss_percent", summary.lossPercent);
  json.member("step", name(step));
  writeNumbers(json, numbersOf(summary, step));
  json.member("wall_ms", ms(summary.wall));
  json.member("kernel_rtt_ms", ms(summary.kernelRtt));
  json.member("syn_retransmitted", summary.retransmitted);
  json.member("syn_retransmits", summary.synRetransmits);
  json.key("failures");
  json.beginObject();
  for (const auto& [state, count] : summary.failures)
    json.member(name(state), count);
  json.endObject();
  json.key("open_failures");
  json.beginObject();
  for (const auto& [reason, count] : summary.openFailures)
    json.member(name(reason), count);
  json.endObject();
  json.member("outages", summary.outageCount);
  json.member("longest_good", summary.longestGood);
  json.member("longest_bad", summary.longestBad);
  json.endObject();
}

void writeLatencyLane(JsonWriter& json, const LatencySummary& summary, LatencyStep step, TimePoint begin) {
  json.beginObject();
  json.member("lane", summary.lane.id);
  json.member("host", std::string_view(summary.lane.target.host));
  json.member("address", std::string_view(summary.lane.address.address.toString()));
  json.member("port", summary.lane.target.port);
  json.member("retired", summary.lane.retired);
  json.key("stats");
  writeLatencyStats(json, summary, step);
  json.key("series");
  json.beginObject();
  for (const auto& [which, numbers] : summary.series) {
    json.key(name(which));
    writeSeries(json, numbers);
  }
  json.endObject();
  json.key("outages");
  writeOutages(json, summary, begin);
  json.endObject();
}

}  // namespace synscope
