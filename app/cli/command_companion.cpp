#include "app/cli/commands.h"
#include "app/cli/companion_run.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"
#include "app/cli/single_target.h"
#include "core/engine/base/resolver.h"
#include "core/logic/base/display_text.h"

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

int check(const Invocation& invocation, Console& console) {
  const auto wrong = [&](const UsageError& problem) { return console.usage(problem, invocation.command().name); };
  TargetText target;
  if (const auto problem = readSingleTarget(invocation.positional().mid(1), target)) return wrong(*problem);
  const auto port = companionPort(invocation);
  if (!port || *port == 0)
    return wrong(
        usageError({ErrorCode::kBadPort, {}, invocation.value("port").toStdString(), 0}, QStringLiteral("--port")));
  const Result<std::string> host = encodeHost(target.host);
  if (!host) return wrong(usageError(host.error(), QStringLiteral("HOST")));
  const Result<IpAddress> address = firstAddress(*host, invocation.common(), console);
  if (!address) {
    if (console.interrupts().requested()) return exit_code::kDone;
    console.error(console.say({"error." + std::string(name(address.error().code)), {{"subject", target.host}}}));
    return exit_code::kNameError;
  }
  CompanionCheck::Options options;
  options.companionPort = *port;
  if (invocation.isSet("udp")) options.protocol = Protocol::kUdp;
  options.timeout = invocation.common().timeout.value_or(options.timeout);
  return checkWithCompanion({*address, *target.port}, options, invocation.common(), console);
}

int run(const Invocation& invocation, Console& console) {
  const QStringList words = invocation.positional();
  const QString verb = words.value(0);
  if (verb == QLatin1String("check")) return check(invocation, console);
  const bool serves = verb == QLatin1String("serve"), finds = verb == QLatin1String("find");
  if ((serves || finds) && words.size() > 1)
    return console.usage(usageAbout("cli.usage.unexpected-argument", words[1]), invocation.command().name);
  if (serves) return serve(invocation, console);
  if (finds) return findCompanions(invocation.common(), console);
  const QString what = QStringLiteral("serve|find|check");
  return console.usage(verb.isEmpty() ? usageAbout("cli.usage.missing-argument", what)
                                      : usageAbout("cli.usage.unexpected-argument", verb),
                       invocation.command().name);
}

}  // namespace

Command companionCommand() {
  return {QStringLiteral("companion"),
          QStringLiteral("serve [--port N] [--bind ADDR] [--announce] | find | check HOST PORT [--udp] [--port N]"),
          {{{QStringLiteral("port")}, QStringLiteral("N"), QStringLiteral("cli.companion.option.port")},
           {{QStringLiteral("bind")}, QStringLiteral("ADDR")},
           {{QStringLiteral("announce")}, {}},
           {{QStringLiteral("udp")}, {}}},
          run,
          {{QStringLiteral("synscope-cli companion serve --announce"), "cli.example.companion.serve"},
           {QStringLiteral("synscope-cli companion check 192.0.2.7 443"), "cli.example.companion.check"}}};
}

}  // namespace synscope
