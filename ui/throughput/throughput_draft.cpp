#include "ui/throughput/throughput_draft.h"

#include "core/logic/base/enum_values.h"
#include "ui/widgets/field_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace synscope {
namespace {

using Reader = FieldReader<ThroughputField>;

constexpr double kKilo = 1000, kKibi = 1024;
constexpr std::array<const char*, kThroughputFields> kNames{
    "server",   "protocol", "direction",     "streams",      "time",           "latency", "bytes",
    "rate",     "omit",     "interval",      "block-length", "window",         "mss",     "congestion",
    "pacing",   "tos",      "wait-busy",     "family",       "source-address", "user",    "password",
    "key-file", "no-delay", "server-output", "counters-64"};

QString word(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "512M", "1T": as it would be typed.
QString typedAs(double value, double kilo) {
  constexpr const char* kUnits[] = {"", "K", "M", "G", "T"};
  std::size_t unit = 0;
  for (; unit + 1 < std::size(kUnits) && value >= kilo && std::fmod(value, kilo) == 0; ++unit)
    value /= kilo;
  return QString::number(value, 'f', 0) + QLatin1String(kUnits[unit]);
}

double scaled(Reader& in, ThroughputField field, double least, double most, double kilo) {
  const auto value = parseScaled(in.typed(field), kilo);
  if (value && *value >= least && *value <= most) return *value;
  const QString limits = QStringLiteral("%1 – %2").arg(typedAs(least, kilo), typedAs(most, kilo));
  in.fail(field, {ErrorCode::kOutOfRange, limits.toStdString(), in.typed(field)});
  return least;
}

template <typename T>
T scaledIf(Reader& in, ThroughputField field, double least, double most, double kilo) {
  return in.has(field) ? static_cast<T>(scaled(in, field, least, most, kilo)) : T{};
}

void readConnection(Reader& in, ThroughputConnection& out) {
  constexpr double kMostWait = 3600;
  const auto [host, port] = in.target(ThroughputField::kServer);
  out.host = host;
  out.port = port.value_or(out.port);
  out.family = in.family(ThroughputField::kFamily);
  out.bindAddress = in.address(ThroughputField::kSourceAddress);
  if (in.has(ThroughputField::kWaitBusy))
    out.waitWhenBusy = in.time(ThroughputField::kWaitBusy, 0, kMostWait, Reader::kSecondsNs);
  if (in.has(ThroughputField::kInterval))
    out.interval = in.time(ThroughputField::kInterval, 0.1, 60, Reader::kSecondsNs);
  out.latencyUnderLoad = in.isOn(ThroughputField::kLatency);
}

/// The others are asked for where there is a user. The password is taken as it is typed.
void readLogin(Reader& in, const ThroughputDraft& draft, ThroughputConnection& out) {
  if (!in.has(ThroughputField::kUser)) return;
  for (const ThroughputField field : {ThroughputField::kPassword, ThroughputField::kKeyFile})
    if (draft.text(field).isEmpty()) return in.fail(field, {ErrorCode::kThroughputLogin, {}, {}});
  out.login = ThroughputLogin{in.typed(ThroughputField::kUser), draft.text(ThroughputField::kPassword).toStdString(),
                              in.file(ThroughputField::kKeyFile)};
}

void readLimits(Reader& in, ThroughputSettings& out) {
  constexpr double kMostTime = 86'400, kMostOmit = 600, kMostBytes = kKibi * kKibi * kKibi * kKibi * kKibi,
                   kMostRate = 1e12;
  out.time =
      in.has(ThroughputField::kTime) ? in.time(ThroughputField::kTime, 0, kMostTime, Reader::kSecondsNs) : Duration{};
  out.bytes = scaledIf<std::uint64_t>(in, ThroughputField::kBytes, 1, kMostBytes, kKibi);
  if (out.bytes > 0) out.time = {};
  if (in.has(ThroughputField::kOmit)) out.omit = in.time(ThroughputField::kOmit, 0, kMostOmit, Reader::kSecondsNs);
  if (in.has(ThroughputField::kRate))
    out.bitsPerSecond = static_cast<std::uint64_t>(scaled(in, ThroughputField::kRate, 0, kMostRate, kKilo));
  out.pacing = scaledIf<std::uint64_t>(in, ThroughputField::kPacing, 0, kMostRate, kKilo);
}

void readSockets(Reader& in, ThroughputSettings& out) {
  const bool udp = out.protocol == Protocol::kUdp;
  if (in.has(ThroughputField::kBlockLength))
    out.blockLength = static_cast<std::uint32_t>(
        scaled(in, ThroughputField::kBlockLength, udp ? 16 : 1, udp ? 65'507 : 1'048'576, kKibi));
  out.window = scaledIf<std::uint32_t>(in, ThroughputField::kWindow, 1, 512.0 * 1024 * 1024, kKibi);
  if (in.has(ThroughputField::kMss)) out.mss = static_cast<std::uint32_t>(in.whole(ThroughputField::kMss, 88, 32'767));
  if (in.has(ThroughputField::kTos)) out.tos = in.whole(ThroughputField::kTos, 0, 255);
  out.congestion = in.typed(ThroughputField::kCongestion);
  out.noDelay = in.isOn(ThroughputField::kNoDelay);
  out.serverOutput = in.isOn(ThroughputField::kServerOutput);
  out.counters64 = in.isOn(ThroughputField::kCounters64);
}

}  // namespace

std::optional<double> parseScaled(const std::string& text, double kilo) {
  static constexpr std::string_view kUnits = "kmgt";
  std::string number = text;
  double factor = 1;
  if (!number.empty()) {
    const char last = static_cast<char>(std::tolower(static_cast<unsigned char>(number.back())));
    const std::size_t unit = kUnits.find(last);
    if (unit != std::string_view::npos) {
      factor = std::pow(kilo, static_cast<double>(unit + 1));
      number.pop_back();
    }
  }
  bool ok = false;
  const double value = QString::fromStdString(number).toDouble(&ok);
  return ok && std::isfinite(value) ? std::optional(value * factor) : std::nullopt;
}

QString name(ThroughputField field) {
  return QString::fromLatin1(kNames[static_cast<std::size_t>(field)]);
}

ThroughputDraft::ThroughputDraft()
    : TypedFields({{ThroughputField::kProtocol, word(name(Protocol::kTcp))},
                   {ThroughputField::kDirection, word(name(TransferDirection::kDown))},
                   {ThroughputField::kStreams, QStringLiteral("1")},
                   {ThroughputField::kTime, QStringLiteral("10")},
                   {ThroughputField::kLatency, QStringLiteral("1")}}) {}

Protocol ThroughputDraft::protocol() const {
  return text(ThroughputField::kProtocol) == word(name(Protocol::kUdp)) ? Protocol::kUdp : Protocol::kTcp;
}

QJsonObject ThroughputDraft::toJson() const {
  QJsonObject json = TypedFields::toJson();
  json.remove(name(ThroughputField::kPassword));
  return json;
}

ThroughputDraft ThroughputDraft::fromJson(const QJsonObject& json) {
  ThroughputDraft draft;
  draft.read(json);
  draft.set(ThroughputField::kPassword, {});
  return draft;
}

bool applies(ThroughputField field, const ThroughputDraft& draft) {
  const bool udp = draft.protocol() == Protocol::kUdp;
  switch (field) {
    case ThroughputField::kMss:
    case ThroughputField::kCongestion:
    case ThroughputField::kNoDelay: return !udp;
    case ThroughputField::kCounters64: return udp;
    case ThroughputField::kPassword:
    case ThroughputField::kKeyFile: return !draft.text(ThroughputField::kUser).trimmed().isEmpty();
    default: return true;
  }
}

std::variant<ThroughputOrder, ThroughputDraftError> orderFrom(const ThroughputDraft& draft) {
  constexpr int kMostStreams = 128;
  Reader in([&draft](ThroughputField field) { return applies(field, draft) ? draft.text(field) : QString(); });
  ThroughputOrder out;
  out.settings.protocol = draft.protocol();
  for (const auto direction : enumValues<TransferDirection, TransferDirection::kInTurn>())
    if (in.typed(ThroughputField::kDirection) == name(direction)) out.settings.direction = direction;
  readConnection(in, out.connection);
  readLogin(in, draft, out.connection);
  if (in.has(ThroughputField::kStreams)) out.settings.parallel = in.whole(ThroughputField::kStreams, 1, kMostStreams);
  readLimits(in, out.settings);
  readSockets(in, out.settings);
  if (in.error()) return ThroughputDraftError{in.error()->field, in.error()->error};
  return out;
}

}  // namespace synscope
