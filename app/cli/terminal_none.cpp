#include "app/cli/terminal.h"

namespace synscope {

bool isTerminal(StandardStream) {
  return false;
}

int terminalWidth(StandardStream) {
  return 80;
}

}  // namespace synscope
