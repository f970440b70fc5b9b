#include "app/cli/impairment_options.h"

#include "app/cli/endpoint_options.h"

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

constexpr double kMostMs = 60'000;
constexpr Duration kLongestStall = std::chrono::hours(24);

QString dashed(const char* option) {
  return QStringLiteral("--") + QLatin1String(option);
}

/// A number with a fraction between 0 and `most`.
std::optional<UsageError> readFraction(const Invocation& invocation, const char* option, double most, double& value) {
  if (!invocation.isSet(option)) return std::nullopt;
  bool ok = false;
  value = invocation.value(option).toDouble(&ok);
  if (ok && std::isfinite(value) && value >= 0 && value <= most) return std::nullopt;
  const std::string limits = "0 to " + QString::number(most).toStdString();
  return usageError({ErrorCode::kOutOfRange, limits, invocation.value(option).toStdString(), 0}, dashed(option));
}

std::optional<UsageError> readMs(const Invocation& invocation, const char* option, Duration& duration) {
  double ms = 0;
  if (const auto problem = readFraction(invocation, option, kMostMs, ms)) return problem;
  duration = std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>(ms));
  return std::nullopt;
}

std::optional<UsageError> readEverywhere(const Invocation& invocation, ImpairmentSettings& impairment) {
  if (const auto problem = readMs(invocation, "delay", impairment.delay)) return problem;
  if (const auto problem = readMs(invocation, "jitter", impairment.jitter)) return problem;
  if (const auto problem = readBytes(invocation, "rate", impairment.bytesPerSecond)) return problem;
  const auto seed = invocation.number("seed", 1, 0, 2'147'483'647);
  if (!seed) return usageError(seed.error(), dashed("seed"));
  impairment.seed = static_cast<std::uint64_t>(*seed);
  return std::nullopt;
}

std::optional<UsageError> readForTcp(const Invocation& invocation, ImpairmentSettings& impairment) {
  if (const auto problem = readBytes(invocation, "stall-after", impairment.stallAfterBytes)) return problem;
  if (const auto problem = readBytes(invocation, "half-close-after", impairment.halfCloseAfterBytes)) return problem;
  if (const auto problem = readBytes(invocation, "reset-after", impairment.resetAfterBytes)) return problem;
  const auto stall = invocation.seconds("stall-for", {}, std::chrono::milliseconds(1), kLongestStall);
  if (!stall) return usageError(stall.error(), dashed("stall-for"));
  if (!invocation.isSet("stall-for")) return std::nullopt;
  if (!impairment.stallAfterBytes)
    return usageAbout("cli.usage.only-with", QStringLiteral("--stall-for --stall-after"));
  impairment.stallFor = *stall;
  return std::nullopt;
}

std::optional<UsageError> readForUdp(const Invocation& invocation, ImpairmentSettings& impairment) {
  if (const auto problem = readFraction(invocation, "loss", 100, impairment.lossPercent)) return problem;
  if (const auto problem = readFraction(invocation, "duplicate", 100, impairment.duplicatePercent)) return problem;
  return readFraction(invocation, "reorder", 100, impairment.reorderPercent);
}

/// TCP repairs loss, so that only UDP can lose; a stream can be cut, datagrams cannot.
std::optional<UsageError> refuseOther(const Invocation& invocation, bool udp) {
  const std::initializer_list<const char*> udpOnly = {"loss", "duplicate", "reorder"};
  const std::initializer_list<const char*> tcpOnly = {"stall-after", "half-close-after", "reset-after"};
  for (const char* option : udp ? tcpOnly : udpOnly) {
    if (!invocation.isSet(option)) continue;
    return udp ? usageAbout("cli.usage.contradiction", QStringLiteral("--udp ") + dashed(option))
               : usageAbout("cli.usage.only-with", dashed(option) + QStringLiteral(" --udp"));
  }
  return std::nullopt;
}

}  // namespace

std::vector<Option> impairmentOptions() {
  const QString ms = QStringLiteral("MS"), bytes = QStringLiteral("BYTES"), percent = QStringLiteral("PERCENT");
  return {{{QStringLiteral("delay")}, ms},
          {{QStringLiteral("jitter")}, ms},
          {{QStringLiteral("rate")}, bytes},
          {{QStringLiteral("stall-after")}, bytes},
          {{QStringLiteral("stall-for")}, QStringLiteral("SECONDS")},
          {{QStringLiteral("half-close-after")}, bytes},
          {{QStringLiteral("reset-after")}, bytes},
          {{QStringLiteral("loss")}, percent},
          {{QStringLiteral("duplicate")}, percent},
          {{QStringLiteral("reorder")}, percent},
          {{QStringLiteral("seed")}, QStringLiteral("N")}};
}

std::optional<UsageError> readImpairment(const Invocation& invocation, EndpointRequest& request) {
  const std::vector<Option> options = impairmentOptions();
  const auto given = std::ranges::find_if(
      options, [&](const Option& option) { return invocation.isSet(option.names.front().toLatin1().constData()); });
  if (given == options.end()) return std::nullopt;
  if (request.settings.role != ServerRole::kForward)
    return usageAbout("cli.usage.only-with", QStringLiteral("--%1 --forward").arg(given->names.front()));
  ImpairmentSettings impairment;
  if (const auto problem = refuseOther(invocation, request.isUdp())) return problem;
  for (const auto part : {readEverywhere, readForTcp, readForUdp})
    if (const auto problem = part(invocation, impairment)) return problem;
  request.settings.impairment = impairment;
  return std::nullopt;
}

}  // namespace synscope
