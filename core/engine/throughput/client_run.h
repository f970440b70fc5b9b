#pragma once

#include "core/engine/throughput/control_channel.h"
#include "core/engine/throughput/deadline_timer.h"
#include "core/engine/throughput/stream_opener.h"
#include "core/engine/throughput/test_run.h"
#include "core/engine/throughput/throughput_client.h"
#include "core/logic/throughput/iperf_client_machine.h"

#include <functional>
#include <memory>
#include <optional>

namespace synscope {

/// A new one for each test.
IperfCookie newIperfCookie();

/// One test over one control connection, at the client: does what the machine says and tells it what happens.
/// Invariant: ended() is called once, from the event loop, when streams and connection are closed.
class ClientRun : public QObject {
  Q_OBJECT

 public:
  struct Handlers {
    std::function<void(ThroughputClient::Phase)> phase;
    std::function<void(const ThroughputInterval&)> interval;
    /// A data connection of the test came about, before any data: when it began, and its round-trip time.
    std::function<void(TimePoint, Duration)> handshake;
    std::function<void(std::optional<Error>)> ended;
  };

  /// The control connection, and how much of the greeting has left through it already.
  struct Greeting {
    UniqueFd control;
    IperfCookie cookie{};
    std::size_t sent = 0;
  };

  /// @param settings As a person asked.
  ClientRun(Greeting greeting, ThroughputConnection connection, ThroughputSettings settings,
            std::shared_ptr<TestReport> report, Handlers handlers, QObject* parent = nullptr);
  ~ClientRun() override;

  /// Makes the token that proves to the server who we are; before start().
  void setTokenSource(std::function<std::string()> source) { m_machine.setTokenSource(std::move(source)); }

  void start();
  /// The person ends it: the server is told, what there is stays.
  void cancel();

 private:
  void advance();
  void send(std::span<const std::byte> bytes);
  void perform(IperfAction action);
  void openStreams(const IperfOpenStreams& order);
  void startClock();
  void stopData();
  void end(std::optional<Error> error);
  void onTime();
  void watchData(TimePoint now);
  void look();
  void arm();
  void tellPhase(ThroughputClient::Phase phase);

  const ThroughputConnection m_connection;
  const std::shared_ptr<TestReport> m_report;
  const Handlers m_handlers;
  ControlChannel m_control;
  IpEndpoint m_server;
  std::size_t m_greeted;  ///< Bytes of the greeting that need not be sent any more.
  IperfClientMachine m_machine;
  std::unique_ptr<StreamOpener> m_opener;
  std::unique_ptr<TestRun> m_run;
  DeadlineTimer m_timer;
  ThroughputClient::Phase m_phase = ThroughputClient::Phase::kWaitingForServer;
  std::optional<TimePoint> m_limitCheck;  ///< The next look whether what was sent is acknowledged.
  std::optional<TimePoint> m_deadSince;   ///< All streams are lost.
  bool m_advancing = false, m_over = false;
};

}  // namespace synscope
