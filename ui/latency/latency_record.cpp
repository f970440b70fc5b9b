#include "ui/latency/latency_record.h"

#include "core/logic/base/enum_values.h"
#include "ui/latency/latency_number_names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <cmath>

namespace synscope {
namespace {

const QString kSchema = QStringLiteral("synscope/latency-run/1");
constexpr qsizetype kMostLanes = 256, kMostBuckets = 200'000, kMostBins = 2000, kMostOutages = 1000;
constexpr std::size_t kMostKept = 48'000;  ///< Stretches of all lines of a run: some megabytes of text.
constexpr std::size_t kLeastKept = 200;    ///< Of each line.

constexpr std::pair<const char*, std::uint64_t LatencySummary::*> kCounts[] = {
    {"sent", &LatencySummary::sent},
    {"ok", &LatencySummary::ok},
    {"failed", &LatencySummary::failed},
    {"missed", &LatencySummary::missed},
    {"pending", &LatencySummary::pending},
    {"retransmitted", &LatencySummary::retransmitted},
    {"syn_retransmits", &LatencySummary::synRetransmits},
    {"lost", &LatencySummary::lost},
    {"outage_count", &LatencySummary::outageCount},
    {"longest_good", &LatencySummary::longestGood},
    {"longest_bad", &LatencySummary::longestBad}};

QString word(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString key(const char* name) {
  return QString::fromLatin1(name);
}

QJsonValue ms(std::optional<Duration> duration) {
  return duration ? QJsonValue(toMs(*duration)) : QJsonValue();
}

double seconds(TimePoint at, TimePoint begin) {
  return toMs(at - begin) / 1000;
}

QJsonObject numbersJson(const LatencyNumbers& numbers) {
  QJsonObject json{{key("count"), static_cast<qint64>(numbers.count)},
                   {key("window"), static_cast<qint64>(numbers.window)}};
  for (const auto& [name, member] : kLatencyNumbers)
    json[key(name)] = ms(numbers.*member);
  QJsonArray bins;
  for (const LatencyBin& bin : numbers.histogram)
    bins.append(QJsonArray{toMs(bin.from), toMs(bin.to), static_cast<qint64>(bin.count)});
  json[key("histogram")] = bins;
  return json;
}

QJsonArray outagesJson(const LatencySummary& lane, TimePoint begin) {
  QJsonArray rows;
  for (const LatencyOutage& outage : lane.outages)
    rows.append(QJsonObject{{key("begin_s"), seconds(outage.begin, begin)},
                            {key("end_s"), outage.end ? QJsonValue(seconds(*outage.end, begin)) : QJsonValue()},
                            {key("failed"), static_cast<qint64>(outage.failed)},
                            {key("verdict"), word(name(outage.verdict))},
                            {key("reason"), word(name(outage.reason))}});
  return rows;
}

/// The lines of a lane by name, as they are kept.
using KeptLines = std::map<QString, std::vector<PlotBucket>>;

KeptLines keptLines(const LatencyLaneCurves& curves, std::size_t most) {
  KeptLines lines;
  for (const auto& [step, series] : curves.steps)
    lines[word(name(step))] = series->atMost(most);
  lines[key("failures")] = curves.failures->atMost(most);
  lines[key("retransmitted")] = curves.retransmitted->atMost(most);
  return lines;
}

std::map<std::uint32_t, KeptLines> keptLines(const LatencyCurves& curves) {
  std::size_t series = 0;
  for (const auto& [id, lane] : curves.lanes())
    series += lane.steps.size() + 2;
  std::map<std::uint32_t, KeptLines> all;
  for (const auto& [id, lane] : curves.lanes())
    all[id] = keptLines(lane, std::max(kLeastKept, kMostKept / series));
  return all;
}

void append(QByteArray& out, const PlotBucket& bucket) {
  out += '[';
  for (const double value : {bucket.begin, bucket.end, bucket.low, bucket.high, bucket.sum})
    out += QByteArray::number(value, 'g', QLocale::FloatingPointShortest) + ',';
  out += QByteArray::number(bucket.count) + (bucket.broken ? ",true]" : ",false]");
}

/// Written at once: as a tree of values it would take twenty times the memory.
void append(QByteArray& out, const KeptLines& lines) {
  out += '{';
  for (const auto& [name, buckets] : lines) {
    out += '"' + name.toLatin1() + "\":[";
    for (const PlotBucket& bucket : buckets) {
      append(out, bucket);
      out += ',';
    }
    if (!buckets.empty()) out.chop(1);
    out += "],";
  }
  if (!lines.empty()) out.chop(1);
  out += '}';
}

/// An object that goes on with another member.
void appendOpen(QByteArray& out, const QJsonObject& object, const char* member) {
  out += QJsonDocument(object).toJson(QJsonDocument::Compact);
  out.chop(1);
  out += QByteArray(",\"") + member + "\":";
}

/// About as many bytes as the text will have: grown step by step, it would be there twice.
qsizetype expectedSize(const std::map<std::uint32_t, KeptLines>& lanes) {
  constexpr std::size_t kOfBucket = 80, kOfLane = 64 * 1024;
  std::size_t size = kOfLane;
  for (const auto& [id, lines] : lanes) {
    size += kOfLane;
    for (const auto& [name, buckets] : lines)
      size += buckets.size() * kOfBucket;
  }
  return static_cast<qsizetype>(size);
}

QJsonObject laneJson(const LatencySummary& lane, TimePoint begin) {
  QJsonObject json{{key("id"), static_cast<qint64>(lane.lane.id)},
                   {key("host"), word(lane.lane.target.host)},
                   {key("port"), lane.lane.target.port},
                   {key("address"), word(lane.lane.address.address.toString())},
                   {key("retired"), lane.lane.retired},
                   {key("kernel_rtt_ms"), ms(lane.kernelRtt)},
                   {key("wall_ms"), ms(lane.wall)}};
  for (const auto& [name, member] : kCounts)
    json[key(name)] = static_cast<qint64>(lane.*member);
  json[key("loss_percent")] = lane.lossPercent ? QJsonValue(*lane.lossPercent) : QJsonValue();
  QJsonObject failures, openFailures, series;
  for (const auto& [state, count] : lane.failures)
    failures[word(name(state))] = static_cast<qint64>(count);
  for (const auto& [reason, count] : lane.openFailures)
    openFailures[word(name(reason))] = static_cast<qint64>(count);
  for (const auto& [step, numbers] : lane.series)
    series[word(name(step))] = numbersJson(numbers);
  json[key("failures")] = failures;
  json[key("open_failures")] = openFailures;
  json[key("series")] = series;
  json[key("outages")] = outagesJson(lane, begin);
  return json;
}

QJsonObject settingsJson(const LatencySettings& settings) {
  QJsonArray targets;
  for (const LatencyTarget& target : settings.targets)
    targets.append(QJsonObject{{key("host"), word(target.host)}, {key("port"), target.port}});
  return {{key("targets"), targets},
          {key("method"), word(name(settings.method))},
          {key("tls"), settings.tls},
          {key("verify_peer"), settings.verifyPeer},
          {key("path"), word(settings.path)},
          {key("keep_alive"), settings.keepAlive},
          {key("every_address"), settings.everyAddress},
          {key("interval_ms"), toMs(settings.interval)},
          {key("timeout_ms"), toMs(settings.timeout)},
          {key("count"), static_cast<qint64>(settings.count)}};
}

template <typename Enum, Enum last>
std::optional<Enum> enumOf(const QString& text) {
  for (const Enum value : enumValues<Enum, last>())
    if (text == word(name(value))) return value;
  return std::nullopt;
}

Duration durationOf(const QJsonValue& value) {
  constexpr double kMostMs = 1e12, kNsPerMs = 1e6;
  const double number = value.toDouble();
  return std::isfinite(number) && std::abs(number) < kMostMs ? Duration(static_cast<Duration::rep>(number * kNsPerMs))
                                                             : Duration{};
}

TimePoint timeOf(const QJsonValue& value) {
  return TimePoint(durationOf(QJsonValue(value.toDouble() * 1000)));
}

std::uint64_t countOf(const QJsonValue& value) {
  return static_cast<std::uint64_t>(std::max<qint64>(0, value.toInteger()));
}

std::shared_ptr<PlotSeries> seriesOf(const QJsonArray& rows) {
  auto series = std::make_shared<PlotSeries>();
  for (qsizetype index = 0; index < std::min(rows.size(), kMostBuckets); ++index) {
    const QJsonArray row = rows[index].toArray();
    PlotBucket bucket{row[0].toDouble(), row[1].toDouble(), row[2].toDouble(),
                      row[3].toDouble(), row[4].toDouble(), static_cast<std::uint32_t>(countOf(row[5])),
                      row[6].toBool()};
    series->restore(bucket);
  }
  return series;
}

LatencyNumbers numbersOf(const QJsonObject& json) {
  LatencyNumbers numbers;
  numbers.count = countOf(json[key("count")]);
  numbers.window = countOf(json[key("window")]);
  for (const auto& [name, member] : kLatencyNumbers)
    if (json[key(name)].isDouble()) numbers.*member = durationOf(json[key(name)]);
  const QJsonArray bins = json[key("histogram")].toArray();
  for (qsizetype index = 0; index < std::min(bins.size(), kMostBins); ++index) {
    const QJsonArray bin = bins[index].toArray();
    numbers.histogram.push_back({durationOf(bin[0]), durationOf(bin[1]), countOf(bin[2])});
  }
  return numbers;
}

std::optional<Reason> reasonOf(const QString& text) {
  for (const Reason reason : allReasons())
    if (text == word(name(reason))) return reason;
  return std::nullopt;
}

void readOutages(const QJsonArray& rows, LatencySummary& lane) {
  for (qsizetype index = 0; index < std::min(rows.size(), kMostOutages); ++index) {
    const QJsonObject row = rows[index].toObject();
    LatencyOutage outage;
    outage.begin = timeOf(row[key("begin_s")]);
    if (row[key("end_s")].isDouble()) outage.end = timeOf(row[key("end_s")]);
    outage.failed = countOf(row[key("failed")]);
    outage.verdict =
        enumOf<PortState, PortState::kCancelled>(row[key("verdict")].toString()).value_or(PortState::kFiltered);
    outage.reason = reasonOf(row[key("reason")].toString()).value_or(Reason::kOther);
    lane.outages.push_back(outage);
  }
}

LatencyLaneCurves curvesOf(const QJsonObject& json) {
  LatencyLaneCurves curves;
  for (const auto step : enumValues<LatencyStep, LatencyStep::kReused>()) {
    const QJsonArray rows = json[word(name(step))].toArray();
    if (!rows.isEmpty()) curves.steps[step] = seriesOf(rows);
  }
  curves.failures = seriesOf(json[key("failures")].toArray());
  curves.retransmitted = seriesOf(json[key("retransmitted")].toArray());
  return curves;
}

Result<LatencySummary> laneOf(const QJsonObject& json) {
  LatencySummary lane;
  const auto address = IpAddress::parse(json[key("address")].toString().toStdString());
  const int port = json[key("port")].toInt(-1);
  if (!address) return Error{ErrorCode::kBadRecording, "lanes.address", json[key("address")].toString().toStdString()};
  if (port < 0 || port > 65'535) return Error{ErrorCode::kBadRecording, "lanes.port", std::to_string(port)};
  lane.lane.id = static_cast<std::uint32_t>(countOf(json[key("id")]));
  lane.lane.target = {json[key("host")].toString().toStdString(), static_cast<std::uint16_t>(port)};
  lane.lane.address = {*address, static_cast<std::uint16_t>(port)};
  lane.lane.retired = json[key("retired")].toBool();
  for (const auto& [name, member] : kCounts)
    lane.*member = countOf(json[key(name)]);
  if (json[key("kernel_rtt_ms")].isDouble()) lane.kernelRtt = durationOf(json[key("kernel_rtt_ms")]);
  if (json[key("wall_ms")].isDouble()) lane.wall = durationOf(json[key("wall_ms")]);
  if (json[key("loss_percent")].isDouble()) lane.lossPercent = json[key("loss_percent")].toDouble();
  const QJsonObject failures = json[key("failures")].toObject(), series = json[key("series")].toObject();
  for (const auto state : enumValues<PortState, PortState::kCancelled>())
    if (const auto count = countOf(failures[word(name(state))])) lane.failures[state] = count;
  const QJsonObject openFailures = json[key("open_failures")].toObject();
  for (const Reason reason : allReasons())
    if (const auto count = countOf(openFailures[word(name(reason))])) lane.openFailures[reason] = count;
  for (const auto step : enumValues<LatencyStep, LatencyStep::kReused>())
    if (series.contains(word(name(step)))) lane.series[step] = numbersOf(series[word(name(step))].toObject());
  readOutages(json[key("outages")].toArray(), lane);
  return lane;
}

LatencySettings settingsOf(const QJsonObject& json) {
  LatencySettings settings;
  const QJsonArray targets = json[key("targets")].toArray();
  for (qsizetype index = 0; index < std::min(targets.size(), kMostLanes); ++index) {
    const QJsonObject target = targets[index].toObject();
    settings.targets.push_back({target[key("host")].toString().toStdString(),
                                static_cast<std::uint16_t>(target[key("port")].toInt() & 0xffff)});
  }
  settings.method =
      enumOf<LatencyMethod, LatencyMethod::kUdpEcho>(json[key("method")].toString()).value_or(LatencyMethod::kConnect);
  settings.tls = json[key("tls")].toBool();
  settings.verifyPeer = json[key("verify_peer")].toBool(true);
  settings.path = json[key("path")].toString(QStringLiteral("/")).toStdString();
  settings.keepAlive = json[key("keep_alive")].toBool();
  settings.everyAddress = json[key("every_address")].toBool();
  settings.interval = durationOf(json[key("interval_ms")]);
  settings.timeout = durationOf(json[key("timeout_ms")]);
  settings.count = countOf(json[key("count")]);
  return settings;
}

}  // namespace

std::function<QByteArray()> jsonOf(const LatencyRunRecord& record) {
  const QJsonObject head{{key("schema"), kSchema},
                         {key("started_at_ms"), static_cast<qint64>(record.startedAtMs)},
                         {key("dropped_from_plot"), static_cast<qint64>(record.dropped)},
                         {key("settings"), settingsJson(record.settings)}};
  return [head, table = record.table, all = keptLines(*record.curves)] {
    QByteArray out;
    out.reserve(expectedSize(all));
    appendOpen(out, head, "lanes");
    out += '[';
    for (const LatencySummary& lane : table->lanes) {
      const auto lines = all.find(lane.lane.id);
      appendOpen(out, laneJson(lane, table->begin), "curves");
      append(out, lines == all.end() ? KeptLines() : lines->second);
      out += "},";
    }
    if (!table->lanes.empty()) out.chop(1);
    out += "]}";
    return out;
  };
}

QByteArray toJson(const LatencyRunRecord& record) {
  return jsonOf(record)();
}

Result<LatencyRunRecord> latencyRecordFromJson(const QByteArray& bytes) {
  const QJsonObject json = QJsonDocument::fromJson(bytes).object();
  if (json[key("schema")].toString() != kSchema) return Error{ErrorCode::kBadRecording, "schema", {}};
  LatencyRunRecord record;
  record.startedAtMs = json[key("started_at_ms")].toInteger();
  record.dropped = countOf(json[key("dropped_from_plot")]);
  record.settings = settingsOf(json[key("settings")].toObject());
  auto table = std::make_shared<LatencyTable>();
  const QJsonArray lanes = json[key("lanes")].toArray();
  if (lanes.size() > kMostLanes) return Error{ErrorCode::kBadRecording, "lanes", std::to_string(lanes.size())};
  for (const QJsonValue& each : lanes) {
    auto lane = laneOf(each.toObject());
    if (!lane) return lane.error();
    record.curves->add(lane->lane.id, curvesOf(each.toObject()[key("curves")].toObject()));
    table->lanes.push_back(*lane);
  }
  record.table = table;
  return record;
}

}  // namespace synscope
