#pragma once

#include "core/engine/latency/latency_feed.h"
#include "core/engine/latency/latency_request.h"
#include "core/engine/reach/poller.h"

#include <atomic>
#include <deque>
#include <thread>

namespace synscope {

/// Makes the requests of all lanes in one thread of its own that does nothing else, so that no other work of the
/// program stands between an answer and its time stamp. Lanes keep an absolute schedule: they do not drift, and a start
/// that came too late is passed over, not made up for in a burst.
class LatencyProber {
 public:
  /// @param context For TLS; nullptr without.
  LatencyProber(LatencySettings settings, std::shared_ptr<TlsContext> context, std::function<void()> tell);
  ~LatencyProber();

  /// False where the system had no descriptors left.
  bool valid() const { return m_poller.valid(); }
  /// @param count Requests to make; 0: until retired.
  void open(const LatencyLane& lane, std::uint64_t count);
  void retire(std::uint32_t lane);
  /// Ends the thread; what is on its way is let go. What ended before can still be taken.
  void stop();
  /// Not finished while an order is on its way to the thread.
  LatencyFeed::News take();

 private:
  struct Lane {
    LatencyLane lane;
    std::uint64_t count = 0;
    TimePoint due{};
    LatencyProgress progress;
    std::size_t inFlight = 0;
    std::unique_ptr<LatencyLink> kept;
    std::optional<NeighbourState> neighbour;
    TimePoint neighbourAskedAt{};
  };
  struct Order {
    LatencyLane lane;
    std::uint64_t count = 0;
    bool retire = false;
  };
  struct Slot {
    std::unique_ptr<LatencyRequest> request;
    LatencyRequest::Want want = LatencyRequest::Want::kNothing;
    std::uint32_t generation = 0;
  };
  struct Deadline {
    TimePoint at;
    std::uint32_t slot, generation;
  };

  void run();
  void give(Order order);
  void takeOrders();
  void take(const Order& order);
  void startDue(TimePoint now);
  void startOne(Lane& lane);
  std::unique_ptr<LatencyRequest> makeRequest(Lane& lane);
  std::unique_ptr<LatencyLink> linkFor(Lane& lane);
  void keep(std::unique_ptr<LatencyRequest> request, LatencyRequest::Want want, TimePoint deadline);
  bool watch(std::uint32_t slot, LatencyRequest::Want want);
  void onReady(std::uint32_t slot, TimePoint arrived);
  void expire(TimePoint now);
  void end(LatencyRequest& request);
  std::optional<NeighbourState> neighbourOf(Lane& lane);
  std::optional<Duration> pause(TimePoint now) const;
  bool hasMore(const Lane& lane) const;
  void publish();

  const LatencySettings m_settings;
  const std::shared_ptr<TlsContext> m_context;
  const std::uint64_t m_runId;
  LatencyFeed m_feed;
  Poller m_poller;

  std::mutex m_mutex;
  std::vector<Order> m_orders;
  std::uint64_t m_given = 0;  ///< Orders, ever.
  std::atomic<bool> m_stopped = false;

  std::map<std::uint32_t, Lane> m_lanes;
  std::uint64_t m_taken = 0;  ///< Orders, ever.
  std::uint32_t m_opened = 0;
  std::vector<Slot> m_slots;
  std::vector<std::uint32_t> m_free;
  std::size_t m_inFlight = 0;
  std::deque<Deadline> m_deadlines;  ///< In order: every request has the same time. As many as were sent within it.
  std::vector<LatencySample> m_samples;
  bool m_hasNews = false;
  std::thread m_thread;  ///< Last: it uses the others.
};

}  // namespace synscope
