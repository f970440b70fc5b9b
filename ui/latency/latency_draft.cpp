#include "ui/latency/latency_draft.h"

#include "core/logic/base/enum_values.h"
#include "ui/widgets/field_reader.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr std::array<const char*, kLatencyFields> kNames{"targets",     "method", "interval",      "count",
                                                         "timeout",     "family", "every-address", "tls",
                                                         "verify-peer", "path",   "keep-alive",    "source-address"};

using Reader = FieldReader<LatencyField>;

QString word(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<std::uint16_t> usualPort(LatencyMethod method, bool tls) {
  switch (method) {
    case LatencyMethod::kHttp: return tls ? 443 : 80;
    case LatencyMethod::kTls: return 443;
    case LatencyMethod::kUdpEcho: return 7;
    default: return std::nullopt;
  }
}

bool lacksPort(const QStringList& words) {
  if (words.isEmpty()) return false;
  const auto parsed = parseTarget(words.last().toStdString());
  return parsed && !parsed->port;
}

/// "example.net 443" is one target in two words.
QStringList targetWords(const QString& typed) {
  static const QRegularExpression kSeparator(QStringLiteral("[\\s,;，；、]+")), kDigits(QStringLiteral("^\\d+$"));
  QStringList words;
  for (const QString& part : typed.split(kSeparator, Qt::SkipEmptyParts)) {
    const bool port = kDigits.match(part).hasMatch() && lacksPort(words);
    if (port)
      words.last() += QLatin1Char(' ') + part;
    else
      words.append(part);
  }
  return words;
}

/// A path that came with the URL of the first target.
std::string pathIn(const QString& typed) {
  const QUrl url(typed.trimmed());
  if (url.scheme().isEmpty() || url.path().isEmpty()) return {};
  return url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment).toStdString();
}

void readTargets(Reader& in, LatencySettings& out) {
  const QStringList words = targetWords(QString::fromStdString(in.typed(LatencyField::kTargets)));
  if (words.isEmpty()) return in.fail(LatencyField::kTargets, {ErrorCode::kEmptyInput, "parse-target", {}});
  if (static_cast<std::size_t>(words.size()) > kMostLatencyTargets)
    return in.fail(LatencyField::kTargets, {ErrorCode::kTooManyTargets, "parse-target", std::to_string(words.size())});
  for (const QString& typed : words) {
    const auto parsed = parseTarget(typed.toStdString());
    if (!parsed) return in.fail(LatencyField::kTargets, parsed.error());
    const auto host = parsed->address ? Result<std::string>(parsed->host) : encodeHost(parsed->host);
    if (!host) return in.fail(LatencyField::kTargets, host.error());
    if (parsed->tls.value_or(false) && out.method == LatencyMethod::kHttp) out.tls = true;
    const auto port = parsed->port ? parsed->port : usualPort(out.method, out.tls);
    if (!port) return in.fail(LatencyField::kTargets, {ErrorCode::kMissingPort, "parse-target", typed.toStdString()});
    const LatencyTarget target{*host, *port};
    if (std::find(out.targets.begin(), out.targets.end(), target) == out.targets.end()) out.targets.push_back(target);
  }
}

void readRequest(Reader& in, LatencySettings& out) {
  const bool asked = out.method == LatencyMethod::kHttp || out.method == LatencyMethod::kFirstByte;
  out.tls = asked && in.isOn(LatencyField::kTls);
  out.verifyPeer = in.isOn(LatencyField::kVerifyPeer);
  out.keepAlive = in.isOn(LatencyField::kKeepAlive);
  const std::string path = in.typed(LatencyField::kPath);
  if (path.empty()) return;
  if (path.front() != '/') in.fail(LatencyField::kPath, {ErrorCode::kBadPattern, "parse-path", path});
  out.path = path;
}

void readTimes(Reader& in, LatencySettings& out) {
  constexpr double kMostInterval = 3600, kMostTimeout = 60, kMostCount = 1e9;
  out.interval = in.time(LatencyField::kInterval, 0.001, kMostInterval, Reader::kSecondsNs);
  out.timeout = in.time(LatencyField::kTimeout, 0.01, kMostTimeout, Reader::kSecondsNs);
  if (in.has(LatencyField::kCount))
    out.count = static_cast<std::uint64_t>(in.number(LatencyField::kCount, 1, kMostCount));
}

void readAddresses(Reader& in, LatencySettings& out) {
  out.family = in.family(LatencyField::kFamily);
  out.everyAddress = in.isOn(LatencyField::kEveryAddress);
  out.bindAddress = in.address(LatencyField::kSourceAddress);
}

}  // namespace

QString name(LatencyField field) {
  return QString::fromLatin1(kNames[static_cast<std::size_t>(field)]);
}

LatencyDraft::LatencyDraft()
    : TypedFields({{LatencyField::kMethod, word(name(LatencyMethod::kConnect))},
                   {LatencyField::kInterval, QStringLiteral("1")},
                   {LatencyField::kTimeout, QStringLiteral("3")},
                   {LatencyField::kVerifyPeer, QStringLiteral("1")}}) {}

LatencyMethod LatencyDraft::method() const {
  for (const auto method : enumValues<LatencyMethod, LatencyMethod::kUdpEcho>())
    if (text(LatencyField::kMethod) == word(name(method))) return method;
  return LatencyMethod::kConnect;
}

LatencyDraft LatencyDraft::fromJson(const QJsonObject& json) {
  LatencyDraft draft;
  draft.read(json);
  return draft;
}

bool applies(LatencyField field, const LatencyDraft& draft) {
  const LatencyMethod method = draft.method();
  const bool http = method == LatencyMethod::kHttp, echo = method == LatencyMethod::kUdpEcho;
  switch (field) {
    case LatencyField::kTls: return http || method == LatencyMethod::kFirstByte;
    case LatencyField::kVerifyPeer:
      return method == LatencyMethod::kTls || http ||
             (applies(LatencyField::kTls, draft) && draft.isOn(LatencyField::kTls));
    case LatencyField::kPath: return http;
    case LatencyField::kKeepAlive: return http || echo;
    default: return true;
  }
}

std::variant<LatencySettings, LatencyDraftError> settingsFrom(const LatencyDraft& draft) {
  Reader in([&draft](LatencyField field) { return applies(field, draft) ? draft.text(field) : QString(); });
  LatencySettings out;
  out.method = draft.method();
  readRequest(in, out);
  readTargets(in, out);
  if (out.method == LatencyMethod::kHttp && !in.has(LatencyField::kPath)) {
    const std::string path = pathIn(targetWords(draft.text(LatencyField::kTargets)).value(0));
    if (!path.empty()) out.path = path;
  }
  readTimes(in, out);
  readAddresses(in, out);
  if (in.error()) return LatencyDraftError{in.error()->field, in.error()->error};
  return out;
}

}  // namespace synscope
