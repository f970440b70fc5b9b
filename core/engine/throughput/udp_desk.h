#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/base/result.h"
#include "core/logic/throughput/throughput_settings.h"

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace synscope {

/// The UDP port of a server: takes the requests that open streams, answers each exactly once, and makes a connected
/// socket of its own for every stream. Only addresses that a control connection has come from are heard, one test of an
/// address at a time. Invariant: the port is open exactly while a test expects streams.
class UdpDesk : public QObject {
  Q_OBJECT

 public:
  struct Expectation {
    IpEndpoint local;  ///< Our end of the control connection.
    IpAddress peer;
    ThroughputSettings settings;
    std::size_t streams = 0;
    std::function<void(UniqueFd)> opened;
  };

  explicit UdpDesk(QObject* parent = nullptr);
  ~UdpDesk() override;

  /// Whether another test of this address still opens its streams.
  bool busyWith(const IpAddress& peer) const;
  /// kNone, or why the port cannot be had. `who` names the test.
  SocketError expect(const void* who, Expectation expectation);
  void forget(const void* who);

 Q_SIGNALS:
  /// A test has all its streams, or has gone: who waited may ask again.
  void freed();

 private:
  struct Order;
  struct Port;

  SocketError openPort(const IpEndpoint& local);
  void onReadable(const Port& port);
  void take(const ReceivedDatagram& datagram);
  void openStream(Order& order, const IpEndpoint& from);
  void closeUnused();

  std::vector<std::unique_ptr<Order>> m_orders;
  std::vector<std::unique_ptr<Port>> m_ports;
};

}  // namespace synscope
