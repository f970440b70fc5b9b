#pragma once

#include <QObject>
#include <QPointF>

class QMouseEvent;
class QWheelEvent;
class QWidget;

namespace synscope {

class PlotTimeView;
class TimeCanvas;

/// Inside ui/plots only: what pointer and wheel do to the time looked at. The wheel zooms where the pointer is, with
/// Shift it moves; dragging moves, with Shift (or the right button) it zooms into what was drawn over; a double click
/// follows again.
class PlotPointer : public QObject {
  Q_OBJECT

 public:
  PlotPointer(TimeCanvas& canvas, PlotTimeView& view);

  /// The stretch being drawn over, in pixels: [first, second); equal where there is none.
  std::pair<double, double> chosen() const {
    return m_choosing ? std::pair(m_start.x(), m_last.x()) : std::pair(0.0, 0.0);
  }

 Q_SIGNALS:
  void choosing();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool press(const QMouseEvent& event);
  bool move(const QMouseEvent& event);
  bool release();
  bool wheel(const QWheelEvent& event);

  TimeCanvas& m_canvas;
  PlotTimeView& m_view;
  QPointF m_start, m_last;
  bool m_dragging = false, m_choosing = false;
};

}  // namespace synscope
