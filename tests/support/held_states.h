#pragma once

#include "core/engine/base/unique_fd.h"

#include <QtGlobal>

#include <vector>

namespace synscope::test {

/// Real connections of this process on the loopback, one or more held in each of the eleven states of RFC 9293, without
/// any right. Linux: the recipes rest on TCP_DEFER_ACCEPT and on windows that nobody opens.
class HeldStates {
 public:
  HeldStates();

  /// Whether every call succeeded.
  bool ok() const { return m_ok; }
  /// Ports of the listeners: one whose accept queue is full, and one that waits for data before it accepts.
  quint16 fullPort() const { return m_fullPort; }
  quint16 deferredPort() const { return m_deferredPort; }
  /// Every socket that is held.
  const std::vector<UniqueFd>& sockets() const { return m_fds; }

 private:
  struct Pair {
    int client = -1, server = -1;
  };

  int keep(int fd);
  int listenOn(int backlog, int option = 0);
  int connectTo(int listener);
  Pair connectedPair();
  void fill(int fd);
  void drain(int fd);

  void holdClosed();
  void holdSynSent();
  void holdSynReceived();
  void holdHalfClosed();
  void holdTimeWait();
  void holdFinWait1();
  void holdLastAck();
  void holdClosing();

  bool m_ok = true;
  quint16 m_fullPort = 0;
  quint16 m_deferredPort = 0;
  std::vector<UniqueFd> m_fds;
};

}  // namespace synscope::test
