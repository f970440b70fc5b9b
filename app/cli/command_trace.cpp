#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"
#include "app/cli/run_job.h"
#include "app/cli/single_target.h"
#include "app/cli/trace_table.h"
#include "core/engine/base/resolver.h"
#include "core/engine/path/path_tracer.h"
#include "core/engine/path/trace_json.h"
#include "core/logic/base/display_text.h"
#include "core/logic/path/judge_trace.h"

namespace synscope {
namespace {

/// What the options of the command line ask for; the usage error of the first that cannot be read.
std::optional<UsageError> readOptions(const Invocation& invocation, PathTracer::Options& options) {
  const Result<int> hops = invocation.number("max-hops", options.maxHops, 1, 64);
  if (!hops) return usageError(hops.error(), QStringLiteral("--max-hops"));
  const Result<int> probes = invocation.number("probes", options.probesPerHop, 1, 10);
  if (!probes) return usageError(probes.error(), QStringLiteral("-q"));
  options.maxHops = hops.value();
  options.probesPerHop = probes.value();
  options.timeout = invocation.common().timeout.value_or(options.timeout);
  return std::nullopt;
}

/// Nothing to trace to, for want of an address.
int noAddress(const Error& error, const TargetText& target, const Invocation& invocation, Console& console) {
  const bool cancelled = console.interrupts().requested();
  if (invocation.common().json)
    console.json(traceJson(cancelled ? std::nullopt : std::optional(error), target.protocol, *target.port));
  if (cancelled) {
    console.note(console.say(Phrase{"trace.ended.cancelled", {}}));
    return exit_code::kDone;
  }
  console.error(QString::fromStdString(sanitizeForDisplay(excerpt(target.host))) + QStringLiteral(": ") +
                console.say({"error." + std::string(name(error.code)), {{"subject", target.host}}}));
  return exit_code::kNameError;
}

int trace(const IpEndpoint& target, Protocol protocol, const PathTracer::Options& options, const Invocation& invocation,
          Console& console) {
  PathTracer tracer(target, protocol, options);
  QObject::connect(&tracer, &PathTracer::progressed, &tracer,
                   [&console](const Trace& trace) { showTraceProgress(trace, console); });
  runJob(tracer, console.interrupts());
  console.clearProgress();
  if (invocation.common().json)
    console.json(traceJson(tracer.result()));
  else
    printTrace(tracer.result(), console);
  return exitCode(judge(tracer.result()).state);
}

int run(const Invocation& invocation, Console& console) {
  TargetText target;
  PathTracer::Options options;
  auto problem = readSingleTarget(invocation, target);
  if (!problem) problem = readOptions(invocation, options);
  if (problem) return console.usage(*problem, invocation.command().name);
  const Result<std::string> host = encodeHost(target.host);
  if (!host) return console.usage(usageError(host.error(), QStringLiteral("HOST")), invocation.command().name);

  if (invocation.isSet("udp")) target.protocol = Protocol::kUdp;
  const Result<IpAddress> address = firstAddress(*host, invocation.common(), console);
  if (!address) return noAddress(address.error(), target, invocation, console);
  return trace({*address, *target.port}, target.protocol, options, invocation, console);
}

}  // namespace

Command traceCommand() {
  return {QStringLiteral("trace"),
          QStringLiteral("HOST PORT [--udp] [--max-hops N] [-q PROBES]"),
          {{{QStringLiteral("udp")}, {}},
           {{QStringLiteral("max-hops")}, QStringLiteral("N")},
           {{QStringLiteral("q"), QStringLiteral("probes")}, QStringLiteral("PROBES")}},
          run};
}

}  // namespace synscope
