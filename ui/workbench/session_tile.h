#pragma once

#include "ui/workbench/session_state.h"

#include <QAbstractButton>

class QToolButton;

namespace synscope {

/// One line of the list of sessions: icon with a dot for its state, title, state and rate, and a button that closes it.
class SessionTile : public QAbstractButton {
  Q_OBJECT

 public:
  explicit SessionTile(const QString& icon, QWidget* parent = nullptr);

  void show(const QString& title, const SessionState& state, const QString& rate);
  void setCloseHint(const QString& hint);
  QSize sizeHint() const override;

 Q_SIGNALS:
  void closeRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QString m_icon;
  SessionState m_state;
  QString m_rate;
  QToolButton* m_close;
};

}  // namespace synscope
