#pragma once

#include "core/engine/endpoint/tcp_listener.h"
#include "core/engine/endpoint/tcp_transport.h"

namespace synscope {

/// Listens, and talks with every client that comes, up to settings.maxClients.
class TcpServerTransport : public TcpTransport {
  Q_OBJECT

 public:
  TcpServerTransport(EndpointSettings settings, TransportListener& listener, LifeWatch* life, QObject* parent);

  void open() override;

 private:
  void stop() override;
  void onGone(ConnectionId id) override;
  void onAccepted();

  TcpListener m_sockets;
};

}  // namespace synscope
