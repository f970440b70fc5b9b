#pragma once

#include "core/logic/base/time.h"
#include "tests/support/netns_chain.h"

#include <atomic>
#include <thread>

namespace synscope::test {

/// Makes the first link of a chain (client - r1) slow, for as long as the chain lives: two veth ends glued together by
/// a thread that hands each frame on after a delay. Without it a neighbour answers inside the sending call.
class DelayLink {
 public:
  DelayLink(NetnsChain& chain, Duration oneWay);
  ~DelayLink();
  DelayLink(const DelayLink&) = delete;
  DelayLink& operator=(const DelayLink&) = delete;

  QString problem() const { return m_problem; }

 private:
  void forward(Duration oneWay);

  QString m_problem;
  UniqueFd m_left, m_right;
  std::atomic<bool> m_stop = false;
  std::thread m_thread;
};

}  // namespace synscope::test
