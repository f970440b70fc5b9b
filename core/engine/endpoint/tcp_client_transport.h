#pragma once

#include "core/engine/endpoint/tcp_transport.h"

#include <deque>
#include <optional>

namespace synscope {

class Resolver;

/// One connection to settings.host, whose addresses are tried in turn. With settings.reconnect it is made again, name
/// look-up and all, when it could not be made, broke, or was ended by the peer; not when it was closed here.
class TcpClientTransport : public TcpTransport {
  Q_OBJECT

 public:
  TcpClientTransport(EndpointSettings settings, TransportListener& listener, LifeWatch* life, QObject* parent);

  void open() override;
  void close(ConnectionId connection, CloseMode mode) override;

 private:
  void stop() override;
  void onConnected(ConnectionId id) override;
  void onInputEnded(ConnectionId id) override;
  void onGone(ConnectionId id) override;

  void resolve();
  void onResolved();
  void tryNext();
  void onTried(ConnectionId id, const Attempt& attempt, bool connected);
  /// What may be better next time: a wait that doubles, where settings.reconnect wants it; else the end.
  void tryAgainOrEnd();
  void giveUp(const Error& error);

  Resolver* m_resolver = nullptr;
  std::deque<IpEndpoint> m_targets;
  ConnectionId m_connection = 0;
  QTimer m_retry;
  int m_failures = 0;  ///< In a row.
  bool m_closedHere = false;
  bool m_openedTold = false;
};

}  // namespace synscope
