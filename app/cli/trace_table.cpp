#include "app/cli/trace_table.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "core/logic/path/judge_trace.h"

#include <algorithm>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string keyOf(const char* prefix, std::string_view name) {
  return prefix + std::string(name);
}

QString addressesOf(const Hop& hop) {
  QStringList all;
  for (const IpAddress& address : hop.addresses)
    all << toQt(address.toString());
  return all.isEmpty() ? QStringLiteral("*") : all.join(QLatin1Char(' '));
}

QString milliseconds(Duration duration) {
  const double ms = toMs(duration);
  return QString::number(ms, 'f', ms < 10 ? 2 : 1);
}

/// One time, or for several probes the shortest, average and longest.
QString timesOf(const Hop& hop) {
  if (!hop.last) return {};
  if (hop.received == 1) return milliseconds(*hop.last) + QStringLiteral(" ms");
  return QStringLiteral("%1 / %2 / %3 ms")
      .arg(milliseconds(*hop.best), milliseconds(*hop.average), milliseconds(*hop.worst));
}

/// Only for a hop that answered at least once: a silent one says so itself.
QString lossOf(const Hop& hop, const Console& console) {
  const double percent = hop.lossPercent().value_or(0);
  if (hop.received == 0 || percent <= 0) return {};
  return console.say({"cli.trace.loss", {{"percent", QString::number(percent, 'f', 0).toStdString()}}});
}

/// What the answer was, where it is more than a router on the way.
QString noteOf(const Hop& hop, const Console& console) {
  if (hop.answer == HopAnswer::kTtlExceeded) return {};
  const QString what = console.say({keyOf("hop.", name(hop.answer)), {}});
  if (hop.answer != HopAnswer::kIcmpUnreachable || !hop.icmp) return what;
  return what + QStringLiteral(": ") + console.say({catalogueKey(*hop.icmp), {}});
}

Colour colourOf(const Hop& hop) {
  switch (hop.answer) {
    case HopAnswer::kSynAck:
    case HopAnswer::kReply: return Colour::kGreen;
    case HopAnswer::kRst:
    case HopAnswer::kIcmpUnreachable: return Colour::kRed;
    case HopAnswer::kSilent:
    case HopAnswer::kPending: return Colour::kDim;
    case HopAnswer::kTtlExceeded: return Colour::kNone;
  }
  return Colour::kNone;
}

int widestAddress(const Trace& trace) {
  int widest = 15;
  for (const Hop& hop : trace.hops)
    widest = std::max(widest, textWidth(addressesOf(hop)));
  return std::min(widest, 60);
}

void printHop(const Hop& hop, int addressWidth, Console& console) {
  QStringList notes{noteOf(hop, console), lossOf(hop, console)};
  notes.removeAll(QString());
  const QString line =
      QStringLiteral("%1  %2  %3  %4")
          .arg(hop.ttl, 3)
          .arg(padded(addressesOf(hop), addressWidth), padded(timesOf(hop), 10), notes.join(QStringLiteral(", ")));
  console.line(console.paint(line, colourOf(hop)));
}

void printEnd(const Trace& trace, Console& console) {
  const Phrase ended{endKey(trace), {}};
  console.line();
  console.line(console.paint(console.say(ended), Colour::kBold));
  console.line(console.say(Catalogue::instance().entry(ended).plain));
  if (trace.end != TraceEnd::kNotSent) return;
  console.line(console.say(Catalogue::instance().entry({keyOf("reason.", name(judge(trace).reason)), {}}).plain));
}

}  // namespace

void printTrace(const Trace& trace, Console& console) {
  console.line(console.say({"cli.trace.heading",
                            {{"host", trace.target.address.toString()},
                             {"port", std::to_string(trace.target.port)},
                             {"protocol", trace.protocol == Protocol::kTcp ? "TCP" : "UDP"}}}));
  const int width = widestAddress(trace);
  for (const Hop& hop : trace.hops)
    printHop(hop, width, console);
  printEnd(trace, console);
}

void showTraceProgress(const Trace& trace, Console& console) {
  QStringList hops;
  for (const Hop& hop : trace.hops)
    hops << addressesOf(hop);
  console.progress(hops.join(QStringLiteral(" → ")));
}

}  // namespace synscope
