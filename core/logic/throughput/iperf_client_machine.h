#pragma once

#include "core/logic/throughput/iperf_action.h"
#include "core/logic/throughput/iperf_inbox.h"
#include "core/logic/throughput/iperf_waiting.h"
#include "core/logic/throughput/iperf_wire.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace synscope {

/// How long our client waits for each answer of a server.
struct IperfClientPatience {
  IperfPatience greeting{std::chrono::seconds(30), std::chrono::seconds(30)};
  IperfPatience parameters{std::chrono::seconds(30), std::chrono::seconds(30)};
  IperfPatience streams{std::chrono::seconds(60), std::chrono::seconds(60)};
  IperfPatience start{std::chrono::seconds(30), std::chrono::seconds(30)};
  IperfPatience end{std::chrono::seconds(30), std::chrono::seconds(30)};
  IperfPatience ownResults{std::chrono::seconds(30), std::chrono::seconds(30)};
  IperfPatience results{std::chrono::seconds(30), std::chrono::minutes(5)};
  IperfPatience finish{std::chrono::seconds(10), std::chrono::seconds(10)};
  IperfPatience refusal{std::chrono::seconds(2), std::chrono::seconds(5)};
};

/// iperf3's client without sockets and clock: bytes and events go in, actions come out.
/// It ends a test by its time itself; limits in bytes or blocks are told to it with dataOver().
/// Invariant: IperfEnded is the last action and comes once; every input after it is ignored.
class IperfClientMachine {
 public:
  /// `settings` as a person asked; settings() is what is used. `clientVersion` is free text for the server.
  IperfClientMachine(const ThroughputSettings& settings, const IperfCookie& cookie, std::string clientVersion,
                     const IperfClientPatience& patience = {});

  /// Where the server is to be told who we are: called when it asks for the parameters, as a token does not keep.
  void setTokenSource(std::function<std::string()> source) { m_tokenSource = std::move(source); }

  const ThroughputSettings& settings() const { return m_settings; }
  const IperfCookie& cookie() const { return m_cookie; }
  IperfStep step() const { return m_step; }

  /// The control connection is open.
  void start(TimePoint now);
  void receive(std::span<const std::byte> bytes, TimePoint now);
  /// The peer closed or reset the control connection.
  void peerClosed(TimePoint now);
  void onTime(TimePoint now);
  /// All streams of IperfOpenStreams are open. What the server said meanwhile takes effect now.
  void streamsOpened(TimePoint now);
  /// The test is over for this end: its limit is reached, or the person wants to end it and still have the server's
  /// numbers. Only while running.
  void dataOver(TimePoint now);
  /// The person cancels: the server is told, and nothing is waited for.
  void stop(TimePoint now);
  /// This end cannot go on, for example because a stream does not open.
  void fail(Error error, TimePoint now);
  void setResults(const IperfResults& results);

  std::optional<TimePoint> nextDeadline() const;
  std::vector<IperfAction> take() { return std::exchange(m_actions, {}); }

 private:
  void readAll();
  bool readOne();
  bool readState();
  bool readResults();
  bool readRefusal(bool noMoreComes);
  bool comesEarly(std::optional<IperfState> state) const;
  void take(IperfState state);
  bool advance(IperfState state);

  void enter(IperfStep step, IperfPatience patience);
  void sendParameters();
  void openStreams();
  void startClock();
  void startData();
  void stopData();
  void endTest();
  void askForResults();
  void finish();

  void send(IperfState state);
  void leave();
  void refused();
  void peerTerminated();
  void protocolError();
  void end(std::optional<Error> error);
  Error errorAt(ErrorCode code) const;
  bool knowsStreams(const IperfResults& results) const;

  ThroughputSettings m_settings;
  IperfCookie m_cookie;
  std::string m_clientVersion;
  std::function<std::string()> m_tokenSource;
  IperfClientPatience m_patience;
  IperfStep m_step = IperfStep::kGreeting;
  IperfInbox m_inbox;
  IperfWaiting m_waiting;
  std::vector<IperfAction> m_actions;
  std::optional<TimePoint> m_clockEnd;
  TimePoint m_now{};
  bool m_started = false, m_streamsOpen = false;
};

}  // namespace synscope
