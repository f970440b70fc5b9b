#pragma once

#include "core/engine/throughput/control_channel.h"
#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/time.h"
#include "core/logic/throughput/throughput_settings.h"

#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace synscope {

class TcpAttempt;

/// Times TCP handshakes with the server's port while its test runs: the round trip that everybody else's packets make
/// beside the load, by the kernel's clock where it tells. Each connection ends with a FIN and lives until the server
/// has closed it: a reset would end the running test of iperf3 up to 3.12, which takes a newcomer's failure for its
/// own.
class LoadProbe : public QObject {
 public:
  /// One handshake. One whose SYN was sent again has all the time it took: lost in a full queue or held in it for
  /// longer than a second, that is what the load does to a newcomer.
  struct Knock {
    TimePoint at{};
    std::optional<Duration> time;  ///< nullopt: it did not come about.
    std::uint32_t synRetransmits = 0;
  };

  /// @param connection As the test's own: the same way, from the same address.
  /// @param knocked Called after each handshake, and each that did not come about.
  LoadProbe(IpEndpoint server, ThroughputConnection connection, std::function<void(const Knock&)> knocked);
  ~LoadProbe() override;

  void start();
  /// So many times the usual distance of 200 ms.
  void setSpacing(int times);
  /// Nothing more is sent; what is under way is dropped.
  void stop();

 private:
  void knock();
  void onAttempted(TcpAttempt* attempt);
  void leave(qintptr socket);
  void onLeft(qintptr socket);

  const IpEndpoint m_server;
  const ThroughputConnection m_connection;
  const std::function<void(const Knock&)> m_knocked;
  QTimer m_timer;
  std::deque<TcpAttempt*> m_attempts;                     ///< Children of this.
  std::deque<std::unique_ptr<ControlChannel>> m_leaving;  ///< Closed by us, not yet by the server.
};

}  // namespace synscope
