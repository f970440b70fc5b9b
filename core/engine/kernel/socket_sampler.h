#pragma once

#include "core/logic/base/error.h"
#include "core/logic/kernel/socket_view.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>
#include <optional>

namespace synscope {

/// Reads the socket table again and again in a thread of its own, and hands out what is to be shown of it.
/// Invariant: at most one request is under way, so each view follows the one received before; a slow window makes
/// readings rarer, never a queue of them. The thread sleeps while nothing is wanted.
class SocketSampler : public QObject {
  Q_OBJECT

 public:
  explicit SocketSampler(QObject* parent = nullptr);
  /// Waits for the reading under way: at most kProcessBudget and the time of one table.
  ~SocketSampler() override;

  /// The time from one reading to the next; nullopt: paused, after one first reading.
  void setInterval(std::optional<Duration> interval);
  /// Whether anybody looks. The first view after a while in which nobody did marks nothing as new or gone.
  void setRunning(bool running);
  /// Shows the last reading again, chosen and ordered so.
  void setSettings(const SocketViewSettings& settings);
  /// Reads once more, also while paused.
  void readNow();

  static constexpr Duration kProcessBudget = std::chrono::milliseconds(250);

 Q_SIGNALS:
  void viewReady(std::shared_ptr<const synscope::SocketView> view);
  void failed(const synscope::Error& error);

 private:
  class Worker;

  void request(bool read);
  void onAnswer();
  void scheduleNext();

  QThread m_thread;
  Worker* m_worker;
  QTimer m_timer;
  SocketViewSettings m_settings;
  std::optional<Duration> m_interval = std::chrono::seconds(1);
  TimePoint m_askedAt{};  ///< For the last reading.
  bool m_running = false;
  bool m_busy = false;
  bool m_quiet = true;       ///< The next reading marks nothing.
  bool m_readAgain = false;  ///< Asked for while busy.
  bool m_arrangeAgain = false;
  bool m_hasRead = false;
};

}  // namespace synscope
