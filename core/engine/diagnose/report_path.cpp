#include "core/engine/diagnose/report_path.h"

#include "core/engine/diagnose/report_speaker.h"

#include <QStringList>

namespace synscope {
namespace {

ReportTone toneOf(HopAnswer answer) {
  switch (answer) {
    case HopAnswer::kTtlExceeded:
    case HopAnswer::kSynAck:
    case HopAnswer::kReply: return ReportTone::kGood;
    case HopAnswer::kIcmpUnreachable:
    case HopAnswer::kRst: return ReportTone::kBad;
    default: return ReportTone::kUnsure;
  }
}

QString whoStandsAt(const Hop& hop, const ReportSpeaker& speaker) {
  QStringList addresses;
  for (const IpAddress& address : hop.addresses) {
    addresses.append(speaker.show(address.toString()));
  }
  return addresses.join(QStringLiteral(", "));
}

ReportHop reportHop(const Hop& hop, const ReportSpeaker& speaker) {
  ReportHop row;
  row.ttl = hop.ttl;
  row.who = whoStandsAt(hop, speaker);
  row.answer = hop.icmp && hop.answer == HopAnswer::kIcmpUnreachable
                   ? speaker.title({catalogueKey(*hop.icmp), {}})
                   : speaker.title({"hop." + std::string(name(hop.answer)), {}});
  row.roundTrip = hop.average ? milliseconds(*hop.average) : QString();
  row.probes = QStringLiteral("%1/%2").arg(hop.received).arg(hop.sent);
  row.tone = toneOf(hop.answer);
  row.isEnd = isFinal(hop.answer);
  return row;
}

/// Whether packets to the port vanish without a word somewhere on this path.
bool diesSilently(const Trace& trace) {
  return trace.end == TraceEnd::kLostAfter || trace.end == TraceEnd::kNotSent;
}

}  // namespace

ReportPath reportPath(const Trace& trace, const std::optional<DiagnosisVerdict>& verdict,
                      const std::optional<IpAddress>& source, const ReportSpeaker& speaker) {
  ReportPath path;
  path.source = source ? speaker.show(source->toString()) : QString();
  path.target = speaker.show(trace.target.toString());
  path.reached = trace.end == TraceEnd::kReached;
  path.end = speaker.title({endKey(trace), {}});
  // For silence the verdict's hop is the last that still answered for this port.
  const int lastAlive = verdict && verdict->hop ? *verdict->hop : trace.lastAnsweringTtl;
  path.breaksAtStart = diesSilently(trace) && lastAlive == 0;
  for (const Hop& hop : trace.hops) {
    path.hops.push_back(reportHop(hop, speaker));
    path.hops.back().breaksAfter = diesSilently(trace) && hop.ttl == lastAlive;
  }
  return path;
}

}  // namespace synscope
