#include "app/cli/terminal.h"

namespace synscope {

void reserveStandardStreams() {}

bool isTerminal(StandardStream) {
  return false;
}

int terminalWidth(StandardStream) {
  return 80;
}

int terminalHeight(StandardStream) {
  return 24;
}

}  // namespace synscope
