#include "ui/throughput/kept_throughput.h"

#include "core/logic/base/enum_values.h"
#include "core/logic/throughput/loaded_latency.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

const QString kSchema = QStringLiteral("synscope/throughput-run/1");
constexpr qsizetype kMostIntervals = 100'000, kMostStreams = 256, kMostMarks = 10'000, kMostNumbers = 64,
                    kMostSamples = 20'000;

QString key(const char* name) {
  return QString::fromLatin1(name);
}

QString word(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

double seconds(Duration time) {
  return toMs(time) / 1000;
}

template <typename T>
QJsonValue maybe(const std::optional<T>& known) {
  return known ? QJsonValue(static_cast<double>(*known)) : QJsonValue();
}

QJsonValue maybeMs(const std::optional<Duration>& known) {
  return known ? QJsonValue(toMs(*known)) : QJsonValue();
}

Duration durationOf(const QJsonValue& value, double unitNs = 1e9) {
  const double number = value.toDouble();
  const bool sane = std::isfinite(number) && std::abs(number) < 1e9;
  return sane ? Duration(static_cast<Duration::rep>(std::llround(number * unitNs))) : Duration{};
}

template <typename T>
std::optional<T> known(const QJsonValue& value) {
  const double number = value.toDouble(-1);
  if (!value.isDouble() || !(number >= 0) || number > 1e18) return std::nullopt;
  return static_cast<T>(number);
}

template <typename T>
T countOf(const QJsonValue& value) {
  return known<T>(value).value_or(T{});
}

QJsonValue datagramsJson(const std::optional<DatagramCounts>& counts) {
  if (!counts) return {};
  return QJsonObject{{key("packets"), static_cast<double>(counts->packets)},
                     {key("lost"), static_cast<double>(counts->lost)},
                     {key("out_of_order"), static_cast<double>(counts->outOfOrder)},
                     {key("buffer_drops"), maybe(counts->bufferDrops)},
                     {key("jitter_ms"), maybeMs(counts->jitter)}};
}

std::optional<DatagramCounts> datagramsOf(const QJsonValue& value) {
  if (!value.isObject()) return std::nullopt;
  const QJsonObject json = value.toObject();
  DatagramCounts counts;
  counts.packets = countOf<std::uint64_t>(json[key("packets")]);
  counts.lost = static_cast<std::int64_t>(std::clamp(json[key("lost")].toDouble(), -1e15, 1e15));
  counts.outOfOrder = countOf<std::uint64_t>(json[key("out_of_order")]);
  counts.bufferDrops = known<std::uint64_t>(json[key("buffer_drops")]);
  if (json[key("jitter_ms")].isDouble()) counts.jitter = durationOf(json[key("jitter_ms")], 1e6);
  return counts;
}

QJsonObject streamJson(const StreamInterval& stream) {
  return {{key("stream"), stream.stream},
          {key("sends"), stream.sender},
          {key("bytes"), static_cast<double>(stream.bytes)},
          {key("retransmits"), maybe(stream.retransmits)},
          {key("rtt_us"), maybe(stream.rttUs)},
          {key("cwnd_bytes"), maybe(stream.cwndBytes)},
          {key("cpu_percent"), maybe(stream.cpuPercent)},
          {key("datagrams"), datagramsJson(stream.datagrams)}};
}

QJsonObject intervalJson(const ThroughputInterval& interval) {
  QJsonArray streams;
  for (const StreamInterval& stream : interval.streams)
    streams.append(streamJson(stream));
  return {{key("begin_s"), seconds(interval.begin)},
          {key("end_s"), seconds(interval.end)},
          {key("omitted"), interval.omitted},
          {key("cpu_percent"), maybe(interval.cpuPercent)},
          {key("streams"), streams}};
}

ThroughputInterval intervalOf(const QJsonObject& json) {
  ThroughputInterval interval;
  interval.begin = durationOf(json[key("begin_s")]);
  interval.end = durationOf(json[key("end_s")]);
  interval.omitted = json[key("omitted")].toBool();
  interval.cpuPercent = known<double>(json[key("cpu_percent")]);
  const QJsonArray streams = json[key("streams")].toArray();
  for (qsizetype index = 0; index < std::min(streams.size(), kMostStreams); ++index) {
    const QJsonObject each = streams[index].toObject();
    StreamInterval stream;
    stream.stream = each[key("stream")].toInt();
    stream.sender = each[key("sends")].toBool();
    stream.begin = interval.begin;
    stream.end = interval.end;
    stream.omitted = interval.omitted;
    stream.bytes = countOf<std::uint64_t>(each[key("bytes")]);
    stream.retransmits = known<std::uint64_t>(each[key("retransmits")]);
    stream.rttUs = known<std::uint32_t>(each[key("rtt_us")]);
    stream.cwndBytes = known<std::uint32_t>(each[key("cwnd_bytes")]);
    stream.cpuPercent = known<double>(each[key("cpu_percent")]);
    stream.datagrams = datagramsOf(each[key("datagrams")]);
    interval.streams.push_back(stream);
  }
  return interval;
}

QJsonObject totalJson(const StreamTotal& total) {
  return {{key("stream"), total.stream},
          {key("sends"), total.sender},
          {key("local"), word(total.local.address.toString())},
          {key("local_port"), total.local.port},
          {key("peer"), word(total.peer.address.toString())},
          {key("peer_port"), total.peer.port},
          {key("sent_bytes"), static_cast<double>(total.sentBytes)},
          {key("received_bytes"), static_cast<double>(total.receivedBytes)},
          {key("sent_s"), seconds(total.sentTime)},
          {key("received_s"), seconds(total.receivedTime)},
          {key("retransmits"), maybe(total.retransmits)},
          {key("cpu_percent"), maybe(total.cpuPercent)},
          {key("datagrams"), datagramsJson(total.datagrams)}};
}

IpEndpoint endpointOf(const QJsonObject& json, const char* address, const char* port) {
  IpEndpoint endpoint;
  if (const auto parsed = IpAddress::parse(json[key(address)].toString().toStdString())) endpoint.address = *parsed;
  endpoint.port = static_cast<std::uint16_t>(std::clamp(json[key(port)].toInt(), 0, 65'535));
  return endpoint;
}

StreamTotal totalOf(const QJsonObject& json) {
  StreamTotal total;
  total.stream = json[key("stream")].toInt();
  total.sender = json[key("sends")].toBool();
  total.local = endpointOf(json, "local", "local_port");
  total.peer = endpointOf(json, "peer", "peer_port");
  total.sentBytes = countOf<std::uint64_t>(json[key("sent_bytes")]);
  total.receivedBytes = countOf<std::uint64_t>(json[key("received_bytes")]);
  total.sentTime = durationOf(json[key("sent_s")]);
  total.receivedTime = durationOf(json[key("received_s")]);
  total.retransmits = known<std::uint64_t>(json[key("retransmits")]);
  total.cpuPercent = known<double>(json[key("cpu_percent")]);
  total.datagrams = datagramsOf(json[key("datagrams")]);
  return total;
}

QJsonValue latencyJson(const std::optional<LatencyNumbers>& numbers) {
  if (!numbers) return {};
  return QJsonObject{{key("count"), static_cast<double>(numbers->count)},
                     {key("p50_ms"), maybeMs(numbers->p50)},
                     {key("p99_ms"), maybeMs(numbers->p99)},
                     {key("max_ms"), maybeMs(numbers->max)}};
}

std::optional<LatencyNumbers> latencyOf(const QJsonValue& value) {
  if (!value.isObject()) return std::nullopt;
  const QJsonObject json = value.toObject();
  LatencyNumbers numbers;
  numbers.count = countOf<std::uint64_t>(json[key("count")]);
  const auto time = [&json](const char* name) {
    const QJsonValue each = json[key(name)];
    return each.isDouble() ? std::optional(durationOf(each, 1e6)) : std::nullopt;
  };
  numbers.p50 = time("p50_ms");
  numbers.p99 = time("p99_ms");
  numbers.max = time("max_ms");
  return numbers;
}

QJsonArray loadSamplesJson(const std::vector<LoadSample>& samples) {
  QJsonArray array;
  for (const LoadSample& sample : samples)
    array.append(QJsonObject{{key("at_s"), seconds(sample.at)},
                             {key("load"), word(name(sample.load))},
                             {key("method"), word(name(sample.method))},
                             {key("ms"), maybeMs(sample.time)},
                             {key("syn_retransmits"), static_cast<double>(sample.synRetransmits)}});
  return array;
}

std::vector<LoadSample> loadSamplesOf(const QJsonArray& array) {
  std::vector<LoadSample> samples;
  for (qsizetype index = 0; index < std::min(array.size(), kMostSamples); ++index) {
    const QJsonObject each = array[index].toObject();
    LoadSample sample;
    sample.at = durationOf(each[key("at_s")]);
    for (const auto load : enumValues<LoadState, LoadState::kBoth>())
      if (each[key("load")].toString() == word(name(load))) sample.load = load;
    for (const auto method : enumValues<LoadMethod, LoadMethod::kLeastRtt>())
      if (each[key("method")].toString() == word(name(method))) sample.method = method;
    if (each[key("ms")].isDouble()) sample.time = durationOf(each[key("ms")], 1e6);
    sample.synRetransmits = countOf<std::uint32_t>(each[key("syn_retransmits")]);
    samples.push_back(sample);
  }
  return samples;
}

/// The numbers stand beside the samples for who reads the file; read back they are made of the samples.
QJsonObject loadedLatencyJson(const LoadedLatency& latency) {
  return {{key("idle"), latencyJson(latency.idle)},          {key("up"), latencyJson(latency.up)},
          {key("down"), latencyJson(latency.down)},          {key("both"), latencyJson(latency.both)},
          {key("rpm"), maybe(latency.roundTripsPerMinute)},  {key("grade"), word(latency.grade)},
          {key("samples"), loadSamplesJson(latency.samples)}};
}

/// Runs of before had numbers only.
LoadedLatency loadedLatencyFrom(const QJsonObject& json) {
  std::vector<LoadSample> samples = loadSamplesOf(json[key("samples")].toArray());
  if (!samples.empty()) return loadedLatencyOf(std::move(samples));
  return judgeLoadedLatency(latencyOf(json[key("idle")]), latencyOf(json[key("up")]), latencyOf(json[key("down")]),
                            latencyOf(json[key("both")]));
}

QJsonValue whyJson(const std::optional<WhyVerdict>& why) {
  if (!why) return {};
  QJsonArray numbers, also;
  for (const WhyNumber& each : why->numbers)
    numbers.append(QJsonObject{{key("name"), word(each.name)}, {key("value"), each.value}});
  for (const SlowCause cause : why->also)
    also.append(word(name(cause)));
  return QJsonObject{{key("cause"), word(name(why->cause))},
                     {key("confidence"), why->confidence},
                     {key("sends"), why->sender},
                     {key("numbers"), numbers},
                     {key("also"), also}};
}

SlowCause causeOf(const QString& text) {
  for (const auto cause : enumValues<SlowCause, SlowCause::kStoppedEarly>())
    if (text == word(name(cause))) return cause;
  return SlowCause::kUnknown;
}

std::optional<WhyVerdict> whyOf(const QJsonValue& value) {
  if (!value.isObject()) return std::nullopt;
  const QJsonObject json = value.toObject();
  WhyVerdict why;
  why.cause = causeOf(json[key("cause")].toString());
  why.confidence = std::clamp(json[key("confidence")].toInt(), 0, 100);
  why.sender = json[key("sends")].toBool();
  const QJsonArray numbers = json[key("numbers")].toArray(), also = json[key("also")].toArray();
  for (qsizetype index = 0; index < std::min(numbers.size(), kMostNumbers); ++index) {
    const QJsonObject each = numbers[index].toObject();
    why.numbers.push_back({each[key("name")].toString().toStdString(), each[key("value")].toDouble()});
  }
  for (qsizetype index = 0; index < std::min(also.size(), kMostNumbers); ++index)
    why.also.push_back(causeOf(also[index].toString()));
  return why;
}

QJsonObject settingsJson(const ThroughputSettings& settings) {
  return {{key("protocol"), word(name(settings.protocol))},
          {key("direction"), word(name(settings.direction))},
          {key("streams"), settings.parallel},
          {key("time_s"), seconds(settings.time)},
          {key("omit_s"), seconds(settings.omit)},
          {key("bytes"), static_cast<double>(settings.bytes)},
          {key("bits_per_second"), maybe(settings.bitsPerSecond)}};
}

ThroughputSettings settingsOf(const QJsonObject& json) {
  ThroughputSettings settings;
  if (json[key("protocol")].toString() == word(name(Protocol::kUdp))) settings.protocol = Protocol::kUdp;
  for (const auto direction : enumValues<TransferDirection, TransferDirection::kInTurn>())
    if (json[key("direction")].toString() == word(name(direction))) settings.direction = direction;
  settings.parallel = std::clamp(json[key("streams")].toInt(1), 1, 128);
  settings.time = durationOf(json[key("time_s")]);
  settings.omit = durationOf(json[key("omit_s")]);
  settings.bytes = countOf<std::uint64_t>(json[key("bytes")]);
  settings.bitsPerSecond = known<std::uint64_t>(json[key("bits_per_second")]);
  return settings;
}

template <typename Item, typename Write>
QJsonArray arrayOf(const std::vector<Item>& items, Write write) {
  QJsonArray array;
  for (const Item& item : items)
    array.append(write(item));
  return array;
}

void readMarks(const QJsonArray& marks, ThroughputReport& report) {
  for (qsizetype index = 0; index < std::min(marks.size(), kMostMarks); ++index) {
    const QJsonObject mark = marks[index].toObject();
    const int kind = std::clamp(mark[key("kind")].toInt(), 0, static_cast<int>(ThroughputMark::Kind::kTurn));
    report.marks.push_back(
        {static_cast<ThroughputMark::Kind>(kind), durationOf(mark[key("at_s")]), mark[key("stream")].toInt()});
  }
}

}  // namespace

QJsonObject keptThroughputJson(const ThroughputReport& report) {
  QJsonObject json{{key("schema"), kSchema},
                   {key("started_at_ms"), static_cast<double>(report.startedAtMs)},
                   {key("client"), report.client},
                   {key("host"), word(report.host)},
                   {key("address"), word(report.peer.address.toString())},
                   {key("port"), report.peer.port},
                   {key("peer_version"), word(report.peerVersion)},
                   {key("congestion"), word(report.congestion)},
                   {key("elapsed_s"), seconds(report.elapsed)},
                   {key("cpu_percent"), maybe(report.cpuPercent)},
                   {key("peer_cpu_percent"), maybe(report.peerCpuPercent)},
                   {key("settings"), settingsJson(report.settings)},
                   {key("why"), whyJson(report.why)},
                   {key("why_other"), whyJson(report.whyOther)},
                   {key("interrupted"), report.interrupted},
                   {key("server_output"), word(report.serverOutput)},
                   {key("finished"), report.finished}};
  json[key("intervals")] = arrayOf(report.intervals, intervalJson);
  json[key("streams")] = arrayOf(report.streams, totalJson);
  json[key("marks")] = arrayOf(report.marks, [](const ThroughputMark& mark) {
    return QJsonObject{
        {key("kind"), static_cast<int>(mark.kind)}, {key("at_s"), seconds(mark.at)}, {key("stream"), mark.stream}};
  });
  if (report.latency) json[key("latency")] = loadedLatencyJson(*report.latency);
  return json;
}

Result<ThroughputReport> keptThroughputFromJson(const QJsonObject& json) {
  if (json[key("schema")].toString() != kSchema) return Error{ErrorCode::kBadRecording, "schema", {}};
  const QJsonArray intervals = json[key("intervals")].toArray(), streams = json[key("streams")].toArray();
  if (intervals.size() > kMostIntervals) return Error{ErrorCode::kBadRecording, "intervals", {}};
  if (streams.size() > kMostStreams) return Error{ErrorCode::kBadRecording, "streams", {}};
  ThroughputReport report;
  report.startedAtMs = json[key("started_at_ms")].toInteger();
  report.client = json[key("client")].toBool();
  report.host = json[key("host")].toString().toStdString();
  report.peer = endpointOf(json, "address", "port");
  report.peerVersion = json[key("peer_version")].toString().toStdString();
  report.congestion = json[key("congestion")].toString().toStdString();
  report.elapsed = durationOf(json[key("elapsed_s")]);
  report.cpuPercent = known<double>(json[key("cpu_percent")]);
  report.peerCpuPercent = known<double>(json[key("peer_cpu_percent")]);
  report.settings = settingsOf(json[key("settings")].toObject());
  report.why = whyOf(json[key("why")]);
  report.whyOther = whyOf(json[key("why_other")]);
  report.interrupted = json[key("interrupted")].toBool();
  report.serverOutput = json[key("server_output")].toString().toStdString();
  report.finished = json[key("finished")].toBool();
  for (const QJsonValue& each : intervals)
    report.intervals.push_back(intervalOf(each.toObject()));
  for (const QJsonValue& each : streams)
    report.streams.push_back(totalOf(each.toObject()));
  readMarks(json[key("marks")].toArray(), report);
  if (json[key("latency")].isObject()) report.latency = loadedLatencyFrom(json[key("latency")].toObject());
  return report;
}

}  // namespace synscope
