#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/endpoint_options.h"
#include "app/cli/endpoint_run.h"
#include "app/cli/impairment_options.h"
#include "core/engine/base/resolver.h"
#include "core/logic/reach/target_text.h"

#include <array>
#include <utility>

namespace synscope {
namespace {

struct RoleOption {
  const char* option;
  ServerRole role;
};
constexpr std::array kRoles = {
    RoleOption{"echo", ServerRole::kEcho},       RoleOption{"discard", ServerRole::kDiscard},
    RoleOption{"send", ServerRole::kSendFile},   RoleOption{"forward", ServerRole::kForward},
    RoleOption{"pair", ServerRole::kPair},       RoleOption{"chargen", ServerRole::kCharacterGenerator},
    RoleOption{"daytime", ServerRole::kDaytime},
};

std::optional<UsageError> readPort(const Invocation& invocation, EndpointRequest& request) {
  const QStringList words = invocation.positional();
  if (words.isEmpty()) return usageAbout("cli.usage.missing-argument", QStringLiteral("PORT"));
  if (words.size() > 1) return usageAbout("cli.usage.unexpected-argument", words[1]);
  bool ok = false;
  request.settings.port = words[0].toUShort(&ok);
  if (ok) return std::nullopt;
  return usageError({ErrorCode::kBadPort, {}, words[0].toStdString(), 0}, QStringLiteral("PORT"));
}

/// For UDP `port` is the other side's: an endpoint that waits to be spoken to has none.
std::optional<UsageError> readOwnPort(const Invocation&, EndpointRequest& request) {
  if (request.isUdp()) request.settings.sourcePort = std::exchange(request.settings.port, 0);
  return std::nullopt;
}

std::optional<UsageError> readRole(const Invocation& invocation, EndpointRequest& request) {
  QStringList chosen;
  for (const auto& [option, role] : kRoles) {
    if (!invocation.isSet(option)) continue;
    chosen << QStringLiteral("--") + QLatin1String(option);
    request.settings.role = role;
  }
  if (chosen.size() > 1) return usageAbout("cli.usage.contradiction", chosen.join(QLatin1Char(' ')));
  return std::nullopt;
}

std::optional<UsageError> readFile(const Invocation& invocation, EndpointRequest& request) {
  const QString file = invocation.value("send");
  if (!invocation.isSet("send")) return std::nullopt;
  if (!isReadableFile(file))
    return usageError({ErrorCode::kFileUnreadable, {}, file.toStdString(), 0}, QStringLiteral("--send"));
  request.settings.roleFile = file.toStdString();
  return std::nullopt;
}

std::optional<UsageError> readForward(const Invocation& invocation, EndpointRequest& request) {
  if (!invocation.isSet("forward")) return std::nullopt;
  const Result<TargetText> target = parseTarget(invocation.value("forward").toStdString());
  if (!target) return usageError(target.error(), QStringLiteral("--forward"));
  if (!target->port) return usageAbout("cli.usage.missing-argument", QStringLiteral("--forward HOST:PORT"));
  const Result<std::string> host = encodeHost(target->host);
  if (!host) return usageError(host.error(), QStringLiteral("--forward"));
  request.settings.forwardHost = *host;
  request.settings.forwardPort = *target->port;
  return std::nullopt;
}

/// Without a certificate the server makes itself one.
std::optional<UsageError> readTls(const Invocation& invocation, EndpointRequest& request) {
  const bool tls = invocation.isSet("tls"), cert = invocation.isSet("cert"), key = invocation.isSet("key");
  if (!tls && (cert || key)) return usageAbout("cli.usage.only-with", QStringLiteral("--cert --tls"));
  if (cert != key)
    return usageAbout("cli.usage.missing-option", cert ? QStringLiteral("--key") : QStringLiteral("--cert"));
  if (!tls) return std::nullopt;
  TlsSettings settings;
  settings.certificateFile = invocation.value("cert").toStdString();
  settings.keyFile = invocation.value("key").toStdString();
  request.settings.tls = settings;
  return std::nullopt;
}

std::optional<UsageError> readClients(const Invocation& invocation, EndpointRequest& request) {
  const auto most = invocation.number("max-clients", 0, 1, 1'000'000);
  if (!most) return usageError(most.error(), QStringLiteral("--max-clients"));
  request.settings.maxClients = *most;
  request.once = invocation.isSet("once");
  if (!request.once) return std::nullopt;
  if (request.isUdp()) return usageAbout("cli.usage.contradiction", QStringLiteral("--udp --once"));
  request.settings.maxClients = 1;
  return std::nullopt;
}

int run(const Invocation& invocation, Console& console) {
  EndpointRequest request;
  request.listens = true;
  request.settings.kind = EndpointKind::kTcpServer;
  for (const auto part : {readPort, readEndpointOptions, readOwnPort, readRole, readFile, readForward, readImpairment,
                          readTls, readClients})
    if (const auto problem = part(invocation, request)) return console.usage(*problem, invocation.command().name);
  return EndpointRun(request, console).run();
}

std::vector<Option> listenOptions() {
  std::vector<Option> options = {
      {{QStringLiteral("echo")}, {}},
      {{QStringLiteral("discard")}, {}},
      {{QStringLiteral("chargen")}, {}},
      {{QStringLiteral("daytime")}, {}},
      {{QStringLiteral("pair")}, {}},
      {{QStringLiteral("send")}, QStringLiteral("FILE"), QStringLiteral("cli.listen.option.send")},
      {{QStringLiteral("forward")}, QStringLiteral("HOST:PORT")},
  };
  for (const Option& option : impairmentOptions())
    options.push_back(option);
  options.push_back({{QStringLiteral("once")}, {}});
  options.push_back({{QStringLiteral("max-clients")}, QStringLiteral("N")});
  options.push_back({{QStringLiteral("tls")}, {}, QStringLiteral("cli.endpoint.option.tls")});
  options.push_back({{QStringLiteral("cert")}, QStringLiteral("FILE")});
  options.push_back({{QStringLiteral("key")}, QStringLiteral("FILE")});
  return endpointOptions(std::move(options));
}

}  // namespace

Command listenCommand() {
  return {QStringLiteral("listen"),
          QStringLiteral("PORT [--udp] [--tls --cert F --key F] [--bind ADDR] [--echo|--discard|--send FILE|"
                         "--forward HOST:PORT|--pair|--chargen|--daytime] [--once] [--max-clients N] [--events]"),
          listenOptions(),
          run,
          {
              {QStringLiteral("synscope-cli listen 7000 --echo"), "cli.example.listen.echo"},
              {QStringLiteral("synscope-cli listen 7000 --once --recv-only > received"), "cli.example.listen.file"},
              {QStringLiteral("synscope-cli listen 7000 --forward 127.0.0.1:80 --delay 200 --rate 64k"),
               "cli.example.listen.relay"},
              {QStringLiteral("synscope-cli listen 8443 --tls --send page.http"), "cli.example.listen.tls"},
              {QStringLiteral("synscope-cli listen 7000 --udp --hex"), "cli.example.listen.udp"},
          }};
}

}  // namespace synscope
