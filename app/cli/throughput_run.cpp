#include "app/cli/throughput_run.h"

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"
#include "app/cli/run_job.h"
#include "app/cli/throughput_lines.h"
#include "app/cli/throughput_options.h"
#include "app/cli/throughput_server_lines.h"
#include "core/engine/companion/peer_beacon.h"
#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "core/logic/base/display_text.h"

#include <QSysInfo>
#include <QTimer>

namespace synscope {
namespace {

constexpr auto kBarInterval = std::chrono::milliseconds(200);

int exitCodeOf(const ThroughputReport& report) {
  if (!report.error) return exit_code::kDone;
  switch (report.error->code) {
    case ErrorCode::kConnectFailed:
      return report.unreachable ? exitCode(report.unreachable->state) : exit_code::kLaterFailure;
    case ErrorCode::kNameNotFound:
    case ErrorCode::kNameServerSilent:
    case ErrorCode::kNameServerFailed: return exit_code::kNameError;
    case ErrorCode::kThroughputOption:
    case ErrorCode::kThroughputCongestion:
    case ErrorCode::kThroughputKey:
    case ErrorCode::kFileUnreadable:
    case ErrorCode::kAddressInUse:
    case ErrorCode::kAddressNotAvailable:
    case ErrorCode::kNotPermitted: return exit_code::kLocal;
    case ErrorCode::kOutOfDescriptors: return exit_code::kInternal;
    default: return exit_code::kLaterFailure;
  }
}

int exitCodeOf(const Error& error) {
  return error.code == ErrorCode::kOutOfDescriptors ? exit_code::kInternal : exit_code::kLocal;
}

std::string hostAndPort(const ThroughputConnection& connection) {
  const bool v6 = connection.host.find(':') != std::string::npos;
  return (v6 ? '[' + connection.host + ']' : connection.host) + ':' + std::to_string(connection.port);
}

/// The explanation of an error, with the reason where no connection came about.
void tellError(const Error& error, const std::optional<PortVerdict>& unreachable, const std::string& where,
               Console& console) {
  const auto shown = [](const std::string& text) { return sanitizeForDisplay(excerpt(text)); };
  const Phrase words{"error." + std::string(name(error.code)),
                     {{"subject", shown(error.subject)}, {"operation", shown(error.operation)}}};
  const CatalogueEntry entry = Catalogue::instance().entry(words);
  const QString before = QString::fromStdString(shown(where)) + QStringLiteral(": ");
  if (!unreachable || error.code != ErrorCode::kConnectFailed)
    return console.error(before + console.say(entry.plain.isEmpty() ? entry.title : entry.plain));
  console.error(before + console.say(Phrase{"cli.throughput.no-connection",
                                            {{"reason", "reason." + std::string(name(unreachable->reason))}}}));
}

/// The bar while nothing else is printed: time gone, and the rate of the last moments.
class LiveBar {
 public:
  LiveBar(ThroughputClient& client, const ThroughputSettings& settings, Console& console)
      : m_client(client), m_settings(settings), m_console(console) {
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { draw(); });
    if (console.canDrawProgress()) m_timer.start(kBarInterval);
  }

 private:
  void draw() {
    for (const ThroughputInterval& live : m_client.drainLive())
      m_latest = live;
    if (m_latest) m_console.progress(liveBarText(*m_latest, m_settings));
  }

  ThroughputClient& m_client;
  const ThroughputSettings& m_settings;
  Console& m_console;
  std::optional<ThroughputInterval> m_latest;
  QTimer m_timer;
};

}  // namespace

int measureThroughput(const ThroughputRequest& request, Console& console) {
  ThroughputClient client(request.connection, request.settings);
  ThroughputOutput output(console, request.output);
  ThroughputLines lines(output);
  QObject::connect(&client, &ThroughputClient::intervalEnded, &client, [&](const ThroughputInterval& interval) {
    lines.begin(*client.report());
    lines.interval(interval);
  });
  QObject::connect(&client, &ThroughputClient::phaseChanged, &client, [&](ThroughputClient::Phase phase) {
    if (phase == ThroughputClient::Phase::kWaitingForServer) lines.connected(*client.report());
  });
  QObject::connect(&client, &ThroughputClient::serverBusy, &client, [&](Duration wait) {
    console.note(console.say(
        Phrase{"cli.throughput.busy", {{"seconds", QString::number(toMs(wait) / 1000, 'f', 1).toStdString()}}}));
  });
  {
    LiveBar bar(client, request.settings, console);
    runJob(client, console.interrupts());
  }
  console.clearProgress();
  const auto report = client.report();
  lines.end(*report);
  if (report->interrupted)
    console.note(
        console.say(Phrase{"cli.throughput.interrupted",
                           {{"seconds", QString::number(toMs(report->elapsed) / 1000, 'f', 1).toStdString()}}}));
  if (report->error)
    tellError(*report->error, report->unreachable,
              report->unreachable ? hostAndPort(request.connection) : request.connection.host, console);
  return exitCodeOf(*report);
}

int serveThroughput(const ThroughputRequest& request, Console& console) {
  ThroughputServer server(request.server);
  int code = exit_code::kDone;
  ThroughputOutput output(console, request.output);
  ThroughputServerLines lines(output, request.server.once);
  std::optional<PeerBeacon> beacon;
  QObject::connect(&server, &ThroughputServer::listening, &server, [&](const IpEndpoint& local) {
    lines.listening(local);
    if (!request.announces) return;
    beacon.emplace(PeerAnnouncement{QSysInfo::machineHostName().toStdString(), SYNSCOPE_VERSION, 0, local.port});
    if (!beacon->start()) console.note(console.say(Phrase{"cli.companion.cannot-announce", {}}));
  });
  QObject::connect(&server, &ThroughputServer::failed, &server, [&](const Error& error) {
    tellError(error, std::nullopt, std::to_string(request.server.port), console);
    code = exitCodeOf(error);
  });
  QObject::connect(&server, &ThroughputServer::testStarted, &server,
                   [&](ThroughputTestId test, const IpEndpoint& client) { lines.started(test, client); });
  QObject::connect(&server, &ThroughputServer::intervalEnded, &server,
                   [&](ThroughputTestId test, const ThroughputInterval& interval) {
                     if (const auto report = server.report(test)) lines.interval(test, *report, interval);
                   });
  QObject::connect(&server, &ThroughputServer::unauthorised, &server,
                   [&](const IpEndpoint& client, IperfLoginFault fault) { lines.unauthorised(client, fault); });
  QObject::connect(&server, &ThroughputServer::dismissed, &server, [&](const IpEndpoint& client, const Error& why) {
    tellError(why, std::nullopt, client.toString(), console);
  });
  QObject::connect(&server, &ThroughputServer::refused, &server,
                   [&](const IpEndpoint& client) { lines.refused(client); });
  QObject::connect(&server, &ThroughputServer::testEnded, &server,
                   [&](ThroughputTestId test, const std::shared_ptr<const ThroughputReport>& report) {
                     lines.ended(test, report);
                     if (report->error) tellError(*report->error, std::nullopt, report->host, console);
                   });
  runJob(server, console.interrupts());
  return code;
}

}  // namespace synscope
