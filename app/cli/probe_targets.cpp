#include "app/cli/probe_targets.h"

#include "app/cli/interrupts.h"
#include "core/engine/base/resolver.h"
#include "core/logic/reach/target_text.h"

#include <QEventLoop>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kMostHosts = 4096;
/// Names looked up at the same time, so that none spends its time limit waiting for a thread of the look-up pool.
constexpr std::size_t kLookUpsAtOnce = 8;

Error tooMany(std::uint64_t count) {
  return {ErrorCode::kTooManyTargets, "probe", std::to_string(count), 0};
}

Result<ProbeHost> readHost(const QString& text, const std::vector<std::uint16_t>& ports) {
  Result<TargetText> target = parseTarget(text.toStdString());
  if (!target) return target.error();
  const bool holdsOtherPort =
      target->scheme.empty() && target->port && !std::ranges::binary_search(ports, *target->port);
  if (!ports.empty() && holdsOtherPort) return Error{ErrorCode::kPortConflict, "probe", text.toStdString(), 0};
  if (ports.empty() && !target->port) return Error{ErrorCode::kEmptyInput, "ports", text.toStdString(), 0};
  Result<std::string> ascii = encodeHost(target->host);
  if (!ascii) return ascii.error();
  ProbeHost host;
  host.typed = target->host;
  host.host = *ascii;
  host.ports = ports.empty() ? std::vector{*target->port} : ports;
  return host;
}

void takeAnswer(ProbeHost& host, const NameEvidence& evidence) {
  for (const NameAnswer& answer : evidence.answers) {
    for (const IpAddress& address : answer.addresses)
      if (std::ranges::find(host.addresses, address) == host.addresses.end()) host.addresses.push_back(address);
    if (answer.error && !host.error) host.error = answer.error;
  }
  if (!host.addresses.empty())
    host.error.reset();
  else if (!host.error)
    host.error = Error{ErrorCode::kNameNotFound, "resolve", host.typed, 0};
}

}  // namespace

Result<std::vector<ProbeHost>> readHosts(const QStringList& hosts, const std::vector<std::uint16_t>& ports) {
  if (hosts.size() > kMostHosts) return tooMany(static_cast<std::uint64_t>(hosts.size()));
  std::vector<ProbeHost> result;
  std::uint64_t count = 0;
  for (const QString& text : hosts) {
    Result<ProbeHost> host = readHost(text, ports);
    if (!host) return host.error();
    count += host->ports.size();
    result.push_back(std::move(host).value());
  }
  if (count > kMostTargets) return tooMany(count);
  return result;
}

void resolveHosts(std::vector<ProbeHost>& hosts, FamilyChoice family, Duration timeout, Interrupts& interrupts) {
  QEventLoop loop;
  std::vector<std::unique_ptr<Resolver>> resolvers;
  std::size_t started = 0;
  std::size_t ended = 0;
  const auto startOne = [&] {
    if (started < resolvers.size()) resolvers[started++]->start();
  };
  for (ProbeHost& host : hosts) {
    Resolver* resolver = resolvers.emplace_back(std::make_unique<Resolver>(host.host, family, timeout)).get();
    const auto onEnded = [&, resolver] {
      takeAnswer(host, resolver->result());
      if (interrupts.requested() && host.addresses.empty()) host.error.reset();
      if (++ended == resolvers.size()) loop.quit();
      startOne();
    };
    QObject::connect(resolver, &Job::ended, &loop, onEnded, Qt::QueuedConnection);
    QObject::connect(&interrupts, &Interrupts::interrupted, resolver, &Job::cancel);
  }
  for (std::size_t i = 0; i < kLookUpsAtOnce; ++i)
    startOne();
  if (!resolvers.empty()) loop.exec();
}

}  // namespace synscope
