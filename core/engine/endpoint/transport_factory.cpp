#include "core/engine/endpoint/transport_factory.h"

#include "core/engine/endpoint/tcp_client_transport.h"
#include "core/engine/endpoint/tcp_server_transport.h"
#include "core/engine/endpoint/udp_transport.h"

namespace synscope {

std::unique_ptr<Transport> makeTransport(const EndpointSettings& settings, TransportListener& listener,
                                         LifeWatch* life) {
  switch (settings.kind) {
    case EndpointKind::kTcpClient: return std::make_unique<TcpClientTransport>(settings, listener, life, nullptr);
    case EndpointKind::kTcpServer: return std::make_unique<TcpServerTransport>(settings, listener, life, nullptr);
    case EndpointKind::kUdp: break;
  }
  return std::make_unique<UdpTransport>(settings, listener);
}

}  // namespace synscope
