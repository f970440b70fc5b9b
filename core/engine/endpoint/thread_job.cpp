#include "core/engine/endpoint/thread_job.h"

namespace synscope {

ThreadJob::ThreadJob(QObject* parent) : Job(parent) {}

ThreadJob::~ThreadJob() {
  finishThread();
}

void ThreadJob::start() {
  m_thread = std::thread([this] {
    work();
    QMetaObject::invokeMethod(this, &Job::ended, Qt::QueuedConnection);
  });
}

void ThreadJob::cancel() {
  m_cancelled.store(true, std::memory_order_relaxed);
}

void ThreadJob::finishThread() {
  cancel();
  if (m_thread.joinable()) m_thread.join();
}

}  // namespace synscope
