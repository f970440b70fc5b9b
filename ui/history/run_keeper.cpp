#include "ui/history/run_keeper.h"

#include <algorithm>

namespace synscope {

RunKeeper::RunKeeper(RunStore store, QObject* parent) : QObject(parent), m_store(std::move(store)) {}

RunKeeper::~RunKeeper() {
  {
    const std::lock_guard lock(m_mutex);
    m_over = true;
  }
  m_changed.notify_one();
  if (m_thread.joinable()) m_thread.join();
}

void RunKeeper::keep(const KeptRun& run, std::function<QByteArray()> json, std::function<void()> then) {
  {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_waiting, [&run](const Task& task) { return task.run.id == run.id; });
    m_waiting.push_back({run, std::move(json), std::move(then)});
  }
  m_changed.notify_one();
  if (!m_thread.joinable()) m_thread = std::thread([this] { work(); });
}

void RunKeeper::work() {
  std::unique_lock lock(m_mutex);
  for (;;) {
    m_changed.wait(lock, [this] { return m_over || !m_waiting.empty(); });
    if (m_waiting.empty()) return;
    const Task task = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    lock.unlock();
    write(task);
    lock.lock();
  }
}

void RunKeeper::write(const Task& task) {
  if (const auto error = m_store.keep(task.run, task.json())) return Q_EMIT failed(*error);
  if (task.then) task.then();
  Q_EMIT kept(task.run.id);
}

}  // namespace synscope
