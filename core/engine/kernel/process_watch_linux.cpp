#include "core/engine/base/thread_room.h"
#include "core/engine/kernel/process_watch.h"
#include "core/engine/reach/socket_holders_linux.h"

#include <QSocketNotifier>
#include <QThreadPool>

#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unistd.h>
#include <utility>

namespace synscope {
namespace {

/// struct pidfd_info of include/uapi/linux/pidfd.h in its first version (64 bytes).
struct PidfdInfo {
  std::uint64_t mask = 0;
  std::uint64_t cgroup = 0;
  std::uint32_t pid = 0, threadGroup = 0, parent = 0;
  std::uint32_t ids[8] = {};
  std::int32_t exitStatus = 0;
};
static_assert(sizeof(PidfdInfo) == 64);

constexpr std::uint64_t kInfoExit = 1U << 3U;                   // PIDFD_INFO_EXIT, since Linux 6.15
constexpr unsigned long kGetInfo = _IOWR(0xff, 11, PidfdInfo);  // PIDFD_GET_INFO
constexpr auto kSearchBudget = std::chrono::milliseconds(200);
constexpr int kFieldsAfterNameToStatus = 50;  // proc(5): exit_code is field 52

/// Told only when its parent has taken notice of the end.
std::optional<int> statusOfReaped(qintptr fd) {
  PidfdInfo info;
  info.mask = kInfoExit;
  if (::ioctl(static_cast<int>(fd), kGetInfo, &info) != 0 || (info.mask & kInfoExit) == 0) return std::nullopt;
  return info.exitStatus;
}

/// Until then its entry in proc(5) tells it, to its owner.
std::optional<int> statusOfZombie(int pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  if (!std::getline(file, text)) return std::nullopt;
  std::size_t at = text.rfind(')');  // The name before it may hold anything.
  if (at == std::string::npos || text.compare(at, 4, ") Z ") != 0) return std::nullopt;
  for (int field = 0; field < kFieldsAfterNameToStatus && at != std::string::npos; ++field)
    at = text.find(' ', at + 1);
  if (at == std::string::npos) return std::nullopt;
  return std::atoi(text.c_str() + at);
}

ProcessExit exitOf(std::optional<int> status) {
  if (!status) return {};
  if (WIFSIGNALED(*status)) return {WTERMSIG(*status), std::nullopt};
  return {std::nullopt, WEXITSTATUS(*status)};
}

}  // namespace

ProcessWatch::ProcessWatch(std::uint32_t inode, Events events)
    : m_events(std::move(events)), m_ticket(std::make_shared<LookupTicket>(&m_receiver)) {
  if (!roomForThread()) return;
  QThreadPool::globalInstance()->start([this, inode, ticket = m_ticket] {
    const SocketHolders holders = findSocketHolders({&inode, 1}, kSearchBudget);
    const auto holder = holders.find(inode);
    if (holder == holders.end() || holder->second.pid == ::getpid()) return;
    ticket->deliver([this, found = holder->second] { follow(found.pid, found.name); });
  });
}

ProcessWatch::~ProcessWatch() {
  m_ticket->letGo();
}

void ProcessWatch::follow(int pid, const std::string& name) {
  m_fd.reset(::syscall(SYS_pidfd_open, pid, 0));
  m_events.found(pid, name);
  if (!m_fd) return;
  m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
  QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &m_receiver, [this, pid] {
    m_notifier->setEnabled(false);
    const auto zombie = statusOfZombie(pid);
    m_events.ended(exitOf(zombie ? zombie : statusOfReaped(m_fd.get())));
  });
}

}  // namespace synscope
