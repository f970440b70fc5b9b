#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"

namespace synscope {
namespace {

int run(const Invocation& invocation, Console& console) {
  if (invocation.positional().isEmpty())
    return console.usage({{"cli.usage.missing-argument", {{"subject", "HOST"}}}, {}}, invocation.command().name);
  return exit_code::kInternal;
}

}  // namespace

Command probeCommand() {
  return {QStringLiteral("probe"),
          QStringLiteral("HOST... -p PORTS [--udp] [--parallel N] [--retries N]"),
          {{{QStringLiteral("p"), QStringLiteral("ports")}, QStringLiteral("PORTS")},
           {{QStringLiteral("udp")}, {}},
           {{QStringLiteral("parallel")}, QStringLiteral("N")},
           {{QStringLiteral("retries")}, QStringLiteral("N")}},
          run};
}

}  // namespace synscope
