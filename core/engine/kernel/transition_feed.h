#pragma once

#include "core/logic/base/capability.h"
#include "core/logic/kernel/transition_record.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace synscope {

/// Every change of state of every TCP socket of this machine, exactly as and when the kernel makes it, where we may
/// know (Linux: tracepoint sock:inet_sock_set_state by perf_event_open(2), which takes CAP_PERFMON or root and a
/// readable tracefs). TIME_WAIT is not a socket any more: entering it looks like CLOSED. Not thread-safe.
class TransitionFeed {
 public:
  using Changed = std::function<void(const TransitionRecord&)>;

  TransitionFeed();
  ~TransitionFeed();
  TransitionFeed(const TransitionFeed&) = delete;
  TransitionFeed& operator=(const TransitionFeed&) = delete;

  const Capability& capability() const { return m_capability; }

  /// Calls `changed` for what happened since the last call, per processor in order. Nobody is woken up for it: ask
  /// every few milliseconds. The kernel drops what finds no room in 128 KiB per processor.
  void drain(const Changed& changed);

 private:
  class Ring;
  std::vector<std::unique_ptr<Ring>> m_rings;
  std::optional<TransitionFormat> m_format;
  TransitionJoiner m_joiner;
  Capability m_capability;
};

}  // namespace synscope
