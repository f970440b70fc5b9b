#pragma once

#include <QTimer>

class QWidget;

namespace synscope {

/// The one clock of drawing: ticks every 33 ms while somebody wants it and its widget can be seen, else not at all.
class FrameClock : public QObject {
  Q_OBJECT

 public:
  /// @param shown The widget whose visibility decides whether ticks come.
  explicit FrameClock(QWidget* shown);

  /// Ticks are wanted from now on, or no longer.
  void setRunning(bool running);
  bool isTicking() const { return m_timer.isActive(); }

 Q_SIGNALS:
  void tick();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void update();

  QWidget* m_shown;
  QTimer m_timer;
  bool m_wanted = false;
};

}  // namespace synscope
