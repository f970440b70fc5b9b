#include "core/engine/throughput/cpu_time.h"

#include <sys/prctl.h>
#include <sys/socket.h>

#include <cstddef>
#include <sched.h>

namespace synscope {

void preciseTimers() {
  ::prctl(PR_SET_TIMERSLACK, 1000UL, 0UL, 0UL, 0UL);  // Nanoseconds; usually 50 µs.
}

void followPackets(qintptr fd) {
  int processor = -1;
  socklen_t length = sizeof processor;
  if (::getsockopt(static_cast<int>(fd), SOL_SOCKET, SO_INCOMING_CPU, &processor, &length) != 0) return;
  if (processor < 0 || processor >= CPU_SETSIZE || processor == ::sched_getcpu()) return;
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(static_cast<unsigned>(processor), &only);
  ::sched_setaffinity(0, sizeof only, &only);
}

void yieldProcessor() {
  ::sched_yield();
}

void leaveHalfTheProcessors() {
  cpu_set_t processors;
  if (::sched_getaffinity(0, sizeof processors, &processors) != 0) return;
  int leave = CPU_COUNT(&processors) / 2;
  for (std::size_t i = CPU_SETSIZE; i-- > 0 && leave > 0;) {
    if (!CPU_ISSET(i, &processors)) continue;
    CPU_CLR(i, &processors);
    --leave;
  }
  ::sched_setaffinity(0, sizeof processors, &processors);
}

}  // namespace synscope
