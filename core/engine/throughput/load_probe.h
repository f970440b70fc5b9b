#pragma once

#include "core/engine/throughput/control_channel.h"
#include "core/logic/base/ip_endpoint.h"
#include "core/logic/latency/latency_series.h"

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
  /// @param sampled Called after each handshake that was timed.
  LoadProbe(IpEndpoint server, std::optional<IpAddress> source, std::function<void()> sampled);
  ~LoadProbe() override;

  void start();
  /// Nothing more is sent; what is under way is dropped.
  void stop();

  /// nullopt before the first handshake. One whose SYN was sent again counts with all the time it took: lost in a full
  /// queue or held in it for longer than a second, that is what the load does to a newcomer.
  std::optional<LatencyNumbers> numbers() const;
  /// Handshakes that did not come about.
  std::uint64_t unanswered() const { return m_unanswered; }

 private:
  void knock();
  void onAttempted(TcpAttempt* attempt);
  void leave(qintptr socket);
  void onLeft(qintptr socket);

  const IpEndpoint m_server;
  const std::optional<IpAddress> m_source;
  const std::function<void()> m_sampled;
  QTimer m_timer;
  LatencySeries m_series;
  std::uint64_t m_unanswered = 0;
  std::deque<TcpAttempt*> m_attempts;                     ///< Children of this.
  std::deque<std::unique_ptr<ControlChannel>> m_leaving;  ///< Closed by us, not yet by the server.
};

}  // namespace synscope
