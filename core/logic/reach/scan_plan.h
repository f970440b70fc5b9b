#pragma once

#include "core/logic/reach/scan_host.h"
#include "core/logic/reach/scan_window.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace synscope {

/// One host × port, for the n-th time.
struct ScanTarget {
  std::uint32_t host = 0;
  std::uint32_t portIndex = 0;
  std::uint16_t port = 0;
  std::uint8_t round = 0;  ///< 0: first attempt.
  bool slow = false;       ///< Repeated slowly because of a rate limit of ICMP errors.
};

/// What to do next.
struct ScanStep {
  enum class Kind {
    kAttempt,
    kGiveUp,  ///< Silent so far, and no further attempt would tell more: the silence is the result.
  };
  Kind kind = Kind::kAttempt;
  ScanTarget target;
  bool perhapsRateLimited = false;
};

/// Whether an answer settles a target, or it will be tried again.
struct ScanRuling {
  bool isFinal = true;
  bool perhapsRateLimited = false;
};

/// Order, number in flight, time-outs and repeats of a scan. Pure: it is handed the time and keeps no list of targets,
/// only counters and one bit per silent port.
///
/// First attempts go port by port over all hosts, so that no host is hammered. What was silent is tried again after all
/// first attempts. No port is called silent before one attempt of it has waited the user's whole limit.
class ScanPlan {
 public:
  struct Options {
    Protocol protocol = Protocol::kTcp;
    int parallel = 512;
    int retries = 1;
    Duration timeout = std::chrono::seconds(1);
  };

  ScanPlan(std::size_t hosts, std::vector<std::uint16_t> ports, Options options);

  /// The next step, or nullopt while nothing may be started: window full, or waiting for answers or nextDeadline().
  std::optional<ScanStep> next(TimePoint now);
  /// Whether next() has something now.
  bool canStart(TimePoint now) const;
  /// When next() may have something though nothing was answered.
  std::optional<TimePoint> nextDeadline() const;
  Duration timeoutOf(const ScanTarget& target) const;

  /// An attempt given out by next() has ended.
  ScanRuling onAnswer(const ScanTarget& target, ScanAnswer answer, Duration elapsed, TimePoint now);
  /// An attempt given out by next() could not be made for want of descriptors or ports here; it comes again, and the
  /// window shrinks to what is in flight.
  void putBack(const ScanTarget& target);

  int inFlight() const { return m_inFlight; }
  int window() const { return m_window.size(); }
  std::uint64_t done() const { return m_done; }
  std::uint64_t total() const { return m_total; }
  bool finished() const { return m_done == m_total; }

  /// Time left, from what has been tried in `elapsed`; nullopt while it cannot be estimated.
  std::optional<Duration> timeLeft(Duration elapsed) const;

 private:
  std::optional<ScanTarget> nextFirst();
  std::optional<ScanStep> nextRepeat(TimePoint now);
  std::optional<ScanStep> repeatOf(std::uint32_t host, TimePoint now);
  bool startRound();
  ScanTarget targetAt(std::uint32_t host, std::size_t portIndex) const;

  std::vector<std::uint16_t> m_ports;
  Options m_options;
  std::vector<ScanHost> m_hosts;
  ScanWindow m_window;
  std::vector<ScanTarget> m_putBack;
  std::vector<std::uint32_t> m_waiting;  ///< Hosts with ports to repeat in this round.
  std::size_t m_turn = 0;
  std::uint64_t m_total;
  std::uint64_t m_firstTried = 0;
  std::uint64_t m_done = 0;
  std::uint8_t m_round = 0;
  int m_inFlight = 0;
};

}  // namespace synscope
