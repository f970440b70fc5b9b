#pragma once

#include "core/logic/base/time.h"

#include <QtGlobal>

#include <optional>

namespace synscope {

/// What a thread has used of the processors since it began.
struct CpuTime {
  Duration total{};
  std::optional<Duration> user;  ///< Of the total, the rest is the system's; nullopt where they are not told apart.
};

/// Of the calling thread; nullopt where the system does not tell.
std::optional<CpuTime> threadCpuTime();
/// Asks the system to wake the calling thread as punctually as it can (Linux: PR_SET_TIMERSLACK, prctl(2)).
void preciseTimers();
/// Moves the calling thread to the processor on which this socket's packets come in (Linux: SO_INCOMING_CPU,
/// socket(7)).
void followPackets(qintptr fd);
/// Lets another thread of the same processor go first (sched_yield(2)).
void yieldProcessor();
/// Keeps the calling thread to half of the processors that it may use (Linux: sched_setaffinity(2)); all such threads
/// to the same half.
void leaveHalfTheProcessors();

}  // namespace synscope
