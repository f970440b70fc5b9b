#pragma once

#include "core/engine/throughput/control_channel.h"
#include "core/engine/throughput/deadline_timer.h"
#include "core/engine/throughput/reception.h"
#include "core/engine/throughput/test_run.h"
#include "core/engine/throughput/udp_desk.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/throughput/iperf_server_machine.h"
#include "core/logic/throughput/rate_watch.h"

#include <atomic>
#include <deque>
#include <functional>
#include <memory>

namespace synscope {

/// One client of a server, from its cookie on: does what the machine says and tells it what happens.
/// Invariant: ended() is called once, from the event loop, when its streams and connection are closed.
class ServerTest : public QObject {
  Q_OBJECT

 public:
  struct Handlers {
    std::function<bool(std::size_t)> admits;       ///< Whether there is room for so many streams more.
    std::function<bool(const std::string&)> lets;  ///< Whether this token lets its client in; empty: everybody.
    std::function<void()> started;                 ///< The parameters are accepted.
    std::function<void(const ThroughputInterval&)> interval;
    std::function<void()> ended;
  };

  ServerTest(Introduced client, const ThroughputServerSettings& settings, UdpDesk& desk, Handlers handlers,
             QObject* parent = nullptr);
  ~ServerTest() override;

  void start();
  /// The client is told that the server is stopped.
  void cancel();

  const IperfCookie& cookie() const { return m_cookie; }
  bool knows(const IperfCookie& cookie) const { return sameIperfCookie(cookie, m_cookie); }
  bool wantsStream() const;
  void addTcpStream(UniqueFd fd);

  /// Streams that it has or is to have.
  std::size_t streams() const { return m_plans.size(); }
  std::shared_ptr<const ThroughputReport> report() const { return m_report->snapshot(); }
  /// Thread-safe: its parameters were accepted, so that it is worth to be reported.
  bool accepted() const { return m_accepted; }

 private:
  void advance();
  bool perform(const IperfAction& action);
  bool openStreams(IperfOpenStreams order);
  ThroughputSettings limited(ThroughputSettings settings);
  bool expectDatagrams(const IperfOpenStreams& order);
  void addStream(UniqueFd fd);
  void sendResults();
  void turnAway(std::uint32_t number, SocketError error);
  void refuse(std::uint32_t number, SocketError error);
  EndpointSettings tcpOptions() const;
  void end(std::optional<Error> error);
  void finish();
  void onTime();
  void look();

  const ThroughputServerSettings m_settings;
  const IperfCookie m_cookie;
  const Handlers m_handlers;
  UdpDesk& m_desk;
  const std::shared_ptr<TestReport> m_report = std::make_shared<TestReport>();
  ControlChannel m_control;
  const IpEndpoint m_local, m_peer;
  IperfServerMachine m_machine;
  std::deque<IperfAction> m_todo;
  std::vector<IperfStreamPlan> m_plans;
  std::unique_ptr<TestRun> m_run;
  DeadlineTimer m_timer;
  std::optional<RateWatch> m_rate;  ///< Of what the client sends.
  TimePoint m_lastData{};
  std::atomic<bool> m_accepted = false;
  std::optional<Error> m_error;
  bool m_advancing = false, m_resultsWanted = false, m_over = false, m_lingers = false;
};

}  // namespace synscope
