#include "app/cli/terminal.h"

#include <sys/ioctl.h>

#include <unistd.h>

namespace synscope {
namespace {

int descriptorOf(StandardStream stream) {
  return stream == StandardStream::kOutput ? STDOUT_FILENO : STDERR_FILENO;
}

}  // namespace

bool isTerminal(StandardStream stream) {
  return isatty(descriptorOf(stream)) == 1;
}

int terminalWidth(StandardStream stream) {
  winsize size{};
  return ioctl(descriptorOf(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace synscope
