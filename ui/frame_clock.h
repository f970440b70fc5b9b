#pragma once

#include <QTimer>

#include <chrono>

class QWidget;

namespace synscope {

/// The clock of drawing: ticks while somebody wants it and its widget can be seen, else not at all. A tick that comes
/// late does not move those after it; ticks that were missed are left out.
class FrameClock : public QObject {
  Q_OBJECT

 public:
  static constexpr int kCalm = 30;    ///< Ticks a second: for tables and counters.
  static constexpr int kSmooth = 60;  ///< For plots that move.

  /// @param shown The widget whose visibility decides whether ticks come.
  explicit FrameClock(QWidget* shown, int perSecond = kCalm);

  /// Ticks are wanted from now on, or no longer.
  void setRunning(bool running);
  bool isTicking() const { return m_timer.isActive(); }

 Q_SIGNALS:
  void tick();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  using Clock = std::chrono::steady_clock;

  void update();
  void schedule();

  QWidget* m_shown;
  Clock::duration m_period;
  Clock::time_point m_due;
  QTimer m_timer;
  bool m_wanted = false;
};

}  // namespace synscope
