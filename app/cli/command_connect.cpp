#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/endpoint_options.h"
#include "app/cli/endpoint_run.h"
#include "app/cli/single_target.h"
#include "core/engine/base/resolver.h"

namespace synscope {
namespace {

std::optional<UsageError> readTarget(const Invocation& invocation, EndpointRequest& request) {
  TargetText target;
  if (const auto problem = readSingleTarget(invocation, target)) return problem;
  const Result<std::string> host = encodeHost(target.host);
  if (!host) return usageError(host.error(), QStringLiteral("HOST"));
  request.settings.host = *host;
  request.settings.port = *target.port;
  return std::nullopt;
}

std::optional<UsageError> readTls(const Invocation& invocation, EndpointRequest& request) {
  for (const char* option : {"insecure", "server-name"})
    if (invocation.isSet(option) && !invocation.isSet("tls"))
      return usageAbout("cli.usage.only-with", QStringLiteral("--%1 --tls").arg(QLatin1String(option)));
  if (!invocation.isSet("tls")) return std::nullopt;
  TlsSettings tls;
  tls.verifyPeer = !invocation.isSet("insecure");
  tls.serverName = invocation.value("server-name").toStdString();
  request.settings.tls = tls;
  return std::nullopt;
}

std::optional<UsageError> readClient(const Invocation& invocation, EndpointRequest& request) {
  const auto source = invocation.number("source-port", 0, 1, 65'535);
  if (!source) return usageError(source.error(), QStringLiteral("--source-port"));
  request.settings.sourcePort = static_cast<std::uint16_t>(*source);
  if (invocation.isSet("reconnect")) {
    if (request.isUdp()) return usageAbout("cli.usage.contradiction", QStringLiteral("--udp --reconnect"));
    request.settings.reconnect = ReconnectSettings{};
  }
  request.file = invocation.value("send");
  if (invocation.isSet("send") && !isReadableFile(request.file))
    return usageError({ErrorCode::kFileUnreadable, {}, request.file.toStdString(), 0}, QStringLiteral("--send"));
  return std::nullopt;
}

int run(const Invocation& invocation, Console& console) {
  EndpointRequest request;
  request.settings.kind = EndpointKind::kTcpClient;
  for (const auto part : {readTarget, readEndpointOptions, readTls, readClient})
    if (const auto problem = part(invocation, request)) return console.usage(*problem, invocation.command().name);
  return EndpointRun(request, console).run();
}

}  // namespace

Command connectCommand() {
  return {
      QStringLiteral("connect"),
      QStringLiteral("HOST PORT [--udp] [--tls] [--hex] [--events] [--source-port N] [--bind ADDR] "
                     "[--close fin|half|reset] [--idle SECONDS] [--send FILE]"),
      endpointOptions({
          {{QStringLiteral("tls")}, {}, QStringLiteral("cli.endpoint.option.tls")},
          {{QStringLiteral("insecure")}, {}},
          {{QStringLiteral("server-name")}, QStringLiteral("NAME")},
          {{QStringLiteral("send")}, QStringLiteral("FILE"), QStringLiteral("cli.connect.option.send")},
          {{QStringLiteral("source-port")}, QStringLiteral("N")},
          {{QStringLiteral("reconnect")}, {}},
      }),
      run,
      {
          {QStringLiteral("echo hello | synscope-cli connect 127.0.0.1 7000"), "cli.example.connect.line"},
          {QStringLiteral("printf 'GET / HTTP/1.0\\r\\n\\r\\n' | synscope-cli connect 127.0.0.1 8443 --tls --insecure"),
           "cli.example.connect.tls"},
          {QStringLiteral("synscope-cli connect 127.0.0.1 7000 --quiet < disk.img > answer"),
           "cli.example.connect.file"},
          {QStringLiteral("printf '01 02 ff\\n03\\n' | synscope-cli connect 127.0.0.1 7000 --udp --hex"),
           "cli.example.connect.udp"},
          {QStringLiteral("synscope-cli connect 127.0.0.1 7000 --events 2> events.jsonl < /dev/null"),
           "cli.example.connect.events"},
      }};
}

}  // namespace synscope
