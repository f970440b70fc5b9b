#pragma once

#include "core/engine/base/lookup_pool.h"
#include "core/engine/base/unique_fd.h"
#include "core/logic/kernel/process_exit.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

class QSocketNotifier;

namespace synscope {

/// Looks for the process that holds a socket of this machine, names it, and tells when it ends, once each, without any
/// right (Linux: proc(5), pidfd_open(2)). In the event loop of the thread that makes it; the search runs in the
/// background. Stays silent where the holder is not found, is this process, or the system cannot tell.
class ProcessWatch {
 public:
  /// None may delete the ProcessWatch.
  struct Events {
    std::function<void(int pid, const std::string& name)> found;
    std::function<void(const ProcessExit&)> ended;
  };

  /// @param inode Of the socket, as in SocketRow.
  ProcessWatch(std::uint32_t inode, Events events);
  ~ProcessWatch();
  ProcessWatch(const ProcessWatch&) = delete;
  ProcessWatch& operator=(const ProcessWatch&) = delete;

 private:
  void follow(int pid, const std::string& name);

  Events m_events;
  QObject m_receiver;
  std::shared_ptr<LookupTicket> m_ticket;
  UniqueFd m_fd;
  std::unique_ptr<QSocketNotifier> m_notifier;
};

}  // namespace synscope
