#pragma once

#include "ui/diagnose/path_picture.h"

#include <QWidget>

namespace synscope {

/// The way to the target, device by device, in as many rows as the width asks for; the break is marked where it is.
/// Arrow keys or the mouse choose a device, Ctrl+C copies the whole way as text.
class PathView : public QWidget {
  Q_OBJECT

 public:
  explicit PathView(QWidget* parent = nullptr);

  void setPicture(PathPicture picture);
  const PathPicture& picture() const { return m_picture; }
  void copy() const;

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;

 Q_SIGNALS:
  /// Index into picture().nodes, or -1.
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool event(QEvent* event) override;

 private:
  int cellHeight() const;
  int perRow(int width) const;
  QRect cell(int index) const;
  int nodeAt(const QPoint& position) const;
  void setCurrent(int index);
  void paintNode(QPainter& painter, int index) const;
  void paintLink(QPainter& painter, int index) const;

  PathPicture m_picture;
  int m_titleLines = 1;
  int m_current = -1;
};

}  // namespace synscope
