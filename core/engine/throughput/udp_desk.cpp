#include "core/engine/throughput/udp_desk.h"

#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/throughput/data_socket.h"
#include "core/logic/throughput/iperf_wire.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr int kDatagramsPerTurn = 256;

/// For requests that came in the moment in which a stream's socket was bound and not yet connected.
std::vector<ReceivedDatagram> strayDatagrams(qintptr fd, const IpEndpoint& peer) {
  std::vector<ReceivedDatagram> strays;
  for (int i = 0; i < kDatagramsPerTurn; ++i) {
    auto datagram = receiveDatagram(fd, kIperfUdpRequest.size());
    if (!datagram) break;
    if (datagram->from != peer) strays.push_back(std::move(*datagram));
  }
  return strays;
}

}  // namespace

struct UdpDesk::Order {
  const void* who = nullptr;
  Expectation expectation;
  std::vector<IpEndpoint> known;
};

struct UdpDesk::Port {
  UniqueFd fd;
  IpEndpoint local;
  std::unique_ptr<QSocketNotifier> notifier;
};

UdpDesk::UdpDesk(QObject* parent) : QObject(parent) {}

UdpDesk::~UdpDesk() = default;

bool UdpDesk::busyWith(const IpAddress& peer) const {
  return std::ranges::any_of(m_orders, [&](const auto& order) { return order->expectation.peer == peer; });
}

SocketError UdpDesk::expect(const void* who, Expectation expectation) {
  if (const SocketError error = openPort(expectation.local); error != SocketError::kNone) return error;
  m_orders.push_back(std::make_unique<Order>(Order{who, std::move(expectation), {}}));
  return SocketError::kNone;
}

void UdpDesk::forget(const void* who) {
  if (std::erase_if(m_orders, [&](const auto& order) { return order->who == who; }) == 0) return;
  closeUnused();
  Q_EMIT freed();
}

/// The notifier may be the one that is just speaking: it goes later, but no longer watches what is closed now.
void UdpDesk::closeUnused() {
  std::erase_if(m_ports, [&](const auto& port) {
    const bool used = std::ranges::any_of(m_orders, [&](const auto& o) { return o->expectation.local == port->local; });
    if (used) return false;
    port->notifier->setEnabled(false);
    port->notifier.release()->deleteLater();
    return true;
  });
}

SocketError UdpDesk::openPort(const IpEndpoint& local) {
  if (std::ranges::any_of(m_ports, [&](const auto& port) { return port->local == local; })) return SocketError::kNone;
  OpenedSocket opened = openUdp(local.address.family());
  if (opened.error != SocketError::kNone) return opened.error;
  setErrorQueue(opened.fd.get(), local.address.family(), false);
  if (const SocketError error = bindDatagrams(opened.fd.get(), local, true); error != SocketError::kNone) return error;
  auto port = std::make_unique<Port>();
  port->notifier = std::make_unique<QSocketNotifier>(opened.fd.get(), QSocketNotifier::Read);
  port->fd = std::move(opened.fd);
  port->local = local;
  connect(port->notifier.get(), &QSocketNotifier::activated, this, [this, mine = port.get()] { onReadable(*mine); });
  m_ports.push_back(std::move(port));
  return SocketError::kNone;
}

/// The port may be closed by what a datagram leads to.
void UdpDesk::onReadable(const Port& port) {
  std::vector<ReceivedDatagram> datagrams;
  for (int i = 0; i < kDatagramsPerTurn; ++i) {
    auto datagram = receiveDatagram(port.fd.get(), kIperfUdpRequest.size());
    if (!datagram) break;
    datagrams.push_back(std::move(*datagram));
  }
  for (const ReceivedDatagram& datagram : datagrams)
    take(datagram);
}

void UdpDesk::take(const ReceivedDatagram& datagram) {
  if (!mayBeIperfUdpRequest(datagram.payload)) return;
  const auto order =
      std::ranges::find_if(m_orders, [&](const auto& each) { return each->expectation.peer == datagram.from.address; });
  if (order == m_orders.end()) return;
  const auto& known = (*order)->known;
  if (std::ranges::find(known, datagram.from) == known.end()) openStream(**order, datagram.from);
}

void UdpDesk::openStream(Order& order, const IpEndpoint& from) {
  const Expectation& expectation = order.expectation;
  const IpFamily family = from.address.family();
  OpenedSocket opened = openUdp(family);
  if (opened.error != SocketError::kNone) return;
  setErrorQueue(opened.fd.get(), family, false);
  applyDataOptions(opened.fd.get(), family, expectation.settings);
  if (bindDatagrams(opened.fd.get(), expectation.local, true) != SocketError::kNone) return;
  if (startConnect(opened.fd.get(), from, expectation.settings.flowLabel).state == ConnectStart::kFailed) return;
  const std::vector<ReceivedDatagram> strays = strayDatagrams(opened.fd.get(), from);
  const std::array pieces = {std::span<const std::byte>(kIperfUdpReply)};
  sendPieces(opened.fd.get(), pieces);
  order.known.push_back(from);
  const auto tell = expectation.opened;
  if (order.known.size() == expectation.streams) forget(order.who);
  tell(std::move(opened.fd));
  for (const ReceivedDatagram& stray : strays)
    take(stray);
}

}  // namespace synscope
