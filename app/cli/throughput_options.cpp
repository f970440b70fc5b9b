#include "app/cli/throughput_options.h"

#include "app/cli/scaled_number.h"
#include "core/engine/base/resolver.h"
#include "core/logic/reach/target_text.h"
#include "core/logic/throughput/iperf_parameters.h"

#include <array>
#include <utility>

namespace synscope {
namespace {

using Problem = std::optional<UsageError>;
using std::chrono::seconds;

Option option(const char* letter, const char* word, const char* value = "") {
  Option option;
  if (*letter != '\0') option.names << QString::fromLatin1(letter);
  option.names << QString::fromLatin1(word);
  option.valueName = QString::fromLatin1(value);
  option.descriptionKey = QStringLiteral("cli.throughput.option.") + QString::fromLatin1(word);
  return option;
}

QString dashed(const char* name) {
  return (name[1] == '\0' ? QStringLiteral("-") : QStringLiteral("--")) + QString::fromLatin1(name);
}

UsageError badValue(const Invocation& invocation, const char* name, const char* range) {
  return usageError({ErrorCode::kOutOfRange, range, invocation.value(name).toStdString(), 0}, dashed(name));
}

/// Sets `target` where the option was given.
template <typename Number>
Problem readScaled(const Invocation& invocation, const char* name, std::uint64_t base, std::uint64_t most,
                   Number& target) {
  if (!invocation.isSet(name)) return std::nullopt;
  const auto number = scaledNumber(invocation.value(name), base);
  if (!number || *number > most) return badValue(invocation, name, ("0 to " + std::to_string(most)).c_str());
  target = static_cast<Number>(*number);
  return std::nullopt;
}

Problem readTime(const Invocation& invocation, const char* name, double most, Duration& target) {
  const auto time = invocation.seconds(name, target, Duration::zero(),
                                       std::chrono::duration_cast<Duration>(std::chrono::duration<double>(most)));
  if (!time) return usageError(time.error(), dashed(name));
  target = *time;
  return std::nullopt;
}

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 62U, kMostRate = 1'000'000'000'000'000;

/// "10M" or "10M/5": the rate, and the blocks that leave back to back.
Problem readRate(const Invocation& invocation, ThroughputSettings& settings) {
  if (!invocation.isSet("b")) return std::nullopt;
  const QStringList parts = invocation.value("b").split(QLatin1Char('/'));
  const auto rate = scaledNumber(parts[0], 1000);
  bool ok = true;
  if (parts.size() == 2) settings.burst = parts[1].toInt(&ok);
  if (!rate || !ok || parts.size() > 2 || *rate > kMostRate) return badValue(invocation, "b", "0 to 1000T, /1 to 1000");
  settings.bitsPerSecond = *rate;
  return std::nullopt;
}

Problem readLimits(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputSettings& settings = request.settings;
  const int limits = int{invocation.isSet("t")} + int{invocation.isSet("n")} + int{invocation.isSet("k")};
  if (limits > 1) return usageAbout("cli.usage.contradiction", QStringLiteral("-t -n -k"));
  Problem problem = readTime(invocation, "t", 86'400, settings.time);
  if (!problem) problem = readTime(invocation, "O", 600, settings.omit);
  if (!problem) problem = readScaled(invocation, "n", 1024, kMostBytes, settings.bytes);
  if (!problem) problem = readScaled(invocation, "k", 1024, kMostBytes >> 17U, settings.blocks);
  return problem;
}

Problem readSizes(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputSettings& settings = request.settings;
  Problem problem = readRate(invocation, settings);
  if (!problem) problem = readScaled(invocation, "l", 1024, iperfLimit::kTcpBlock, settings.blockLength);
  if (!problem) problem = readScaled(invocation, "w", 1024, iperfLimit::kWindow, settings.window);
  if (!problem) problem = readScaled(invocation, "M", 1024, iperfLimit::kMssMax, settings.mss);
  if (!problem) problem = readScaled(invocation, "fq-rate", 1000, kMostRate, settings.pacing);
  return problem;
}

/// "32", "0x20", "040".
Problem readAnyBase(const Invocation& invocation, const char* name, unsigned most, unsigned shift, unsigned& target) {
  if (!invocation.isSet(name)) return std::nullopt;
  bool ok = false;
  const unsigned number = invocation.value(name).toUInt(&ok, 0);
  if (!ok || number > most) return badValue(invocation, name, ("0 to " + std::to_string(most)).c_str());
  target = number << shift;
  return std::nullopt;
}

/// Names of RFC 2474, RFC 2597, RFC 3246 and RFC 5865, beside numbers.
Problem readDscp(const Invocation& invocation, unsigned& tos) {
  constexpr std::array<std::pair<const char*, unsigned>, 23> kNames = {{
      {"cs0", 0},   {"cs1", 8},   {"cs2", 16},  {"cs3", 24},  {"cs4", 32},  {"cs5", 40},  {"cs6", 48},  {"cs7", 56},
      {"af11", 10}, {"af12", 12}, {"af13", 14}, {"af21", 18}, {"af22", 20}, {"af23", 22}, {"af31", 26}, {"af32", 28},
      {"af33", 30}, {"af41", 34}, {"af42", 36}, {"af43", 38}, {"ef", 46},   {"va", 44},   {"le", 1},
  }};
  for (const auto& [word, value] : kNames)
    if (invocation.value("dscp").compare(QLatin1String(word), Qt::CaseInsensitive) == 0)
      return tos = value << 2U, std::nullopt;
  return readAnyBase(invocation, "dscp", 63, 2, tos);
}

Problem readHeaderFields(const Invocation& invocation, ThroughputRequest& request) {
  unsigned tos = 0, flowLabel = 0;
  Problem problem = readAnyBase(invocation, "S", 255, 0, tos);
  if (!problem) problem = readDscp(invocation, tos);
  if (!problem) problem = readAnyBase(invocation, "L", iperfLimit::kFlowLabel, 0, flowLabel);
  request.settings.tos = static_cast<int>(tos);
  request.settings.flowLabel = flowLabel;
  return problem;
}

Problem readSwitches(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputSettings& settings = request.settings;
  if (invocation.isSet("R") && invocation.isSet("bidir"))
    return usageAbout("cli.usage.contradiction", QStringLiteral("-R --bidir"));
  const auto parallel = invocation.number("P", 1, 1, iperfLimit::kParallel);
  if (!parallel) return usageError(parallel.error(), QStringLiteral("-P"));
  settings.parallel = *parallel;
  if (invocation.isSet("u")) settings.protocol = Protocol::kUdp;
  if (invocation.isSet("R")) settings.direction = TransferDirection::kDown;
  if (invocation.isSet("bidir")) settings.direction = TransferDirection::kBoth;
  settings.noDelay = invocation.isSet("N");
  settings.congestion = invocation.value("C").toStdString();
  settings.serverOutput = invocation.isSet("get-server-output");
  settings.counters64 = invocation.isSet("udp-counters-64bit");
  settings.repeatingPayload = invocation.isSet("repeating-payload");
  settings.dontFragment = invocation.isSet("dont-fragment");
  settings.title = invocation.value("T").toStdString();
  settings.extraData = invocation.value("extra-data").toStdString();
  return std::nullopt;
}

Problem readHost(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputConnection& connection = request.connection;
  const Result<TargetText> target = parseTarget(invocation.value("c").toStdString());
  if (!target) return usageError(target.error(), QStringLiteral("-c"));
  const Result<std::string> host = encodeHost(target->host);
  if (!host) return usageError(host.error(), QStringLiteral("-c"));
  connection.host = *host;
  connection.port = target->port.value_or(connection.port);
  return std::nullopt;
}

Problem readConnection(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputConnection& connection = request.connection;
  if (const Problem problem = readHost(invocation, request)) return problem;
  const auto port = invocation.number("p", connection.port, 1, 65'535);
  if (!port) return usageError(port.error(), QStringLiteral("-p"));
  const auto own = invocation.number("cport", 0, 1, 65'535);
  if (!own) return usageError(own.error(), QStringLiteral("--cport"));
  const auto timeout = invocation.number("connect-timeout", 10'000, 1, 600'000);
  if (!timeout) return usageError(timeout.error(), QStringLiteral("--connect-timeout"));
  connection.port = static_cast<std::uint16_t>(*port);
  connection.dataPort = static_cast<std::uint16_t>(*own);
  connection.connectTimeout = std::chrono::milliseconds(*timeout);
  connection.latencyUnderLoad = invocation.isSet("latency");
  return readTime(invocation, "wait-busy", 86'400, connection.waitWhenBusy);
}

Problem readServer(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputServerSettings& server = request.server;
  const auto port = invocation.number("p", server.port, 0, 65'535);
  if (!port) return usageError(port.error(), QStringLiteral("-p"));
  server.port = static_cast<std::uint16_t>(*port);
  server.once = invocation.isSet("1");
  if (!invocation.isSet("busy")) return std::nullopt;
  for (const BusyPolicy policy : {BusyPolicy::kRefuse, BusyPolicy::kQueue, BusyPolicy::kServeTogether}) {
    if (invocation.value("busy") != QLatin1String(name(policy).data())) continue;
    server.busy = policy;
    return std::nullopt;
  }
  return badValue(invocation, "busy", "refuse, queue, together");
}

/// What both ends have: where they bind, how often they report.
Problem readCommon(const Invocation& invocation, ThroughputRequest& request) {
  request.json = invocation.common().json || invocation.isSet("J");
  ThroughputConnection& connection = request.connection;
  if (const Problem problem = readTime(invocation, "i", 60, connection.interval)) return problem;
  if (invocation.common().family == FamilyChoice::kV4Only) connection.family = IpFamily::kV4;
  if (invocation.common().family == FamilyChoice::kV6Only) connection.family = IpFamily::kV6;
  if (invocation.isSet("B")) {
    connection.bindAddress = IpAddress::parse(invocation.value("B").toStdString());
    if (!connection.bindAddress)
      return usageError({ErrorCode::kBadAddress, {}, invocation.value("B").toStdString(), 0}, QStringLiteral("-B"));
  }
  request.server.interval = connection.interval;
  request.server.family = connection.family;
  request.server.bindAddress = connection.bindAddress;
  return std::nullopt;
}

}  // namespace

std::vector<Option> throughputOptions() {
  return {
      option("c", "client", "HOST"),
      option("s", "server"),
      option("p", "port", "PORT"),
      option("t", "time", "SECONDS"),
      option("n", "bytes", "N[KMG]"),
      option("k", "blockcount", "N[KMG]"),
      option("P", "parallel", "N"),
      option("R", "reverse"),
      option("", "bidir"),
      option("u", "udp"),
      option("b", "bitrate", "N[KMG][/N]"),
      option("l", "length", "N[KM]"),
      option("w", "window", "N[KM]"),
      option("M", "set-mss", "N"),
      option("N", "no-delay"),
      option("C", "congestion", "NAME"),
      option("S", "tos", "N"),
      option("", "dscp", "N|NAME"),
      option("L", "flowlabel", "N"),
      option("", "fq-rate", "N[KMG]"),
      option("O", "omit", "SECONDS"),
      option("i", "interval", "SECONDS"),
      option("B", "bind", "ADDRESS"),
      option("", "cport", "PORT"),
      option("", "connect-timeout", "MS"),
      option("", "wait-busy", "SECONDS"),
      option("", "latency"),
      option("", "get-server-output"),
      option("", "udp-counters-64bit"),
      option("", "repeating-payload"),
      option("", "dont-fragment"),
      option("T", "title", "TEXT"),
      option("", "extra-data", "TEXT"),
      option("1", "one-off"),
      option("", "busy", "POLICY"),
      option("", "J"),
  };
}

std::optional<UsageError> readThroughputOptions(const Invocation& invocation, ThroughputRequest& request) {
  if (const QStringList words = invocation.positional(); !words.isEmpty())
    return usageAbout("cli.usage.unexpected-argument", words[0]);
  request.serves = invocation.isSet("s");
  if (request.serves == invocation.isSet("c"))
    return usageAbout(request.serves ? "cli.usage.contradiction" : "cli.usage.missing-option", QStringLiteral("-c -s"));
  if (const Problem problem = readCommon(invocation, request)) return problem;
  if (request.serves) return readServer(invocation, request);
  for (const auto part : {readConnection, readLimits, readSizes, readHeaderFields, readSwitches})
    if (const Problem problem = part(invocation, request)) return problem;
  if (const auto error = outOfIperfRange(inIperfTerms(request.settings))) return usageError(*error, {});
  return std::nullopt;
}

}  // namespace synscope
