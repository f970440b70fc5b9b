#pragma once

#include "core/logic/throughput/iperf_action.h"
#include "core/logic/throughput/iperf_inbox.h"
#include "core/logic/throughput/iperf_waiting.h"
#include "core/logic/throughput/iperf_wire.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace synscope {

/// What one test may ask of our server, and how long its client may be silent.
struct IperfServerLimits {
  std::uint64_t maxBitsPerSecond = 0;                    ///< Sum over all streams of what is asked for; 0: any.
  Duration maxTime = std::chrono::hours(1);              ///< Omit and time together, and of an endless test; 0: any.
  Duration guard = std::chrono::seconds(40);             ///< On top of omit and time, for the client's TEST_END.
  Duration idle = std::chrono::seconds(120);             ///< Without data, once dataMoved() was called.
  std::function<bool(const std::string& token)> admits;  ///< Whether this token lets its client in; empty: everybody.
  IperfPatience greeting{std::chrono::seconds(10), std::chrono::seconds(30)};
  IperfPatience parameters{std::chrono::seconds(10), std::chrono::seconds(30)};
  IperfPatience streams{std::chrono::seconds(30), std::chrono::seconds(120)};  ///< Renewed by streamProgress().
  IperfPatience ownResults{std::chrono::seconds(30), std::chrono::seconds(30)};
  IperfPatience results{std::chrono::seconds(30), std::chrono::minutes(2)};
  IperfPatience finish{std::chrono::seconds(10), std::chrono::seconds(10)};
};

/// iperf3's server for one control connection, without sockets and clock: bytes and events go in, actions come out.
/// The client alone ends a test; this side only guards against one that never does.
/// Invariant: IperfEnded is the last action and comes once; every input after it is ignored.
class IperfServerMachine {
 public:
  explicit IperfServerMachine(const IperfServerLimits& limits = {}) : m_limits(limits) {}

  /// Known once the step is past kGreeting: data streams begin with it.
  const std::optional<IperfCookie>& cookie() const { return m_cookie; }
  const std::optional<IperfParameters>& parameters() const { return m_parameters; }
  IperfStep step() const { return m_step; }

  /// The control connection is accepted. A client that is to wait for its turn is started later, with receive() of
  /// what came meanwhile: real clients wait without limit.
  void start(TimePoint now);
  void receive(std::span<const std::byte> bytes, TimePoint now);
  /// The peer closed, half-closed or reset the control connection.
  void peerClosed(TimePoint now);
  void onTime(TimePoint now);
  /// One more stream of several is open: the client is alive.
  void streamProgress(TimePoint now);
  /// All streams of IperfOpenStreams are open.
  void streamsOpened(TimePoint now);
  /// Bytes went over some stream. After the first call, IperfServerLimits::idle without another ends the test.
  void dataMoved(TimePoint now);
  /// This end has sent its bytes or blocks: the client now has the guard's time to end the test.
  void dataOver(TimePoint now);
  /// The person stops the server: the client is told.
  void stop(TimePoint now);
  /// This end cannot or will not go on: the client is told with SERVER_ERROR (numbers in iperf_error.h). Actions that
  /// were taken but not yet done are to be dropped.
  void refuse(std::uint32_t number, std::uint32_t osCode, TimePoint now);
  void setResults(const IperfResults& results);

  std::optional<TimePoint> nextDeadline() const;
  std::vector<IperfAction> take() { return std::exchange(m_actions, {}); }

 private:
  void readAll();
  bool readOne();
  bool readCookie();
  bool readParameters();
  bool readResults();
  bool readState();
  bool peerLeaves();
  std::uint32_t lastAnswer() const;
  void take(IperfState state);

  void enter(IperfStep step, IperfPatience patience);
  void acceptParameters(IperfParameters parameters);
  std::uint32_t beyondOurLimits(const ThroughputSettings& settings) const;
  void endOfTest();
  std::optional<TimePoint> runDeadline() const;
  void overtime();

  void send(IperfState state);
  void refuse(std::uint32_t number) { refuse(number, 0, m_now); }
  void end(std::optional<Error> error);
  Error errorAt(ErrorCode code) const;
  bool knowsStreams(const IperfResults& results) const;

  IperfServerLimits m_limits;
  IperfStep m_step = IperfStep::kGreeting;
  IperfInbox m_inbox;
  IperfWaiting m_waiting;
  std::vector<IperfAction> m_actions;
  std::optional<IperfCookie> m_cookie;
  std::optional<IperfParameters> m_parameters;
  std::optional<TimePoint> m_guard, m_idleEnd;
  TimePoint m_now{};
  bool m_started = false;
};

}  // namespace synscope
