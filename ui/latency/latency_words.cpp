#include "ui/latency/latency_words.h"

#include "ui/plots/plot_unit.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

#include <cmath>

namespace synscope {
namespace {

/// The translation context of these words.
class LatencyWords {
  Q_DECLARE_TR_FUNCTIONS(LatencyWords)
};

}  // namespace

QString latencyFieldLabel(LatencyField field) {
  switch (field) {
    case LatencyField::kTargets: return LatencyWords::tr("Targets");
    case LatencyField::kMethod: return LatencyWords::tr("What is timed");
    case LatencyField::kInterval: return LatencyWords::tr("Every (s)");
    case LatencyField::kCount: return LatencyWords::tr("Requests");
    case LatencyField::kTimeout: return LatencyWords::tr("Lost after (s)");
    case LatencyField::kFamily: return LatencyWords::tr("IP version");
    case LatencyField::kEveryAddress: return LatencyWords::tr("Every address of a name");
    case LatencyField::kTls: return QStringLiteral("TLS");
    case LatencyField::kVerifyPeer: return LatencyWords::tr("Check the certificate");
    case LatencyField::kPath: return LatencyWords::tr("Path");
    case LatencyField::kKeepAlive: return LatencyWords::tr("Compare with a kept connection");
    case LatencyField::kSourceAddress: break;
  }
  return LatencyWords::tr("Own address");
}

QString latencyFieldPlaceholder(LatencyField field) {
  switch (field) {
    case LatencyField::kTargets: return LatencyWords::tr("example.net:443, 192.0.2.7:22, https://…");
    case LatencyField::kCount: return LatencyWords::tr("until stopped");
    case LatencyField::kPath: return QStringLiteral("/");
    case LatencyField::kSourceAddress: return LatencyWords::tr("the system's choice");
    default: return {};
  }
}

QString latencyFieldHint(LatencyField field) {
  switch (field) {
    case LatencyField::kTargets:
      return LatencyWords::tr(
          "Several are measured side by side: separate them with commas or spaces, or paste a list.");
    case LatencyField::kInterval: return LatencyWords::tr("Between the starts of two requests: 0.001 to 3600 seconds.");
    case LatencyField::kTimeout: return LatencyWords::tr("What has not answered by then counts as lost.");
    case LatencyField::kEveryAddress:
      return LatencyWords::tr("Measures all addresses a name resolves to side by side, not only the first.");
    case LatencyField::kKeepAlive:
      return LatencyWords::tr("Requests on one connection that stays open, beside those on new ones.");
    case LatencyField::kVerifyPeer: return LatencyWords::tr("A certificate that does not hold counts as a failure.");
    default: return {};
  }
}

QString methodLabel(LatencyMethod method) {
  switch (method) {
    case LatencyMethod::kConnect: return LatencyWords::tr("TCP connect");
    case LatencyMethod::kTls: return LatencyWords::tr("TCP and TLS");
    case LatencyMethod::kHttp: return LatencyWords::tr("HTTP request");
    case LatencyMethod::kFirstByte: return LatencyWords::tr("First byte of the server");
    case LatencyMethod::kUdpEcho: break;
  }
  return LatencyWords::tr("UDP echo");
}

QString stepLabel(LatencyStep step) {
  switch (step) {
    case LatencyStep::kConnect: return LatencyWords::tr("Connect");
    case LatencyStep::kTls: return QStringLiteral("TLS");
    case LatencyStep::kFirstByte: return LatencyWords::tr("First byte");
    case LatencyStep::kEcho: return LatencyWords::tr("Echo");
    case LatencyStep::kReused: break;
  }
  return LatencyWords::tr("Kept connection");
}

QString failureLabel(PortState state, Reason reason) {
  return state == PortState::kOpen ? label({"reason." + std::string(name(reason)), {}})
                                   : label({"state." + std::string(name(state)), {}});
}

QString failuresText(const LatencySummary& lane) {
  QStringList parts;
  const auto add = [&](std::uint64_t count, const QString& what) {
    const double share = std::round(1000.0 * static_cast<double>(count) / static_cast<double>(lane.failed)) / 10;
    parts.append(QStringLiteral("%1 %2").arg(plotTick(PlotUnit::kPercent, share), what));
  };
  for (const auto& [state, count] : lane.failures)
    if (state != PortState::kOpen) add(count, failureLabel(state, Reason::kOther));
  for (const auto& [reason, count] : lane.openFailures)
    add(count, failureLabel(PortState::kOpen, reason));
  return parts.join(QStringLiteral("  ·  "));
}

QString targetLabel(const LatencyTarget& target) {
  const bool v6 = target.host.find(':') != std::string::npos;
  return QStringLiteral("%1:%2").arg(shown(v6 ? '[' + target.host + ']' : target.host)).arg(target.port);
}

QString laneLabel(const LatencyLane& lane) {
  const QString target = targetLabel(lane.target), address = shown(lane.address.address.toString());
  return lane.target.host == lane.address.address.toString() ? target : QStringLiteral("%1 · %2").arg(target, address);
}

QString latencySettingsLine(const LatencySettings& settings) {
  return LatencyWords::tr("%1 every %2").arg(methodLabel(settings.method), shownLatency(settings.interval));
}

QString latencyTitle(const LatencySettings& settings) {
  if (settings.targets.empty()) return {};
  const QString first = targetLabel(settings.targets.front());
  const int more = static_cast<int>(settings.targets.size()) - 1;
  return more == 0 ? first : LatencyWords::tr("%1 and %n more", nullptr, more).arg(first);
}

}  // namespace synscope
