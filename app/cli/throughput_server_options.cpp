#include "app/cli/throughput_option_parts.h"

namespace synscope {
namespace {

UsageProblem readBusy(const Invocation& invocation, ThroughputServerSettings& server) {
  if (!invocation.isSet("busy")) return std::nullopt;
  for (const BusyPolicy policy : {BusyPolicy::kRefuse, BusyPolicy::kQueue, BusyPolicy::kServeTogether}) {
    if (invocation.value("busy") != QLatin1String(name(policy).data())) continue;
    server.busy = policy;
    return std::nullopt;
  }
  return notOneOf(invocation, "busy", "refuse, queue, together");
}

UsageProblem readRateLimit(const Invocation& invocation, ThroughputServerSettings& server) {
  constexpr int kMostSeconds = 60;
  std::optional<int> window;
  const UsageProblem problem =
      readRate(invocation, "server-bitrate-limit", kMostSeconds, server.maxBitsPerSecond, window);
  if (window) server.rateWindow = std::chrono::seconds(*window);
  return problem;
}

/// Key and users belong together, and what says more about them only makes sense with them.
UsageProblem readGate(const Invocation& invocation, ThroughputServerSettings& server) {
  const bool key = invocation.isSet("rsa-private-key-path"), users = invocation.isSet("authorized-users-path");
  const QString both = QStringLiteral("--rsa-private-key-path --authorized-users-path");
  if (key != users) return usageAbout("cli.usage.only-with", both);
  for (const char* more : {"time-skew-threshold", "use-pkcs1-padding"})
    if (!key && invocation.isSet(more))
      return usageAbout("cli.usage.only-with", dashed(more) + QLatin1Char(' ') + both);
  if (!key) return std::nullopt;
  ThroughputGate gate;
  gate.privateKeyFile = invocation.value("rsa-private-key-path").toStdString();
  gate.usersFile = invocation.value("authorized-users-path").toStdString();
  gate.olderPadding = invocation.isSet("use-pkcs1-padding");
  const UsageProblem problem = readTime(invocation, "time-skew-threshold", 1, 86'400, gate.clockTolerance);
  server.gate = std::move(gate);
  return problem;
}

}  // namespace

UsageProblem readThroughputServer(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputServerSettings& server = request.server;
  server.once = invocation.isSet("1");
  request.announces = invocation.isSet("announce");
  UsageProblem problem = readPort(invocation, "p", 0, server.port);
  if (!problem) problem = readBusy(invocation, server);
  if (!problem) problem = readRateLimit(invocation, server);
  if (!problem) problem = readGate(invocation, server);
  if (!problem) problem = readTime(invocation, "server-max-duration", 1, 86'400, server.maxTime);
  Duration idle{};
  if (!problem) problem = readTime(invocation, "idle-timeout", 1, 86'400, idle);
  if (idle > Duration{}) server.idleEnd = idle;
  return problem;
}

}  // namespace synscope
