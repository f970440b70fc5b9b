#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace synscope {

/// Inside ui/plots only: what lies over a plot: the line at the pointer with the values beside it, the stretch being
/// chosen, the frame of the focus. It takes no events.
class PlotReadout : public QWidget {
  Q_OBJECT

 public:
  struct Value {
    QString name, value;
    QColor color;
  };

  explicit PlotReadout(QWidget* parent);

  /// @param x Of the line, in pixels. @param inside Where lines are drawn.
  void showAt(double x, const QRect& inside, const QString& time, std::vector<Value> values);
  void hideValues();
  void showChoice(double from, double to, const QRect& inside);
  void setFocusShown(bool shown);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintBox(QPainter& painter) const;

  std::optional<double> m_x;
  double m_from = 0, m_to = 0;
  bool m_focus = false;
  QRect m_inside;
  QString m_time;
  std::vector<Value> m_values;
};

}  // namespace synscope
