#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/engine/throughput/throughput_client.h"
#include "core/logic/throughput/iperf_parameters.h"
#include "core/logic/throughput/iperf_wire.h"

#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace synscope {

/// Opens the data streams of a client one after another: TCP ones begin with the cookie, UDP ones with a request that
/// is sent exactly once and must be answered.
class StreamOpener : public QObject {
  Q_OBJECT

 public:
  struct Order {
    IpEndpoint server;
    ThroughputConnection connection;
    ThroughputSettings settings;
    IperfCookie cookie{};
    std::vector<IperfStreamPlan> plans;
  };

  explicit StreamOpener(Order order, QObject* parent = nullptr);
  ~StreamOpener() override;

  void start();

 Q_SIGNALS:
  /// Take it with takeStream() in a direct slot.
  void opened(const synscope::IperfStreamPlan& plan);
  /// A data connection came about without a SYN sent again; no data has flown yet.
  void connectedIn(synscope::TimePoint began, synscope::Duration time);
  void allOpened();
  void failed(const synscope::Error& error);

 public:
  UniqueFd takeStream() { return std::move(m_fd); }

 private:
  void openNext();
  SocketError prepare(qintptr fd, IpFamily family);
  void openTcpStream();
  void onTcpAttempted();
  void openUdpStream();
  void onDatagram();
  void dropReply();
  void deliver();
  void fail(Error error);
  Error setupError(SocketError error) const;
  std::uint16_t ownPort() const;

  const Order m_order;
  std::size_t m_next = 0;
  UniqueFd m_fd;
  QPointer<TcpAttempt> m_attempt;
  std::unique_ptr<QSocketNotifier> m_reply;
  QTimer m_timeout;
  const char* m_step = "";  ///< What is being done: an option, "bind", "connect".
};

}  // namespace synscope
