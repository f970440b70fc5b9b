#include "core/logic/latency/latency_recording.h"

#include "core/logic/base/enum_values.h"
#include "core/logic/base/json_value.h"
#include "core/logic/base/json_writer.h"

#include <algorithm>
#include <array>
#include <limits>

namespace synscope {
namespace {

constexpr std::string_view kSchema = "synscope/latency-recording/1";
constexpr Duration kLongestDuration = std::chrono::hours(24 * 365);

struct Field {
  std::string_view key;
  std::optional<Duration> LatencySample::*member;
};
constexpr std::array kDurations{Field{"connect_ns", &LatencySample::connect},
                                Field{"tls_ns", &LatencySample::tls},
                                Field{"first_byte_ns", &LatencySample::firstByte},
                                Field{"echo_ns", &LatencySample::echo},
                                Field{"wall_ns", &LatencySample::wall},
                                Field{"kernel_rtt_ns", &LatencySample::kernelRtt}};

class Encoder {
 public:
  void operator()(const LatencyRecordingHeader& header) {
    m_json.member("schema", kSchema);
    m_json.member("begin_ns", header.begin.time_since_epoch().count());
    m_json.member("epoch_ns", header.epochNs);
    m_json.member("method", name(header.method));
    m_json.member("tls", header.tls);
    m_json.member("keep_alive", header.keepAlive);
    m_json.member("interval_ns", header.interval.count());
    m_json.member("timeout_ns", header.timeout.count());
  }
  void operator()(const LatencyLaneOpened& opened) {
    m_json.member("lane", opened.lane.id);
    m_json.member("host", std::string_view(opened.lane.target.host));
    m_json.member("port", opened.lane.target.port);
    m_json.member("address", std::string_view(opened.lane.address.address.toString()));
  }
  void operator()(const LatencyLaneRetired& retired) {
    m_json.member("lane", retired.lane);
    m_json.member("retired", true);
  }
  void operator()(const LatencySentSoFar& so) {
    m_json.member("lane", so.lane);
    m_json.member("sent", so.sent);
    m_json.member("missed", so.missed);
  }
  void operator()(const LatencySample& sample) {
    m_json.member("lane", sample.lane);
    m_json.member("seq", sample.seq);
    m_json.member("at_ns", sample.at.time_since_epoch().count());
    m_json.member("verdict", name(sample.verdict));
    m_json.member("reason", name(sample.reason));
    m_json.member("ok", sample.ok);
    if (sample.reused) m_json.member("reused", true);
    for (const Field& field : kDurations)
      if (const auto& value = sample.*field.member) m_json.member(field.key, value->count());
    if (sample.synRetransmits) m_json.member("syn_retransmits", *sample.synRetransmits);
  }
  void operator()(const LatencyRecordingEnd&) { m_json.member("end", true); }

  std::string line(const LatencyRecord& record) {
    m_json.beginObject();
    std::visit(*this, record);
    m_json.endObject();
    return m_json.take() + '\n';
  }

