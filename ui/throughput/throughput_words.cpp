#include "ui/throughput/throughput_words.h"

#include "ui/plots/plot_unit.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

namespace synscope {
namespace {

/// The translation context of these words.
class ThroughputWords {
  Q_DECLARE_TR_FUNCTIONS(ThroughputWords)
};

using Phase = ThroughputClient::Phase;

}  // namespace

QString throughputFieldLabel(ThroughputField field) {
  switch (field) {
    case ThroughputField::kServer: return ThroughputWords::tr("Server");
    case ThroughputField::kProtocol: return ThroughputWords::tr("Protocol");
    case ThroughputField::kDirection: return ThroughputWords::tr("Direction");
    case ThroughputField::kStreams: return ThroughputWords::tr("Streams");
    case ThroughputField::kTime: return ThroughputWords::tr("Time (s)");
    case ThroughputField::kLatency: return ThroughputWords::tr("Latency under load");
    case ThroughputField::kBytes: return ThroughputWords::tr("Bytes instead of time");
    case ThroughputField::kRate: return ThroughputWords::tr("Rate per stream (bit/s)");
    case ThroughputField::kOmit: return ThroughputWords::tr("Leave out first (s)");
    case ThroughputField::kInterval: return ThroughputWords::tr("Report every (s)");
    case ThroughputField::kBlockLength: return ThroughputWords::tr("Block length (bytes)");
    case ThroughputField::kWindow: return ThroughputWords::tr("Socket buffers (bytes)");
    case ThroughputField::kMss: return ThroughputWords::tr("Segment size (MSS)");
    case ThroughputField::kCongestion: return ThroughputWords::tr("Congestion control");
    case ThroughputField::kPacing: return ThroughputWords::tr("Pacing (bit/s)");
    case ThroughputField::kTos: return ThroughputWords::tr("TOS byte");
    case ThroughputField::kWaitBusy: return ThroughputWords::tr("Wait for a busy server (s)");
    case ThroughputField::kFamily: return ThroughputWords::tr("IP version");
    case ThroughputField::kSourceAddress: return ThroughputWords::tr("Own address");
    case ThroughputField::kUser: return ThroughputWords::tr("User name, where the server asks for it");
    case ThroughputField::kPassword: return ThroughputWords::tr("Password (never saved)");
    case ThroughputField::kKeyFile: return ThroughputWords::tr("File with the server's public key");
    case ThroughputField::kNoDelay: return ThroughputWords::tr("Send small data at once");
    case ThroughputField::kServerOutput: return ThroughputWords::tr("Fetch the server's output");
    case ThroughputField::kCounters64: break;
  }
  return ThroughputWords::tr("64-bit counters");
}

QString throughputFieldPlaceholder(ThroughputField field, Protocol protocol) {
  switch (field) {
    case ThroughputField::kServer: return ThroughputWords::tr("speed.example.net, 192.0.2.7:5201");
    case ThroughputField::kTime: return ThroughputWords::tr("until stopped");
    case ThroughputField::kBytes: return ThroughputWords::tr("500M, 2G");
    case ThroughputField::kRate:
      return protocol == Protocol::kUdp ? QStringLiteral("1.05M") : ThroughputWords::tr("as fast as it goes");
    case ThroughputField::kOmit:
    case ThroughputField::kTos: return QStringLiteral("0");
    case ThroughputField::kInterval: return QStringLiteral("1");
    case ThroughputField::kWaitBusy: return ThroughputWords::tr("not at all");
    case ThroughputField::kPacing: return ThroughputWords::tr("none");
    case ThroughputField::kUser: return ThroughputWords::tr("no login");
    case ThroughputField::kPassword: return {};
    case ThroughputField::kKeyFile: return QStringLiteral("public.pem");
    case ThroughputField::kBlockLength: return ThroughputWords::tr("the best for the way");
    default: return ThroughputWords::tr("the system's choice");
  }
}

QString throughputFieldHint(ThroughputField field) {
  switch (field) {
    case ThroughputField::kServer:
      return ThroughputWords::tr("Any iperf3 server, or another SynScope that is the server. Port 5201 unless given.");
    case ThroughputField::kLatency:
      return ThroughputWords::tr(
          "Times connections before and during the test: how much slower everything else becomes.");
    case ThroughputField::kStreams: return ThroughputWords::tr("1 to 128 connections at once in each direction");
    case ThroughputField::kBytes: return ThroughputWords::tr("K, M, G and T are powers of 1024");
    case ThroughputField::kRate: return ThroughputWords::tr("K, M, G and T are powers of 1000; 0: as fast as it goes");
    case ThroughputField::kOmit:
      return ThroughputWords::tr("The first seconds, in which TCP finds its speed, do not count");
    case ThroughputField::kTos: return ThroughputWords::tr("0 to 255: DSCP × 4 + ECN");
    case ThroughputField::kUser:
    case ThroughputField::kPassword:
      return ThroughputWords::tr("For an iperf3 server with authentication; sent encrypted with its public key");
    case ThroughputField::kKeyFile: return ThroughputWords::tr("PEM; whoever runs the server hands it out");
    case ThroughputField::kPacing: return ThroughputWords::tr("SO_MAX_PACING_RATE: the system spreads what is sent");
    default: return {};
  }
}

QString directionLabel(TransferDirection direction) {
  switch (direction) {
    case TransferDirection::kUp: return ThroughputWords::tr("To the server");
    case TransferDirection::kDown: return ThroughputWords::tr("From the server");
    case TransferDirection::kInTurn: return ThroughputWords::tr("To the server, then back");
    case TransferDirection::kBoth: break;
  }
  return ThroughputWords::tr("Both at once");
}

QString phaseLabel(Phase phase) {
  switch (phase) {
    case Phase::kResolving: return ThroughputWords::tr("Looking up the name …");
    case Phase::kConnecting: return ThroughputWords::tr("Connecting …");
    case Phase::kWaitingForServer: return ThroughputWords::tr("Waiting for the server …");
    case Phase::kMeasuringIdle: return ThroughputWords::tr("Measuring the latency without load …");
    case Phase::kStarting: return ThroughputWords::tr("Opening the streams …");
    case Phase::kOmitting: return ThroughputWords::tr("Warming up; this does not count …");
    case Phase::kRunning: return ThroughputWords::tr("Measuring");
    case Phase::kExchanging: return ThroughputWords::tr("Exchanging the results …");
    case Phase::kEnded: break;
  }
  return ThroughputWords::tr("Ended");
}

QString markLabel(const ThroughputMark& mark) {
  switch (mark.kind) {
    case ThroughputMark::Kind::kOmitEnds: return ThroughputWords::tr("counting begins");
    case ThroughputMark::Kind::kRetransmits: return ThroughputWords::tr("sent again");
    case ThroughputMark::Kind::kStall: return ThroughputWords::tr("stalls");
    case ThroughputMark::Kind::kStreamDied: return ThroughputWords::tr("stream %1 ended").arg(mark.stream);
    case ThroughputMark::Kind::kCpuBound: return ThroughputWords::tr("CPU at its limit");
    case ThroughputMark::Kind::kTurn: return ThroughputWords::tr("receiving");
    case ThroughputMark::Kind::kEnd: break;
  }
  return ThroughputWords::tr("end");
}

QString throughputTitle(const ThroughputReport& report) {
  const QString peer = report.host.empty() ? shown(report.peer.address.toString()) : shown(report.host);
  return QStringLiteral("%1:%2")
      .arg(peer.contains(QLatin1Char(':')) ? QLatin1Char('[') + peer + QLatin1Char(']') : peer)
      .arg(report.peer.port);
}

QString throughputSettingsLine(const ThroughputReport& report) {
  const ThroughputSettings& settings = report.settings;
  QStringList parts{settings.protocol == Protocol::kUdp ? QStringLiteral("UDP") : QStringLiteral("TCP"),
                    directionLabel(settings.direction).toLower(),
                    ThroughputWords::tr("%n stream(s)", nullptr, settings.parallel)};
  if (settings.bytes > 0) parts.append(shownBytes(settings.bytes));
  if (settings.time > Duration{}) parts.append(plotElapsed(toMs(settings.time) / 1000));
  if (settings.bitsPerSecond.value_or(0) > 0)
    parts.append(
        ThroughputWords::tr("at most %1 each").arg(shownBitRate(static_cast<double>(*settings.bitsPerSecond))));
  if (!report.congestion.empty() && settings.protocol == Protocol::kTcp) parts.append(shown(report.congestion));
  return parts.join(QStringLiteral(" · "));
}

}  // namespace synscope
