#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/run_job.h"
#include "app/cli/single_target.h"
#include "app/cli/trace_table.h"
#include "core/engine/path/path_tracer.h"
#include "core/engine/path/trace_json.h"
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

int nameFailed(const Error& error, const Invocation& invocation, Console& console) {
  const std::string key = "error." + std::string(name(error.code));
  console.error(console.say({key, {{"subject", error.subject}}}));
  if (invocation.common().json) {
    Trace none;
    none.end = TraceEnd::kNotSent;
    QJsonObject document = traceJson(none);
    document.insert(QStringLiteral("address"), QJsonValue::Null);
    document.insert(QStringLiteral("error"), QString::fromUtf8(name(error.code).data()));
    console.json(document);
  }
  return exit_code::kNameError;
}

int run(const Invocation& invocation, Console& console) {
  TargetText target;
  PathTracer::Options options;
  auto problem = readSingleTarget(invocation, target);
  if (!problem) problem = readOptions(invocation, options);
  if (problem) return console.usage(*problem, invocation.command().name);

  const Result<IpAddress> address = firstAddress(target, invocation.common(), console);
  if (!address) return nameFailed(address.error(), invocation, console);

  const bool udp = invocation.isSet("udp") || target.protocol == Protocol::kUdp;
  PathTracer tracer({address.value(), *target.port}, udp ? Protocol::kUdp : Protocol::kTcp, options);
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
