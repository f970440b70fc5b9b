#pragma once

#include "core/engine/endpoint/tcp_transport.h"

#include <deque>
#include <optional>

namespace synscope {

class Resolver;

/// One connection to settings.host, whose addresses are tried in turn.
class TcpClientTransport : public TcpTransport {
  Q_OBJECT

 public:
  using TcpTransport::TcpTransport;

  void open() override;

 private:
  void stop() override;
  void onGone(ConnectionId id) override;

  void onResolved();
  void tryNext();
  void onTried(ConnectionId id, const Attempt& attempt, bool connected);
  void giveUp(const Error& error);

  Resolver* m_resolver = nullptr;
  std::deque<IpEndpoint> m_targets;
  ConnectionId m_connection = 0;
  bool m_openedTold = false;
};

}  // namespace synscope
