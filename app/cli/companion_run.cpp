#include "app/cli/companion_run.h"

#include "app/cli/companion_text.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/run_job.h"
#include "core/engine/companion/companion_json.h"
#include "core/engine/companion/finding_json.h"
#include "core/engine/companion/mtu_finding_json.h"
#include "core/engine/companion/peer_beacon.h"
#include "core/engine/companion/peer_finder.h"
#include "core/logic/base/display_text.h"
#include "core/logic/reach/judge.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace synscope {
namespace {

QString shown(const std::string& text) {
  return QString::fromStdString(sanitizeForDisplay(excerpt(text)));
}

QString toQt(const IpEndpoint& endpoint) {
  return QString::fromStdString(endpoint.toString());
}

/// One line for each thing that happens: JSON Lines, or words.
class ServeReport {
 public:
  ServeReport(bool json, Console& console) : m_json(json), m_console(console) {}

  void tell(const char* event, const Phrase& words, QJsonObject members) {
    if (m_json) {
      members[QLatin1String("event")] = QLatin1String(event);
      m_console.write(QJsonDocument(members).toJson(QJsonDocument::Compact) + '\n');
    } else if (!m_console.quiet()) {
      m_console.line(m_console.say(words));
    }
    m_console.flush();
  }

 private:
  bool m_json;
  Console& m_console;
};

int exitCodeOf(const CompanionFinding& finding) {
  if (finding.error) return finding.error->code == ErrorCode::kCompanionSilent ? 4 : exit_code::kLaterFailure;
  switch (finding.verdict->code) {
    case TwoSidedCode::kOpenButUnserved: return exitCode(PortState::kClosed);
    case TwoSidedCode::kAnsweredByAnother:
    case TwoSidedCode::kLastAckLost: return exit_code::kLaterFailure;
    default: return exitCode(judge(*finding.ours).state);
  }
}

int exitCodeOf(const MtuFinding& finding) {
  if (finding.error) return finding.error->code == ErrorCode::kCompanionSilent ? 4 : exit_code::kLaterFailure;
  const MtuCode code = finding.verdict->code;
  return code == MtuCode::kFull || code == MtuCode::kTold ? exit_code::kDone : exit_code::kLaterFailure;
}

}  // namespace

int serveCompanion(const CompanionServer::Options& options, bool announce, const CommonOptions& common,
                   Console& console) {
  ServeReport report(common.json, console);
  CompanionServer server(options);
  std::optional<PeerBeacon> beacon;
  int code = exit_code::kDone;
  QObject::connect(&server, &CompanionServer::listening, &server, [&](const IpEndpoint& local) {
    report.tell("listening", {"cli.companion.listening", {{"port", std::to_string(local.port)}}},
                {{QStringLiteral("port"), local.port}});
    if (!announce) return;
    beacon.emplace(PeerAnnouncement{QSysInfo::machineHostName().toStdString(), SYNSCOPE_VERSION, local.port, 0});
    if (!beacon->start()) console.note(console.say(Phrase{"cli.companion.cannot-announce", {}}));
  });
  QObject::connect(
      &server, &CompanionServer::watching, &server, [&](const IpEndpoint& asker, Protocol protocol, quint16 port) {
        report.tell("watching",
                    {"cli.companion.watching", {{"peer", asker.address.toString()}, {"port", std::to_string(port)}}},
                    {{QStringLiteral("asker"), toQt(asker)},
                     {QStringLiteral("protocol"), QLatin1String(name(protocol).data())},
                     {QStringLiteral("port"), port}});
      });
  QObject::connect(
      &server, &CompanionServer::reported, &server, [&](const IpEndpoint& asker, const CompanionView& view) {
        report.tell("reported",
                    {"cli.companion.reported",
                     {{"peer", asker.address.toString()}, {"count", std::to_string(view.sightings.size())}}},
                    {{QStringLiteral("asker"), toQt(asker)}, {QStringLiteral("view"), companionViewJson(view)}});
      });
  QObject::connect(&server, &CompanionServer::failed, &server, [&](const Error& error) {
    console.error(console.say(
        {"error." + std::string(name(error.code)), {{"subject", error.subject}, {"operation", error.operation}}}));
    code = exit_code::kLocal;
  });
  runJob(server, console.interrupts());
  return code;
}

int findCompanions(const CommonOptions& common, Console& console) {
  PeerFinder finder(common.timeout.value_or(std::chrono::seconds(2)));
  runJob(finder, console.interrupts());
  const std::vector<FoundPeer> peers = finder.result();
  if (!common.json) {
    printPeers(peers, console);
    return exit_code::kDone;
  }
  QJsonArray all;
  for (const FoundPeer& peer : peers)
    all.append(QJsonObject{{QStringLiteral("address"), QString::fromStdString(peer.address.toString())},
                           {QStringLiteral("name"), shown(peer.what.name)},
                           {QStringLiteral("version"), shown(peer.what.version)},
                           {QStringLiteral("companion_port"), peer.what.companionPort},
                           {QStringLiteral("throughput_port"), peer.what.throughputPort}});
  console.json({{QStringLiteral("schema"), QStringLiteral("synscope/peers/1")}, {QStringLiteral("peers"), all}});
  return exit_code::kDone;
}

int checkWithCompanion(const IpEndpoint& target, const CompanionCheck::Options& options, const CommonOptions& common,
                       Console& console) {
  CompanionCheck check(target, options);
  console.progress(console.say(Phrase{"cli.companion.checking", {{"port", std::to_string(target.port)}}}));
  const bool interrupted = runJob(check, console.interrupts());
  console.clearProgress();
  const CompanionFinding& finding = check.result();
  if (common.json) console.json(companionFindingJson(target, options.protocol, finding));
  if (interrupted && !finding.verdict) return exit_code::kDone;
  if (!common.json) printFinding(finding, console);
  return exitCodeOf(finding);
}

int checkMtu(const IpEndpoint& companion, const CommonOptions& common, Console& console) {
  MtuCheck check(companion, common.timeout.value_or(std::chrono::seconds(4)));
  QObject::connect(&check, &MtuCheck::trying, &check,
                   [&](const FullSizeTrial& trial) { console.progress(console.say(tryingWords(trial))); });
  const bool interrupted = runJob(check, console.interrupts());
  console.clearProgress();
  const MtuFinding& finding = check.result();
  if (common.json) console.json(mtuFindingJson(companion, finding));
  if (interrupted && !finding.verdict) return exit_code::kDone;
  if (!common.json) printMtuFinding(finding, console);
  return exitCodeOf(finding);
}

}  // namespace synscope
