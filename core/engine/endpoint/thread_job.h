#pragma once

#include "core/engine/base/job.h"

#include <atomic>
#include <thread>

namespace synscope {

/// A job that works in a thread of its own and tells what it found by queued calls to its own thread.
/// Invariant: a subclass calls finishThread() in its destructor, so the thread never outlives what it uses; work()
/// looks at cancelled() at least every few milliseconds.
class ThreadJob : public Job {
  Q_OBJECT

 public:
  explicit ThreadJob(QObject* parent = nullptr);
  ~ThreadJob() override;

  void start() override;
  /// ended() follows as soon as the thread has noticed.
  void cancel() override;

 protected:
  virtual void work() = 0;
  bool cancelled() const { return m_cancelled.load(std::memory_order_relaxed); }
  void finishThread();

 private:
  std::atomic<bool> m_cancelled = false;
  std::thread m_thread;
};

}  // namespace synscope
