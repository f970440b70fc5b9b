#include "app/cli/terminal.h"

#include <sys/ioctl.h>

#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace synscope {
namespace {

int descriptorOf(StandardStream stream) {
  switch (stream) {
    case StandardStream::kInput: return STDIN_FILENO;
    case StandardStream::kOutput: return STDOUT_FILENO;
    case StandardStream::kError: return STDERR_FILENO;
  }
  return STDERR_FILENO;
}

}  // namespace

void reserveStandardStreams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(fd, F_GETFD) != -1) continue;
    [[maybe_unused]] const int opened = open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

bool isTerminal(StandardStream stream) {
  return isatty(descriptorOf(stream)) == 1;
}

int terminalWidth(StandardStream stream) {
  winsize size{};
  return ioctl(descriptorOf(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

int terminalHeight(StandardStream stream) {
  winsize size{};
  return ioctl(descriptorOf(stream), TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

}  // namespace synscope
