#pragma once

#include "core/logic/base/error.h"
#include "ui/history/run_store.h"

#include <QObject>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace synscope {

/// Puts runs into words of JSON and on disk in a thread of its own, one after the other; of several states of a run
/// that wait, only the newest is written. Invariant: what was given to it is on disk when it is destroyed, or failed().
class RunKeeper : public QObject {
  Q_OBJECT

 public:
  explicit RunKeeper(RunStore store, QObject* parent = nullptr);
  ~RunKeeper() override;

  /// @param json,then Called in that thread: they hold what they need. `then` only after all went well.
  void keep(const KeptRun& run, std::function<QByteArray()> json, std::function<void()> then = {});

 Q_SIGNALS:
  void kept(const QString& id);
  void failed(const synscope::Error& error);

 private:
  struct Task {
    KeptRun run;
    std::function<QByteArray()> json;
    std::function<void()> then;
  };

  void work();
  void write(const Task& task);

  RunStore m_store;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::vector<Task> m_waiting;
  bool m_over = false;
  std::thread m_thread;  ///< Begins with the first run.
};

}  // namespace synscope
