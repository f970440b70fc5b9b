#include "core/engine/endpoint/tcp_server_transport.h"

#include "core/engine/endpoint/connect_options.h"
#include "core/engine/endpoint/descriptor_limit.h"
#include "core/engine/reach/native_socket.h"

namespace synscope {

TcpServerTransport::TcpServerTransport(EndpointSettings settings, TransportListener& listener, LifeWatch* life,
                                       QObject* parent)
    : TcpTransport(std::move(settings), listener, life, parent), m_sockets(watch(), this) {
  connect(&m_sockets, &TcpListener::accepted, this, &TcpServerTransport::onAccepted);
  connect(&m_sockets, &TcpListener::outOfDescriptors, this,
          [this](const Error& error) { this->listener().onFailed(0, error); });
}

void TcpServerTransport::open() {
  raiseDescriptorLimit();
  auto bad = findBadSetting(settings());
  if (!bad) bad = prepareTls(TlsSide::kServer);
  const auto local = bad ? Result<IpEndpoint>(*bad) : m_sockets.listen(settings());
  if (local.ok()) return listener().onOpened(*local);
  listener().onFailed(0, local.error());
  endSoon();
}

void TcpServerTransport::stop() {
  m_sockets.close();
}

void TcpServerTransport::onGone(ConnectionId) {
  m_sockets.resume();
}

/// Whoever is one too many is reset, so that it does not believe in a connection that nobody serves.
void TcpServerTransport::onAccepted() {
  AcceptedSocket accepted = m_sockets.takeAccepted();
  const auto most = static_cast<std::size_t>(settings().maxClients);
  if (most == 0 || openCount() < most) return adoptAccepted(std::move(accepted.fd), accepted.peer);
  setResetOnClose(accepted.fd.get());
  accepted.fd.reset();
  listener().onRefused(accepted.peer);
}

}  // namespace synscope
