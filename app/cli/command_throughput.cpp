#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/throughput_options.h"
#include "app/cli/throughput_run.h"

namespace synscope {
namespace {

int run(const Invocation& invocation, Console& console) {
  ThroughputRequest request;
  if (const auto problem = readThroughputOptions(invocation, request))
    return console.usage(*problem, invocation.command().name);
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
       {QStringLiteral("synscope-cli throughput -s --busy queue"), "cli.example.throughput.server"}}};
}

}  // namespace synscope
