#pragma once

#include "core/engine/reach/poller.h"
#include "core/engine/reach/scan_feed.h"
#include "core/logic/reach/scan_plan.h"

#include <unordered_map>

namespace synscope {

/// What TCP and UDP scans have in common: the loop around plan and poller, time-outs, verdicts and the feed.
/// Lives in the scanner's thread.
class ScanRun {
 public:
  ScanRun(const ScanRequest& request, ScanFeed& feed, Poller& poller);
  virtual ~ScanRun() = default;

  /// Returns when everything is decided or the feed was stopped.
  void run();

 protected:
  /// Makes one attempt. It ends in settle(), or later through onReady() or onTimeout().
  virtual void attempt(const ScanTarget& target) = 0;
  virtual void onReady(std::uint32_t tag) = 0;
  /// A burst of attempts has been started: what was put off until now is settled.
  virtual void afterBurst() {}
  /// The time-out set by waitFor() has passed; the tag may have been settled meanwhile.
  virtual void onTimeout(std::uint64_t tag) = 0;
  /// Whether the attempt a time-out was set for is still in flight.
  virtual bool isOpen(std::uint64_t tag) const = 0;

  void waitFor(std::uint64_t tag, TimePoint deadline);

  /// An attempt record with target and start filled in.
  Attempt begun(const ScanTarget& target, TimePoint startedAt) const;
  /// Hands the end of an attempt to the plan; makes a row of it if it is final.
  void settle(const ScanTarget& target, const Attempt& attempt, TimePoint now);
  /// As settle() for the answer a closed TCP port gives, without a detour.
  void settleReset(const ScanTarget& target, TimePoint startedAt, TimePoint now);
  /// No descriptors, memory or source ports here: try again with fewer in flight, or say so if nothing is in flight.
  void runShort(const ScanTarget& target, SocketError error);

  const ScanRequest& request() const { return m_request; }
  Poller& poller() { return m_poller; }
  ScanPlan& plan() { return m_plan; }

 private:
  struct Deadline {
    TimePoint at;
    std::uint64_t tag;
    auto operator<=>(const Deadline&) const = default;
  };

  void startSome(TimePoint now);
  void giveUp(const ScanStep& step, TimePoint now);
  void expire(TimePoint now);
  std::optional<Duration> pause(TimePoint now) const;
  void addRow(const ScanTarget& target, const Attempt& attempt, bool perhapsRateLimited);
  std::optional<NeighbourState> neighbourOf(std::uint32_t host);
  void publish(TimePoint now, bool atOnce);

  ScanRequest m_request;
  ScanFeed& m_feed;
  Poller& m_poller;
  ScanPlan m_plan;
  std::vector<Deadline> m_deadlines;  ///< A heap, soonest first; a small multiple of what is in flight.
  std::unordered_map<std::uint32_t, std::optional<NeighbourState>> m_neighbours;
  std::vector<ScanRow> m_rows;
  TimePoint m_startedAt;
  TimePoint m_publishedAt{};
};

}  // namespace synscope
