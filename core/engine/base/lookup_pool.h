#pragma once

#include "core/engine/base/host_lookup.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace synscope {

/// Connects look-ups that cannot be interrupted with somebody who may stop waiting for them.
/// Invariant: after letGo() nothing is delivered any more. Thread-safe.
class LookupTicket {
 public:
  explicit LookupTicket(QObject* receiver) : m_receiver(receiver) {}

  void letGo();
  /// Runs `task` in the receiver's thread, if somebody still waits.
  void deliver(std::function<void()> task);

 private:
  std::mutex m_mutex;
  QObject* m_receiver;
};

/// Runs lookUpHost() in a pool of its own and hands the answer to `then` in the receiver's thread. The end of the
/// program does not wait for look-ups that hang.
void lookUpInBackground(std::string host, IpFamily family, std::shared_ptr<LookupTicket> ticket,
                        std::function<void(NameAnswer)> then);

}  // namespace synscope
