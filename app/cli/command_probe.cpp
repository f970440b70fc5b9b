#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"
#include "app/cli/probe_report.h"
#include "app/cli/run_job.h"
#include "core/engine/base/clock.h"
#include "core/logic/reach/port_list.h"

#include <QTimer>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kFrameMs = 50;
constexpr Duration kLookUpTimeout = std::chrono::seconds(5);

struct ProbeOptions {
  std::vector<ProbeHost> hosts;
  ScanRequest scan;  ///< Without hosts and ports.
};

Result<std::vector<std::uint16_t>> readPorts(const Invocation& invocation, Protocol protocol) {
  if (!invocation.isSet("ports")) return std::vector<std::uint16_t>{};
  return parsePorts(invocation.value("ports").toStdString(), protocol);
}

/// Fills in the options, or says what is wrong with them.
std::optional<UsageError> read(const Invocation& invocation, ProbeOptions& options) {
  if (invocation.positional().isEmpty()) return UsageError{{"cli.usage.missing-argument", {{"subject", "HOST"}}}};
  options.scan.protocol = invocation.isSet("udp") ? Protocol::kUdp : Protocol::kTcp;
  options.scan.timeout = invocation.common().timeout.value_or(options.scan.timeout);
  const auto parallel = invocation.number("parallel", options.scan.parallel, 1, 16'384);
  if (!parallel) return usageError(parallel.error(), QStringLiteral("--parallel"));
  const auto retries = invocation.number("retries", options.scan.retries, 0, 10);
  if (!retries) return usageError(retries.error(), QStringLiteral("--retries"));
  const auto ports = readPorts(invocation, options.scan.protocol);
  if (!ports) return usageError(ports.error(), QStringLiteral("-p"));
  auto hosts = readHosts(invocation.positional(), *ports);
  if (!hosts && hosts.error().operation == "ports")
    return UsageError{{"cli.usage.missing-option", {{"subject", "-p PORTS"}}}};
  if (!hosts) return usageError(hosts.error(), QStringLiteral("HOST"));
  options.scan.parallel = *parallel;
  options.scan.retries = *retries;
  options.hosts = std::move(hosts).value();
  return std::nullopt;
}

/// Hosts that are asked for the same ports, as one scan.
struct Batch {
  ScanRequest request;
  std::vector<std::size_t> hostOf;  ///< Index into the hosts, for each address of the request.
};

std::vector<Batch> batchesOf(const ProbeOptions& options) {
  std::vector<Batch> batches;
  for (std::size_t i = 0; i < options.hosts.size(); ++i) {
    const ProbeHost& host = options.hosts[i];
    if (host.addresses.empty()) continue;
    auto batch = std::ranges::find_if(batches, [&](const Batch& b) { return b.request.ports == host.ports; });
    if (batch == batches.end()) {
      batch = batches.insert(batches.end(), Batch{options.scan, {}});
      batch->request.ports = host.ports;
    }
    for (const IpAddress& address : host.addresses) {
      batch->request.addresses.push_back(address);
      batch->hostOf.push_back(i);
    }
  }
  return batches;
}

std::vector<ProbeRow> named(std::vector<ScanRow> rows, const Batch& batch) {
  std::vector<ProbeRow> result;
  result.reserve(rows.size());
  for (ScanRow& row : rows)
    result.push_back({batch.hostOf[row.hostIndex], batch.request.addresses[row.hostIndex], std::move(row)});
  return result;
}

QString progressLine(const ScanProgress& progress, const Console& console) {
  constexpr int kBarWidth = 24;
  const double part =
      progress.total == 0 ? 1 : static_cast<double>(progress.done) / static_cast<double>(progress.total);
  const int filled = static_cast<int>(part * kBarWidth);
  QString line = QString(filled, QChar(0x2588)) + QString(kBarWidth - filled, QChar(0x2591)) +
                 QStringLiteral(" %1 %  %2/%3").arg(part * 100, 0, 'f', 0).arg(progress.done).arg(progress.total);
  if (progress.left)
    line += QStringLiteral("  ") +
            console.say(Phrase{"cli.time-left",
                               {{"subject", std::to_string(static_cast<int>(toMs(*progress.left) / 1000 + 1))}}});
  return line;
}

void runBatch(const Batch& batch, ProbeReport& report, Console& console) {
  Scanner scanner(batch.request);
  QTimer frame;
  QObject::connect(&frame, &QTimer::timeout, &scanner, [&] {
    report.add(named(scanner.drain(), batch));
    if (console.canDrawProgress()) console.progress(progressLine(scanner.progress(), console));
  });
  frame.start(kFrameMs);
  runJob(scanner, console.interrupts());
  report.add(named(scanner.drain(), batch));
}

int run(const Invocation& invocation, Console& console) {
  ProbeOptions options;
  if (const auto problem = read(invocation, options)) return console.usage(*problem, invocation.command().name);
  const TimePoint startedAt = monotonicNow();
  resolveHosts(options.hosts, invocation.common().family, kLookUpTimeout, console.interrupts());
  ProbeReport report(console, invocation.common().json, options.scan.protocol, options.hosts);
  report.begin();
  for (const ProbeHost& host : options.hosts)
    if (host.error) report.addNameError(host);
  for (const Batch& batch : batchesOf(options))
    if (!console.interrupts().requested()) runBatch(batch, report, console);
  console.clearProgress();
  report.end(monotonicNow() - startedAt, console.interrupts().requested());
  return report.exitCode();
}

}  // namespace

Command probeCommand() {
  return {QStringLiteral("probe"),
          QStringLiteral("HOST... -p PORTS [--udp] [--parallel N] [--retries N]"),
          {{{QStringLiteral("p"), QStringLiteral("ports")}, QStringLiteral("PORTS")},
           {{QStringLiteral("udp")}, {}},
           {{QStringLiteral("parallel")}, QStringLiteral("N")},
           {{QStringLiteral("retries")}, QStringLiteral("N")}},
          run};
}

}  // namespace synscope