 private:
  JsonWriter m_json;
};

std::optional<std::int64_t> wholeOf(const JsonValue& object, std::string_view key, std::int64_t least,
                                    std::int64_t most) {
  const JsonValue* value = object.find(key);
  const auto number = value == nullptr ? std::nullopt : value->integer();
  return number && *number >= least && *number <= most ? number : std::nullopt;
}

std::optional<std::uint32_t> laneOf(const JsonValue& object) {
  const auto lane = wholeOf(object, "lane", 0, std::numeric_limits<std::uint32_t>::max());
  return lane ? std::optional(static_cast<std::uint32_t>(*lane)) : std::nullopt;
}

bool isTrue(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.find(key);
  return value != nullptr && value->boolean().value_or(false);
}

std::optional<TimePoint> timeOf(const JsonValue& object, std::string_view key) {
  constexpr std::int64_t kFarthest = std::numeric_limits<std::int64_t>::max() / 4;
  const auto ns = wholeOf(object, key, -kFarthest, kFarthest);
  return ns ? std::optional(TimePoint(Duration(*ns))) : std::nullopt;
}

std::optional<Duration> durationOf(const JsonValue& object, std::string_view key) {
  const auto ns = wholeOf(object, key, 0, kLongestDuration.count());
  return ns ? std::optional(Duration(*ns)) : std::nullopt;
}

/// The value of an enumeration whose name stands under a key.
template <typename Range>
auto wordOf(const JsonValue& object, std::string_view key, const Range& all)
    -> std::optional<std::decay_t<decltype(all[0])>> {
  const JsonValue* value = object.find(key);
  if (value == nullptr || value->text() == nullptr) return std::nullopt;
  const auto found = std::ranges::find_if(all, [&](auto one) { return name(one) == *value->text(); });
  if (found == std::ranges::end(all)) return std::nullopt;
  return *found;
}

std::optional<LatencyRecord> decodeHeader(const JsonValue& object, const std::string& schema) {
  constexpr auto kMethods = enumValues<LatencyMethod, LatencyMethod::kUdpEcho>();
  const auto begin = timeOf(object, "begin_ns");
  const auto epoch = timeOf(object, "epoch_ns");
  const auto method = wordOf(object, "method", kMethods);
  const auto interval = durationOf(object, "interval_ns");
  const auto timeout = durationOf(object, "timeout_ns");
  if (schema != kSchema || !begin || !epoch || !method || !interval || !timeout) return std::nullopt;
  return LatencyRecordingHeader{*begin,
                                epoch->time_since_epoch().count(),
                                *method,
                                isTrue(object, "tls"),
                                isTrue(object, "keep_alive"),
                                *interval,
                                *timeout};
}

std::optional<LatencyRecord> decodeLane(const JsonValue& object, std::uint32_t id, const std::string& host) {
  const auto port = wholeOf(object, "port", 0, 65'535);
  const JsonValue* text = object.find("address");
  const auto address = text == nullptr || text->text() == nullptr ? std::nullopt : IpAddress::parse(*text->text());
  if (!port || !address) return std::nullopt;
  const auto number = static_cast<std::uint16_t>(*port);
  return LatencyLaneOpened{{id, {host, number}, {*address, number}, false}};
}

std::optional<LatencyRecord> decodeSent(const JsonValue& object, std::uint32_t id) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const auto sent = wholeOf(object, "sent", 0, kMost);
  const auto missed = wholeOf(object, "missed", 0, kMost);
  if (!sent || !missed) return std::nullopt;
  return LatencySentSoFar{id, static_cast<std::uint64_t>(*sent), static_cast<std::uint64_t>(*missed)};
}

std::optional<LatencyRecord> decodeSample(const JsonValue& object, std::uint32_t id, std::int64_t seq) {
  LatencySample sample;
  const auto at = timeOf(object, "at_ns");
  const auto verdict = wordOf(object, "verdict", allPortStates());
  const auto reason = wordOf(object, "reason", allReasons());
  if (!at || !verdict || !reason || seq < 1) return std::nullopt;
  sample.lane = id;
  sample.seq = static_cast<std::uint64_t>(seq);
  sample.at = *at;
  sample.verdict = *verdict;
  sample.reason = *reason;
  sample.ok = isTrue(object, "ok");
  sample.reused = isTrue(object, "reused");
  for (const Field& field : kDurations)
    sample.*field.member = durationOf(object, field.key);
  if (const auto count = wholeOf(object, "syn_retransmits", 0, 255))
    sample.synRetransmits = static_cast<std::uint32_t>(*count);
  return sample;
}

}  // namespace

std::string encodeLatencyRecord(const LatencyRecord& record) {
  return Encoder().line(record);
}

std::optional<LatencyRecord> decodeLatencyRecord(std::string_view line) {
  if (line.size() > kLongestLatencyLine) return std::nullopt;
  const auto object = JsonValue::parse(line, {.maxBytes = kLongestLatencyLine, .maxDepth = 2, .maxNodes = 64});
  if (!object || object->members() == nullptr) return std::nullopt;
  if (const JsonValue* schema = object->find("schema"); schema != nullptr && schema->text() != nullptr)
    return decodeHeader(*object, *schema->text());
  if (isTrue(*object, "end")) return LatencyRecordingEnd{};
  const auto lane = laneOf(*object);
  if (!lane) return std::nullopt;
  if (const JsonValue* host = object->find("host"); host != nullptr && host->text() != nullptr)
    return decodeLane(*object, *lane, *host->text());
  if (isTrue(*object, "retired")) return LatencyLaneRetired{*lane};
  if (object->find("sent") != nullptr) return decodeSent(*object, *lane);
  const auto seq = wholeOf(*object, "seq", 1, std::numeric_limits<std::int64_t>::max());
  return seq ? decodeSample(*object, *lane, *seq) : std::nullopt;
}

}  // namespace synscope
