#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/latency_report.h"
#include "app/cli/run_job.h"
#include "core/engine/base/clock.h"
#include "core/engine/latency/latency_recorder.h"
#include "core/engine/latency/latency_run.h"
#include "core/logic/reach/target_text.h"

#include <array>

namespace synscope {
namespace {

constexpr int kUsualCount = 10;
constexpr qsizetype kMostTargets = 64;

Result<LatencyTarget> readTarget(const QString& text) {
  const Result<TargetText> target = parseTarget(text.toStdString());
  if (!target) return target.error();
  if (!target->port) return Error{ErrorCode::kMissingPort, "parse-target", text.toStdString(), 0};
  return LatencyTarget{target->host, *target->port};
}

bool lacksPort(const QString& text) {
  const Result<LatencyTarget> target = readTarget(text);
  return !target && target.error().code == ErrorCode::kMissingPort;
}

/// HOST PORT, or one or more of HOST:PORT.
std::optional<UsageError> readTargets(const Invocation& invocation, LatencySettings& settings) {
  QStringList texts = invocation.positional();
  if (texts.isEmpty()) return usageAbout("cli.usage.missing-argument", QStringLiteral("HOST"));
  if (texts.size() > kMostTargets) return usageAbout("cli.usage.unexpected-argument", texts.at(kMostTargets));
  if (texts.size() > 1 && lacksPort(texts.at(0)) && !texts.at(1).contains(QLatin1Char(':'))) {
    if (texts.size() > 2) return usageAbout("cli.usage.unexpected-argument", texts.at(2));
    texts = {texts.join(QLatin1Char(' '))};
  }
  for (const QString& text : texts) {
    const Result<LatencyTarget> target = readTarget(text);
    if (!target && target.error().code == ErrorCode::kMissingPort && texts.size() == 1)
      return usageAbout("cli.usage.missing-argument", QStringLiteral("PORT"));
    if (!target)
      return usageError(target.error(),
                        target.error().code == ErrorCode::kBadPort ? QStringLiteral("PORT") : QStringLiteral("HOST"));
    settings.targets.push_back(*target);
  }
  return std::nullopt;
}

std::optional<UsageError> readMethod(const Invocation& invocation, LatencySettings& settings) {
  for (const auto& [one, other] :
       {std::array{"udp", "tls"}, {"udp", "http"}, {"udp", "first-byte"}, {"http", "first-byte"}})
    if (invocation.isSet(one) && invocation.isSet(other))
      return usageAbout("cli.usage.contradiction",
                        QStringLiteral("--%1 --%2").arg(QLatin1String(one), QLatin1String(other)));
  settings.tls = invocation.isSet("tls");
  if (settings.tls) settings.method = LatencyMethod::kTls;
  if (invocation.isSet("http")) settings.method = LatencyMethod::kHttp;
  if (invocation.isSet("first-byte")) settings.method = LatencyMethod::kFirstByte;
  if (invocation.isSet("udp")) settings.method = LatencyMethod::kUdpEcho;
  settings.keepAlive = invocation.isSet("keep-alive");
  const bool canKeep = settings.method == LatencyMethod::kHttp || settings.method == LatencyMethod::kUdpEcho;
  if (settings.keepAlive && !canKeep) return usageAbout("cli.usage.only-with", QStringLiteral("--keep-alive --http"));
  return std::nullopt;
}

std::optional<UsageError> readSettings(const Invocation& invocation, LatencySettings& settings) {
  if (const auto problem = readTargets(invocation, settings)) return problem;
  if (const auto problem = readMethod(invocation, settings)) return problem;
  const auto count = invocation.number("count", kUsualCount, 0, 1'000'000'000);
  if (!count) return usageError(count.error(), QStringLiteral("--count"));
  const auto interval =
      invocation.seconds("interval", settings.interval, std::chrono::milliseconds(1), std::chrono::hours(1));
  if (!interval) return usageError(interval.error(), QStringLiteral("--interval"));
  settings.count = static_cast<std::uint64_t>(*count);
  settings.interval = *interval;
  settings.timeout = invocation.common().timeout.value_or(settings.timeout);
  settings.verifyPeer = !invocation.isSet("insecure");
  settings.everyAddress = invocation.isSet("all-addresses");
  if (invocation.isSet("path")) settings.path = invocation.value("path").toStdString();
  settings.recordTo = invocation.value("record").toStdString();
  if (invocation.common().family != FamilyChoice::kAny)
    settings.family = invocation.common().family == FamilyChoice::kV4Only ? IpFamily::kV4 : IpFamily::kV6;
  return std::nullopt;
}

int measure(const LatencySettings& settings, const Invocation& invocation, Console& console) {
  LatencyRun run(settings);
  LatencyReport report(console, invocation.common().json, settings.method, monotonicNow());
  QObject::connect(&run, &LatencyRun::laneOpened, &run, [&](const LatencyLane& lane) { report.open(lane); });
  QObject::connect(&run, &LatencyRun::sampled, &run, [&](const LatencySample& sample) { report.add(sample); });
  QObject::connect(&run, &LatencyRun::failed, &run, [&](const Error& error) { report.addError(error); });
  report.begin();
  runJob(run, console.interrupts());
  report.end(*run.table());
  return report.exitCode();
}

int fail(const Error& error, Console& console) {
  const Phrase words{"error." + std::string(name(error.code)),
                     {{"subject", error.subject}, {"operation", error.operation}}};
  console.error(console.say(words));
  return error.code == ErrorCode::kFileUnreadable ? exit_code::kLocal : exit_code::kUsage;
}

/// Reads the file twice: who is measured stands in it before the samples, but how stands in its first line.
int sumUp(const std::string& file, const Invocation& invocation, Console& console) {
  LatencyReplay once;
  if (const auto error = replayLatencyFile(file, once)) return fail(*error, console);
  const LatencyTable table = once.table();
  LatencyReport report(console, invocation.common().json, once.header()->method, once.header()->begin);
  for (const LatencySummary& lane : table.lanes)
    report.open(lane.lane);
  report.begin();
  LatencyReplay again([&](const LatencySample& sample) { report.add(sample); });
  if (const auto error = replayLatencyFile(file, again)) return fail(*error, console);
  report.end(table);
  if (once.damaged() > 0)
    console.note(console.say(Phrase{"cli.latency.damaged", {{"count", std::to_string(once.damaged())}}}));
  if (!once.complete()) console.note(console.say(Phrase{"cli.latency.cut", {}}));
  return report.exitCode();
}

int run(const Invocation& invocation, Console& console) {
  if (invocation.isSet("read")) return sumUp(invocation.value("read").toStdString(), invocation, console);
  LatencySettings settings;
  if (const auto problem = readSettings(invocation, settings))
    return console.usage(*problem, invocation.command().name);
  return measure(settings, invocation, console);
}

}  // namespace

Command latencyCommand() {
  return {
      QStringLiteral("latency"),
      QStringLiteral("HOST PORT | HOST:PORT... [-c COUNT] [-i SECONDS] [--tls] [--http | --first-byte | --udp]"),
      {{{QStringLiteral("c"), QStringLiteral("count")},
        QStringLiteral("COUNT"),
        QStringLiteral("cli.latency.option.count")},
       {{QStringLiteral("i"), QStringLiteral("interval")},
        QStringLiteral("SECONDS"),
        QStringLiteral("cli.latency.option.interval")},
       {{QStringLiteral("tls")}, {}, QStringLiteral("cli.latency.option.tls")},
       {{QStringLiteral("http")}, {}},
       {{QStringLiteral("first-byte")}, {}},
       {{QStringLiteral("udp")}, {}, QStringLiteral("cli.latency.option.udp")},
       {{QStringLiteral("keep-alive")}, {}},
       {{QStringLiteral("path")}, QStringLiteral("PATH")},
       {{QStringLiteral("all-addresses")}, {}},
       {{QStringLiteral("insecure")}, {}},
       {{QStringLiteral("record")}, QStringLiteral("FILE")},
       {{QStringLiteral("read")}, QStringLiteral("FILE")}},
      run,
      {{QStringLiteral("synscope-cli latency example.org:443 example.net:443 -c 0"), "cli.example.latency.several"},
       {QStringLiteral("synscope-cli latency example.org 443 --http --tls --keep-alive"), "cli.example.latency.http"},
       {QStringLiteral("synscope-cli latency 192.0.2.1 22 -c 0 --record night.jsonl"), "cli.example.latency.record"}}};
}

}  // namespace synscope
