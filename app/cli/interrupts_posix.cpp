#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace synscope {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

volatile sig_atomic_t requests = 0;
std::array<int, 2> selfPipe = {-1, -1};

/// Only calls that signal-safety(7) allows.
void onSignal(int) {
  if (requests > 0) _exit(exit_code::kInterruptedTwice);
  requests = 1;
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = write(selfPipe[1], &byte, 1);
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

bool openSelfPipe() {
  if (pipe(selfPipe.data()) != 0) return false;
  for (const int fd : selfPipe) {
    fcntl(fd, F_SETFL, O_NONBLOCK);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
  }
  return true;
}

}  // namespace

class Interrupts::Private {
 public:
  std::unique_ptr<QSocketNotifier> notifier;
};

Interrupts::Interrupts(QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
  handle(SIGPIPE, SIG_IGN);
  if (!openSelfPipe()) return;  // Ctrl-C then ends the process, as without this object.
  d->notifier = std::make_unique<QSocketNotifier>(selfPipe[0], QSocketNotifier::Read);
  connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
    d->notifier->setEnabled(false);
    Q_EMIT interrupted();
  });
  for (const int signal : kSignals)
    handle(signal, onSignal);
}

Interrupts::~Interrupts() {
  for (const int signal : kSignals)
    handle(signal, SIG_DFL);
  d->notifier.reset();
  for (int& fd : selfPipe)
    if (fd >= 0) close(std::exchange(fd, -1));
}

bool Interrupts::requested() const {
  return requests > 0;
}

}  // namespace synscope
