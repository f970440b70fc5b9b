#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/password_prompt.h"
#include "app/cli/pid_file.h"
#include "app/cli/throughput_options.h"
#include "app/cli/throughput_run.h"

namespace synscope {
namespace {

int failed(ErrorCode code, const std::string& file, Console& console) {
  console.error(
      console.say(Catalogue::instance().entry(Phrase{"error." + std::string(name(code)), {{"subject", file}}}).plain));
  return exit_code::kLocal;
}

/// As iperf3 takes it: from the environment, else from the person. Never from the command line, which others can read.
std::optional<std::string> password(const std::string& user, Console& console) {
  if (qEnvironmentVariableIsSet("IPERF3_PASSWORD")) return qgetenv("IPERF3_PASSWORD").toStdString();
  const Phrase prompt{"cli.throughput.password", {{"name", user}}};
  return askForPassword(console.say(prompt).toStdString() + ' ');
}

/// The exit code where the test cannot begin.
std::optional<int> prepare(ThroughputRequest& request, Console& console) {
  if (auto& login = request.connection.login) {
    auto told = password(login->user, console);
    if (!told) return console.usage(usageAbout("cli.usage.no-password", {}), QStringLiteral("throughput"));
    login->password = *std::move(told);
  }
  if (!request.logFile.empty() && !console.writeTo(QString::fromStdString(request.logFile)))
    return failed(ErrorCode::kFileUnwritable, request.logFile, console);
  return std::nullopt;
}

int run(const Invocation& invocation, Console& console) {
  if (invocation.isSet("version")) {
    console.line(QStringLiteral("synscope-cli " SYNSCOPE_VERSION));
    return exit_code::kDone;
  }
  ThroughputRequest request;
  if (const auto problem = readThroughputOptions(invocation, request))
    return console.usage(*problem, invocation.command().name);
  if (const auto code = prepare(request, console)) return *code;
  const PidFile pidFile(QString::fromStdString(request.pidFile));
  if (!pidFile.ok()) return failed(ErrorCode::kFileUnwritable, request.pidFile, console);
  return request.serves ? serveThroughput(request, console) : measureThroughput(request, console);
}

}  // namespace

Command throughputCommand() {
  return {
      QStringLiteral("throughput"),
      QStringLiteral("-c HOST [-p PORT] [-u] [-R | --bidir] [-P N] [-t SECONDS | -n BYTES | -k BLOCKS] ... | -s"),
      throughputOptions(),
      run,
      {{QStringLiteral("synscope-cli throughput -c 192.0.2.1 -R -P 4"), "cli.example.throughput.download"},
       {QStringLiteral("synscope-cli throughput -c 192.0.2.1 -u -b 50M --latency"), "cli.example.throughput.udp"},
       {QStringLiteral("synscope-cli throughput -c iperf.example.org --wait-busy 60"), "cli.example.throughput.busy"},
       {QStringLiteral("synscope-cli throughput -c 192.0.2.1 --json-stream"), "cli.example.throughput.stream"},
       {QStringLiteral("synscope-cli throughput -s --busy queue"), "cli.example.throughput.server"},
       {QStringLiteral("synscope-cli throughput -s --rsa-private-key-path key.pem --authorized-users-path users.csv"),
        "cli.example.throughput.gate"}},
      refusedThroughputOptions()};
}

}  // namespace synscope
