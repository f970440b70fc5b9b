#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/throughput/data_stream_calls.h"
#include "core/engine/throughput/stream_counts.h"
#include "core/engine/throughput/stream_reading.h"
#include "core/engine/throughput/stream_task.h"
#include "core/logic/kernel/tcp_info.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace synscope {

/// One data stream: a native socket and the thread that moves its bytes and does nothing else. Counters may be read
/// from any thread at any time. Invariant: after askToStop() the thread ends within a few milliseconds; the destructor
/// asks and waits for it.
class StreamWorker {
 public:
  virtual ~StreamWorker();
  StreamWorker(const StreamWorker&) = delete;
  StreamWorker& operator=(const StreamWorker&) = delete;

  /// Begins to move data. @param over Called once, from the stream's thread, when the budget is spent, the peer has
  /// closed, or an error has ended it. A receiver goes on reading after its budget is spent.
  void start(std::function<void()> over);
  /// The thread goes on, and what it does still counts, until what has arrived is read: then it ends. For receivers.
  void askToDrain();
  void askToStop();
  /// Waits for the thread; only after askToStop() or askToDrain().
  void join();
  bool working() const { return m_working.load(std::memory_order_acquire); }

  StreamCounts counts() const { return m_counters.read(); }
  /// TCP_INFO as the thread saw it last, at most 100 ms old while it works; nullopt for UDP and where unknown.
  std::optional<TcpInfo> info() const;
  /// Datagrams the kernel dropped for want of room (receivers of UDP); nullopt where the system does not tell.
  std::optional<std::uint64_t> bufferDrops() const;
  /// CPU time of the thread, at most 10 ms old while it works; nullopt before the first look and where unknown.
  std::optional<StreamCpu> cpu() const;
  /// errno of what ended the stream; 0: nothing did.
  int osCode() const { return m_osCode.load(std::memory_order_relaxed); }
  bool closedByPeer() const { return m_closedByPeer.load(std::memory_order_relaxed); }

  const StreamTask& task() const { return m_task; }
  qintptr fd() const { return m_fd.get(); }

 protected:
  StreamWorker(UniqueFd fd, StreamTask task);

  /// Moves data until stopping(), the budget is spent or step says it is over. In the stream's thread.
  virtual void work() = 0;

  bool stopping() const { return m_stop.load(std::memory_order_relaxed); }
  bool draining() const { return m_drain.load(std::memory_order_relaxed); }
  StreamCounters& counters() { return m_counters; }
  /// Keeps what ended the stream; returns whether it goes on.
  bool goesOn(const StreamStep& step);
  /// Calls `over` unless that was done.
  void tellOver();
  void countData(std::size_t bytes, TimePoint now);
  /// How many of the wanted units may be moved now: of its own share first, then of what is left for all; 0: none are.
  std::uint64_t grant(std::uint64_t wanted);
  /// Waits that long or until stopped, in the stream's thread.
  void rest(Duration time);
  /// To be called about every block: takes the samples that are due.
  void sampleWhenDue(TimePoint now);
  /// Whether this is as fast as it goes between two ends on this machine, which then share its processors.
  bool floodsAtHome() const;
  /// Ends the thread; for destructors of subclasses.
  void finish();

 private:
  void run();
  void lookAtCpu(TimePoint now, bool last);
  void takeSample();

  UniqueFd m_fd;
  const StreamTask m_task;
  StreamCounters m_counters;
  alignas(64) std::atomic<bool> m_stop = false;
  std::atomic<bool> m_drain = false, m_working = false, m_closedByPeer = false;
  std::atomic<int> m_osCode = 0;
  TimePoint m_nextLook, m_nextSample;
  std::uint32_t m_dropsSeen = 0;
  std::uint64_t m_ownLeft;  ///< Of the stream's thread.
  std::condition_variable m_wake;
  mutable std::mutex m_mutex;  ///< Guards the three samples.
  std::optional<TcpInfo> m_info;
  std::optional<std::uint64_t> m_drops;
  std::optional<StreamCpu> m_cpu;
  std::function<void()> m_over;  ///< Of the stream's thread; empty once called.
  std::thread m_thread;
};

/// The worker that a task needs. @param fd A connected socket, not yet blocking.
std::unique_ptr<StreamWorker> makeStreamWorker(UniqueFd fd, StreamTask task);

}  // namespace synscope
