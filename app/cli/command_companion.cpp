#include "app/cli/commands.h"
#include "app/cli/companion_run.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"
#include "app/cli/single_target.h"
#include "core/engine/base/resolver.h"
#include "core/engine/companion/finding_json.h"
#include "core/logic/reach/target_text.h"

#include <variant>

namespace synscope {
namespace {

Result<std::uint16_t> companionPort(const Invocation& invocation) {
  const Result<int> port = invocation.number("port", kCompanionPort, 0, 65'535);
  if (!port) return port.error();
  return static_cast<std::uint16_t>(*port);
}

int serve(const Invocation& invocation, Console& console) {
  const auto wrong = [&](const UsageError& problem) { return console.usage(problem, invocation.command().name); };
  CompanionServer::Options options;
  const auto port = companionPort(invocation);
  if (!port) return wrong(usageError(port.error(), QStringLiteral("--port")));
  options.port = *port;
  if (invocation.isSet("bind")) {
    options.bindAddress = IpAddress::parse(invocation.value("bind").toStdString());
    if (!options.bindAddress)
      return wrong(usageError({ErrorCode::kBadAddress, {}, invocation.value("bind").toStdString(), 0},
                              QStringLiteral("--bind")));
  }
  return serveCompanion(options, invocation.isSet("announce"), invocation.common(), console);
}

/// The port of the companion, where somebody is to be asked.
Result<std::uint16_t> askedPort(const Invocation& invocation) {
  const auto port = companionPort(invocation);
  if (!port || *port == 0) return Error{ErrorCode::kBadPort, {}, invocation.value("port").toStdString(), 0};
  return port;
}

/// The address of who is asked; else the exit code.
std::variant<IpAddress, int> addressOf(const std::string& typed, const Invocation& invocation, Console& console) {
  const Result<std::string> host = encodeHost(typed);
  if (!host) return console.usage(usageError(host.error(), QStringLiteral("HOST")), invocation.command().name);
  const Result<IpAddress> address = firstAddress(*host, invocation.common(), console);
  if (address) return *address;
  if (console.interrupts().requested()) return exit_code::kDone;
  console.error(console.say({"error." + std::string(name(address.error().code)), {{"subject", typed}}}));
  return exit_code::kNameError;
}

int check(const Invocation& invocation, Console& console) {
  const auto wrong = [&](const UsageError& problem) { return console.usage(problem, invocation.command().name); };
  TargetText target;
  if (const auto problem = readSingleTarget(invocation.positional().mid(1), target)) return wrong(*problem);
  const auto port = askedPort(invocation);
  if (!port) return wrong(usageError(port.error(), QStringLiteral("--port")));
  const auto address = addressOf(target.host, invocation, console);
  if (const int* code = std::get_if<int>(&address)) return *code;
  CompanionCheck::Options options;
  options.companionPort = *port;
  if (invocation.isSet("udp")) options.protocol = Protocol::kUdp;
  options.timeout = invocation.common().timeout.value_or(options.timeout);
  return checkWithCompanion({std::get<IpAddress>(address), *target.port}, options, invocation.common(), console);
}

int mtu(const Invocation& invocation, Console& console) {
  const auto wrong = [&](const UsageError& problem) { return console.usage(problem, invocation.command().name); };
  const QStringList arguments = invocation.positional().mid(1);
  if (arguments.isEmpty()) return wrong(usageAbout("cli.usage.missing-argument", QStringLiteral("HOST")));
  if (arguments.size() > 1) return wrong(usageAbout("cli.usage.unexpected-argument", arguments[1]));
  const Result<TargetText> target = parseTarget(arguments[0].toStdString());
  if (!target) return wrong(usageError(target.error(), QStringLiteral("HOST")));
  const auto port = askedPort(invocation);
  if (!port) return wrong(usageError(port.error(), QStringLiteral("--port")));
  const auto address = addressOf(target->host, invocation, console);
  if (const int* code = std::get_if<int>(&address)) return *code;
  const IpEndpoint companion{std::get<IpAddress>(address), target->port.value_or(*port)};
  return checkMtu(companion, invocation.common(), console);
}

int run(const Invocation& invocation, Console& console) {
  const QStringList words = invocation.positional();
  const QString verb = words.value(0);
  if (verb == QLatin1String("check")) return check(invocation, console);
  if (verb == QLatin1String("mtu")) return mtu(invocation, console);
  const bool serves = verb == QLatin1String("serve"), finds = verb == QLatin1String("find");
  if ((serves || finds) && words.size() > 1)
    return console.usage(usageAbout("cli.usage.unexpected-argument", words[1]), invocation.command().name);
  if (serves) return serve(invocation, console);
  if (finds) return findCompanions(invocation.common(), console);
  const QString what = QStringLiteral("serve|find|check|mtu");
  return console.usage(verb.isEmpty() ? usageAbout("cli.usage.missing-argument", what)
                                      : usageAbout("cli.usage.unexpected-argument", verb),
                       invocation.command().name);
}

}  // namespace

Command companionCommand() {
  return {QStringLiteral("companion"),
          QStringLiteral("serve [--port N] [--bind ADDR] [--announce] | find | check HOST PORT [--udp] [--port N] | "
                         "mtu HOST [--port N]"),
          {{{QStringLiteral("port")}, QStringLiteral("N"), QStringLiteral("cli.companion.option.port")},
           {{QStringLiteral("bind")}, QStringLiteral("ADDR")},
           {{QStringLiteral("announce")}, {}},
           {{QStringLiteral("udp")}, {}}},
          run,
          {{QStringLiteral("synscope-cli companion serve --announce"), "cli.example.companion.serve"},
           {QStringLiteral("synscope-cli companion check 192.0.2.7 443"), "cli.example.companion.check"},
           {QStringLiteral("synscope-cli companion mtu 192.0.2.7"), "cli.example.companion.mtu"}}};
}

}  // namespace synscope
