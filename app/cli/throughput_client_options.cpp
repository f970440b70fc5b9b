#include "app/cli/throughput_option_parts.h"
#include "core/engine/base/resolver.h"
#include "core/logic/reach/target_text.h"
#include "core/logic/throughput/iperf_parameters.h"

namespace synscope {
namespace {

UsageProblem readLimits(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputSettings& settings = request.settings;
  const int limits = int{invocation.isSet("t")} + int{invocation.isSet("n")} + int{invocation.isSet("k")};
  if (limits > 1) return usageAbout("cli.usage.contradiction", QStringLiteral("-t -n -k"));
  UsageProblem problem = readTime(invocation, "t", 0, 86'400, settings.time);
  if (!problem) problem = readTime(invocation, "O", 0, 600, settings.omit);
  if (!problem) problem = readScaled(invocation, "n", 1024, kMostBytes, "0 to 1048576T", settings.bytes);
  if (!problem) problem = readScaled(invocation, "k", 1024, kMostBytes >> 20U, "0 to 1T", settings.blocks);
  return problem;
}

/// A whole number with a suffix, of 32 bits.
UsageProblem readSize(const Invocation& invocation, const char* name, std::uint32_t most, const char* range,
                      std::optional<std::uint32_t>& target) {
  std::uint64_t number = 0;
  const UsageProblem problem = readScaled(invocation, name, 1024, most, range, number);
  if (!problem && invocation.isSet(name)) target = static_cast<std::uint32_t>(number);
  return problem;
}

UsageProblem readBitrate(const Invocation& invocation, ThroughputSettings& settings) {
  std::uint64_t rate = 0;
  std::optional<int> burst;
  const UsageProblem problem = readRate(invocation, "b", iperfLimit::kBurst, rate, burst);
  if (problem || !invocation.isSet("b")) return problem;
  settings.bitsPerSecond = rate;
  settings.burst = burst.value_or(0);
  return std::nullopt;
}

UsageProblem readSizes(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputSettings& settings = request.settings;
  std::optional<std::uint32_t> window, mss;
  UsageProblem problem = readBitrate(invocation, settings);
  if (!problem) problem = readSize(invocation, "l", iperfLimit::kTcpBlock, "1 to 1M", settings.blockLength);
  if (!problem) problem = readSize(invocation, "w", iperfLimit::kWindow, "0 to 512M", window);
  if (!problem) problem = readSize(invocation, "M", iperfLimit::kMssMax, "88 to 32767", mss);
  if (!problem) problem = readScaled(invocation, "fq-rate", 1000, kMostRate, "0 to 1000T", settings.pacing);
  settings.window = window.value_or(0);
  settings.mss = mss.value_or(0);
  return problem;
}

UsageProblem readHeaderFields(const Invocation& invocation, ThroughputRequest& request) {
  if (invocation.isSet("S") && invocation.isSet("dscp"))
    return usageAbout("cli.usage.contradiction", QStringLiteral("-S --dscp"));
  unsigned tos = 0, flowLabel = 0;
  UsageProblem problem = readAnyBase(invocation, "S", 255, tos);
  if (!problem) problem = readDscp(invocation, "dscp", tos);
  if (!problem) problem = readAnyBase(invocation, "L", iperfLimit::kFlowLabel, flowLabel);
  request.settings.tos = static_cast<int>(tos);
  request.settings.flowLabel = flowLabel;
  return problem;
}

UsageProblem readSwitches(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputSettings& settings = request.settings;
  if (invocation.isSet("R") && invocation.isSet("bidir"))
    return usageAbout("cli.usage.contradiction", QStringLiteral("-R --bidir"));
  if (invocation.isSet("in-turn") && (invocation.isSet("R") || invocation.isSet("bidir")))
    return usageAbout("cli.usage.contradiction", QStringLiteral("-R --bidir --in-turn"));
  const auto parallel = invocation.number("P", 1, 1, iperfLimit::kParallel);
  if (!parallel) return usageError(parallel.error(), QStringLiteral("-P"));
  settings.parallel = *parallel;
  if (invocation.isSet("u")) settings.protocol = Protocol::kUdp;
  if (invocation.isSet("R")) settings.direction = TransferDirection::kDown;
  if (invocation.isSet("bidir")) settings.direction = TransferDirection::kBoth;
  if (invocation.isSet("in-turn")) settings.direction = TransferDirection::kInTurn;
  settings.noDelay = invocation.isSet("N");
  settings.congestion = invocation.value("C").toStdString();
  settings.serverOutput = invocation.isSet("get-server-output");
  settings.counters64 = invocation.isSet("udp-counters-64bit");
  settings.repeatingPayload = invocation.isSet("repeating-payload");
  settings.dontFragment = invocation.isSet("dont-fragment");
  settings.zeroCopy = invocation.isSet("Z");
  settings.title = invocation.value("T").toStdString();
  settings.extraData = invocation.value("extra-data").toStdString();
  return std::nullopt;
}

/// An address of the other family than -4, -6 or -B ask for.
UsageProblem otherFamily(const Invocation& invocation, const ThroughputConnection& connection) {
  const auto address = IpAddress::parse(connection.host);
  if (!address) return std::nullopt;
  const QString host = QStringLiteral(" -c ") + QString::fromStdString(connection.host);
  if (connection.family && *connection.family != address->family())
    return usageAbout("cli.usage.contradiction", QLatin1String(invocation.isSet("4") ? "-4" : "-6") + host);
  if (connection.bindAddress && connection.bindAddress->family() != address->family())
    return usageAbout("cli.usage.contradiction", QStringLiteral("-B ") + invocation.value("B") + host);
  return std::nullopt;
}

UsageProblem readHost(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputConnection& connection = request.connection;
  const QString typed = withoutInterface(invocation.value("c"), connection.interface);
  const Result<TargetText> target = parseTarget(typed.toStdString());
  if (!target) return usageError(target.error(), QStringLiteral("-c"));
  const Result<std::string> host = encodeHost(target->host);
  if (!host) return usageError(host.error(), QStringLiteral("-c"));
  connection.host = *host;
  connection.port = target->port.value_or(connection.port);
  return otherFamily(invocation, connection);
}

/// Name and key belong together; the password is asked for later.
UsageProblem readLogin(const Invocation& invocation, ThroughputRequest& request) {
  const bool user = invocation.isSet("username"), key = invocation.isSet("rsa-public-key-path");
  if (user != key) return usageAbout("cli.usage.only-with", QStringLiteral("--username --rsa-public-key-path"));
  if (!user && invocation.isSet("use-pkcs1-padding"))
    return usageAbout("cli.usage.only-with", QStringLiteral("--use-pkcs1-padding --username --rsa-public-key-path"));
  if (!user) return std::nullopt;
  ThroughputLogin login;
  login.user = invocation.value("username").toStdString();
  login.publicKeyFile = invocation.value("rsa-public-key-path").toStdString();
  login.olderPadding = invocation.isSet("use-pkcs1-padding");
  request.connection.login = std::move(login);
  return std::nullopt;
}

UsageProblem readConnection(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputConnection& connection = request.connection;
  UsageProblem problem = readHost(invocation, request);
  if (!problem) problem = readPort(invocation, "p", 1, connection.port);
  if (!problem && invocation.isSet("cport")) problem = readPort(invocation, "cport", 1, connection.dataPort);
  if (!problem) problem = readMilliseconds(invocation, "connect-timeout", 1, 600'000, connection.connectTimeout);
  if (!problem) problem = readTime(invocation, "wait-busy", 0, 86'400, connection.waitWhenBusy);
  if (!problem) problem = readLogin(invocation, request);
  connection.latencyUnderLoad = invocation.isSet("latency");
  return problem;
}

/// Its subject is the option and the value: "-M 10".
UsageError outOfRange(Error error) {
  const std::size_t space = error.subject.rfind(' ');
  const QString option = QString::fromStdString(error.subject.substr(0, space));
  error.subject.erase(0, space + 1);
  return usageError(error, option);
}

}  // namespace

UsageProblem readThroughputClient(const Invocation& invocation, ThroughputRequest& request) {
  for (const auto part : {readConnection, readLimits, readSizes, readHeaderFields, readSwitches})
    if (UsageProblem problem = part(invocation, request)) return problem;
  const auto error = outOfIperfRange(inIperfTerms(request.settings));
  return error ? std::optional(outOfRange(*error)) : std::nullopt;
}

}  // namespace synscope
