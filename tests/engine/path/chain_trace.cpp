#include "tests/engine/path/chain_trace.h"

#include "core/engine/path/arrival_ttl.h"

#include <QSignalSpy>
#include <QStringList>

#include <map>

namespace synscope::test {

using namespace std::chrono_literals;

namespace {

QString shortName(const IpAddress& from) {
  static const std::map<std::string, const char*> names{
      {"10.9.1.1", "r1"},      {"10.9.2.1", "r2"},     {"10.9.3.1", "r3"},    {"10.9.9.2", "host"},
      {"10.9.1.2", "self"},    {"fd00:9:1::1", "r1"},  {"fd00:9:2::1", "r2"}, {"fd00:9:3::1", "r3"},
      {"fd00:9:9::2", "host"}, {"fd00:9:1::2", "self"}};
  const auto it = names.find(from.toString());
  return it == names.end() ? QString::fromStdString(from.toString()) : QLatin1String(it->second);
}

}  // namespace

IpAddress address(const char* text) {
  return IpAddress::parse(text).value();
}
IpAddress server(bool v6) {
  return address(v6 ? "fd00:9:9::2" : "10.9.9.2");
}

QString text(const Trace& trace) {
  QStringList words;
  for (const Hop& hop : trace.hops) {
    const QString who = hop.addresses.empty() ? QString() : shortName(hop.addresses.front());
    switch (hop.answer) {
      case HopAnswer::kTtlExceeded: words << who; break;
      case HopAnswer::kIcmpUnreachable: words << QStringLiteral("icmp:") + who; break;
      case HopAnswer::kSilent: words << QStringLiteral("-"); break;
      default: words << QString::fromStdString(std::string(name(hop.answer)));
    }
  }
  return words.join(QLatin1Char(' '));
}

QString text(const Break& found) {
  QString line = QString::fromStdString(std::string(name(found.kind)));
  if (found.deviceTtl)
    line += QStringLiteral(" hop %1").arg(*found.deviceTtl);
  else if (found.firstSilentTtl)
    line += QStringLiteral(" after %1").arg(found.lastAnsweringTtl);
  if (found.device) line += QStringLiteral(" by ") + shortName(*found.device);
  return line;
}

PathTracer::Options hasty() {
  PathTracer::Options options;
  options.timeout = 600ms;  // Too short for second tries.
  return options;
}

Trace traced(const IpEndpoint& target, Protocol protocol, PathTracer::Options options) {
  PathTracer tracer(target, protocol, options);
  QSignalSpy ended(&tracer, &Job::ended);
  tracer.start();
  if (!ended.wait(10'000)) qWarning("the trace did not end");
  return tracer.result();
}

std::optional<int> arrivalTtl(const IpEndpoint& target, int distance, ArrivalTtlEvidence* evidence) {
  ArrivalTtlSearch search(target, 300ms, distance);
  QSignalSpy ended(&search, &Job::ended);
  search.start();
  if (!ended.wait(10'000)) qWarning("the search did not end");
  if (evidence != nullptr) *evidence = search.result();
  return search.result().arrivalTtl;
}

}  // namespace synscope::test
