#include "app/cli/command.h"
#include "app/cli/commands.h"

namespace synscope {

const std::vector<Command>& allCommands() {
  static const std::vector<Command> kCommands = {
      probeCommand(),   diagnoseCommand(), traceCommand(),   latencyCommand(),   throughputCommand(),
      connectCommand(), listenCommand(),   socketsCommand(), companionCommand(), idleCommand(),
  };
  return kCommands;
}

}  // namespace synscope
