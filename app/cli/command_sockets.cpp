#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/sockets_run.h"

namespace synscope {
namespace {

constexpr Duration kProcessBudget = std::chrono::milliseconds(500);
constexpr Duration kLeastWatch = std::chrono::milliseconds(100);
constexpr Duration kMostWatch = std::chrono::hours(1);

std::optional<UsageError> readStates(const Invocation& invocation, SocketFilter& filter) {
  if (!invocation.isSet("state")) return std::nullopt;
  const auto states = parseStates(invocation.value("state").toStdString());
  if (!states) return usageError(states.error(), QStringLiteral("--state"));
  filter.states = *states;
  return std::nullopt;
}

std::optional<UsageError> readPort(const Invocation& invocation, SocketFilter& filter) {
  if (!invocation.isSet("port")) return std::nullopt;
  const auto port = invocation.number("port", 0, 1, 65'535);
  if (!port) return usageError(port.error(), QStringLiteral("--port"));
  filter.port = static_cast<std::uint16_t>(*port);
  return std::nullopt;
}

std::optional<UsageError> readKind(const Invocation& invocation, SocketFilter& filter) {
  const bool tcp = invocation.isSet("tcp"), udp = invocation.isSet("udp");
  if (tcp && udp) return UsageError{{"cli.usage.contradiction", {{"subject", "--tcp --udp"}}}};
  if (tcp) filter.protocol = Protocol::kTcp;
  if (udp) filter.protocol = Protocol::kUdp;
  if (invocation.common().family == FamilyChoice::kV4Only) filter.family = IpFamily::kV4;
  if (invocation.common().family == FamilyChoice::kV6Only) filter.family = IpFamily::kV6;
  return std::nullopt;
}

std::optional<UsageError> readText(const Invocation& invocation, SocketFilter& filter) {
  const QStringList words = invocation.positional();
  if (words.size() > 1) return UsageError{{"cli.usage.unexpected-argument", {{"subject", words[1].toStdString()}}}};
  filter.text = words.value(0).toStdString();
  return std::nullopt;
}

/// What has to be asked for to answer the filter. Half-open connections belong to the listeners.
SocketQuery queryFor(const SocketFilter& filter, bool withProcess) {
  SocketQuery query;
  query.tcp = filter.protocol != Protocol::kUdp;
  query.udp = filter.protocol != Protocol::kTcp;
  query.states = filter.states;
  if (query.states.contains(TcpState::kListen)) query.states |= SocketStates::of(TcpState::kSynReceived);
  if (withProcess || !filter.text.empty()) query.processBudget = kProcessBudget;
  return query;
}

std::optional<UsageError> read(const Invocation& invocation, SocketsRequest& request) {
  for (const auto part : {readStates, readPort, readKind, readText})
    if (const auto problem = part(invocation, request.filter)) return problem;
  const auto every = invocation.seconds("watch", {}, kLeastWatch, kMostWatch);
  if (!every) return usageError(every.error(), QStringLiteral("--watch"));
  if (invocation.isSet("watch")) request.every = *every;
  request.json = invocation.common().json;
  request.query = queryFor(request.filter, invocation.isSet("process"));
  return std::nullopt;
}

int run(const Invocation& invocation, Console& console) {
  SocketsRequest request;
  if (const auto problem = read(invocation, request)) return console.usage(*problem, invocation.command().name);
  return SocketsRun(request, console).run();
}

}  // namespace

Command socketsCommand() {
  return {QStringLiteral("sockets"),
          QStringLiteral("[TEXT] [--state LIST] [--port N] [--process] [--watch SECONDS] [--tcp|--udp]"),
          {{{QStringLiteral("state")}, QStringLiteral("LIST")},
           {{QStringLiteral("port")}, QStringLiteral("N")},
           {{QStringLiteral("process")}, {}},
           {{QStringLiteral("watch")}, QStringLiteral("SECONDS")},
           {{QStringLiteral("tcp")}, {}, QStringLiteral("cli.sockets.option.tcp")},
           {{QStringLiteral("udp")}, {}, QStringLiteral("cli.sockets.option.udp")}},
          run};
}

}  // namespace synscope
