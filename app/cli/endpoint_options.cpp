#include "app/cli/endpoint_options.h"

#include <QFileInfo>

#include <array>
#include <limits>

namespace synscope {
namespace {

constexpr Duration kLeastIdle = std::chrono::milliseconds(10);
constexpr Duration kLongest = std::chrono::hours(24);

QString dashed(const char* option) {
  return QStringLiteral("--") + QLatin1String(option);
}

std::optional<UsageError> readClose(const Invocation& invocation, EndpointRequest& request) {
  if (!invocation.isSet("close")) return std::nullopt;
  for (const CloseMode mode : {CloseMode::kFin, CloseMode::kHalf, CloseMode::kReset}) {
    if (invocation.value("close").toStdString() != name(mode)) continue;
    request.atEnd = mode;
    request.settings.closeMode = mode == CloseMode::kReset ? mode : CloseMode::kFin;
    return std::nullopt;
  }
  return usageAbout("cli.usage.bad-close", invocation.value("close"));
}

std::optional<UsageError> readBind(const Invocation& invocation, EndpointRequest& request) {
  if (!invocation.isSet("bind")) return std::nullopt;
  request.settings.bindAddress = IpAddress::parse(invocation.value("bind").toStdString());
  if (request.settings.bindAddress) return std::nullopt;
  return usageError({ErrorCode::kBadAddress, {}, invocation.value("bind").toStdString(), 0}, dashed("bind"));
}

std::optional<UsageError> readTimes(const Invocation& invocation, EndpointRequest& request) {
  const auto idle = invocation.seconds("idle", {}, kLeastIdle, kLongest);
  if (!idle) return usageError(idle.error(), dashed("idle"));
  if (invocation.isSet("idle")) request.idle = *idle;
  const auto userTimeout = invocation.seconds("user-timeout", {}, kLeastIdle, kLongest);
  if (!userTimeout) return usageError(userTimeout.error(), dashed("user-timeout"));
  if (invocation.isSet("user-timeout")) request.settings.userTimeout = *userTimeout;
  return std::nullopt;
}

std::optional<UsageError> readTcp(const Invocation& invocation, EndpointRequest& request) {
  request.settings.noDelay = invocation.isSet("nodelay");
  const auto idle = invocation.number("keepalive", 0, 1, 32'767);
  if (!idle) return usageError(idle.error(), dashed("keepalive"));
  if (invocation.isSet("keepalive")) request.settings.keepalive = KeepaliveSettings{.idleSeconds = *idle};
  return std::nullopt;
}

/// TLS belongs to TCP, and so do these.
std::optional<UsageError> readProtocol(const Invocation& invocation, EndpointRequest& request) {
  if (!invocation.isSet("udp")) return std::nullopt;
  request.settings.kind = EndpointKind::kUdp;
  for (const char* tcpOnly : {"tls", "nodelay", "keepalive", "user-timeout"})
    if (invocation.isSet(tcpOnly))
      return usageAbout("cli.usage.contradiction", QStringLiteral("--udp ") + dashed(tcpOnly));
  return std::nullopt;
}

std::optional<UsageError> readMulticast(const Invocation& invocation, EndpointRequest& request) {
  EndpointSettings& settings = request.settings;
  settings.broadcast = invocation.isSet("broadcast");
  settings.interface = invocation.value("interface").toStdString();
  const auto ttl = invocation.number("multicast-ttl", settings.multicastTtl, 0, 255);
  if (!ttl) return usageError(ttl.error(), dashed("multicast-ttl"));
  settings.multicastTtl = *ttl;
  if (invocation.isSet("group")) {
    settings.multicastGroup = IpAddress::parse(invocation.value("group").toStdString());
    if (!settings.multicastGroup)
      return usageError({ErrorCode::kBadAddress, {}, invocation.value("group").toStdString(), 0}, dashed("group"));
  }
  for (const char* udpOnly : {"broadcast", "interface", "multicast-ttl", "group"})
    if (invocation.isSet(udpOnly) && !request.isUdp())
      return usageAbout("cli.usage.only-with", dashed(udpOnly) + QStringLiteral(" --udp"));
  return std::nullopt;
}

std::optional<UsageError> readForm(const Invocation& invocation, EndpointRequest& request) {
  request.events = invocation.isSet("events");
  request.json = invocation.common().json;
  request.receiveOnly = invocation.isSet("recv-only");
  request.hex = invocation.isSet("hex");
  request.crLf = invocation.isSet("crlf");
  request.raw = invocation.isSet("raw");
  if (request.hex && request.crLf) return usageAbout("cli.usage.contradiction", QStringLiteral("--hex --crlf"));
  if (request.hex && request.raw) return usageAbout("cli.usage.contradiction", QStringLiteral("--hex --raw"));
  const FamilyChoice family = invocation.common().family;
  if (family == FamilyChoice::kV4Only) request.settings.family = IpFamily::kV4;
  if (family == FamilyChoice::kV6Only) request.settings.family = IpFamily::kV6;
  request.settings.connectTimeout = invocation.common().timeout.value_or(request.settings.connectTimeout);
  return std::nullopt;
}

}  // namespace

std::vector<Option> endpointOptions(std::vector<Option> more) {
  std::vector<Option> options = {
      {{QStringLiteral("udp")}, {}},
      {{QStringLiteral("bind")}, QStringLiteral("ADDR")},
      {{QStringLiteral("close")}, QStringLiteral("fin|half|reset")},
      {{QStringLiteral("idle")}, QStringLiteral("SECONDS")},
      {{QStringLiteral("recv-only")}, {}},
      {{QStringLiteral("hex")}, {}},
      {{QStringLiteral("crlf")}, {}},
      {{QStringLiteral("raw")}, {}},
      {{QStringLiteral("events")}, {}},
      {{QStringLiteral("nodelay")}, {}},
      {{QStringLiteral("keepalive")}, QStringLiteral("SECONDS")},
      {{QStringLiteral("user-timeout")}, QStringLiteral("SECONDS")},
      {{QStringLiteral("broadcast")}, {}},
      {{QStringLiteral("group")}, QStringLiteral("ADDR")},
      {{QStringLiteral("interface")}, QStringLiteral("NAME")},
      {{QStringLiteral("multicast-ttl")}, QStringLiteral("N")},
  };
  options.insert(options.begin(), more.begin(), more.end());
  return options;
}

std::optional<UsageError> readEndpointOptions(const Invocation& invocation, EndpointRequest& request) {
  for (const auto part : {readProtocol, readClose, readBind, readTimes, readTcp, readMulticast, readForm})
    if (const auto problem = part(invocation, request)) return problem;
  return std::nullopt;
}

bool isReadableFile(const QString& path) {
  const QFileInfo info(path);
  return info.isReadable() && !info.isDir();
}

std::optional<std::uint64_t> parseByteCount(const QString& text) {
  static constexpr std::array kUnits = {std::pair{'k', 10}, std::pair{'m', 20}, std::pair{'g', 30}};
  QString digits = text.toLower();
  int shift = 0;
  for (const auto& [letter, bits] : kUnits)
    if (digits.endsWith(QLatin1Char(letter))) shift = bits;
  if (shift > 0) digits.chop(1);
  bool ok = false;
  const qulonglong count = digits.toULongLong(&ok);
  if (!ok || count > (std::numeric_limits<std::uint64_t>::max() >> shift)) return std::nullopt;
  return std::uint64_t{count} << shift;
}

std::optional<UsageError> readBytes(const Invocation& invocation, const char* option,
                                    std::optional<std::uint64_t>& bytes) {
  if (!invocation.isSet(option)) return std::nullopt;
  bytes = parseByteCount(invocation.value(option));
  if (bytes && *bytes > 0) return std::nullopt;
  return usageAbout("cli.usage.bad-byte-count", dashed(option) + QLatin1Char(' ') + invocation.value(option));
}

}  // namespace synscope
