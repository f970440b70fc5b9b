#pragma once

#include "ui/plots/calm_range.h"
#include "ui/plots/plot_axes.h"
#include "ui/plots/plot_line.h"

#include <vector>

namespace synscope {

/// Inside ui/plots only: the surface of a TimePlot: axes, title, and what is drawn between them.
class TimeCanvas : public QCustomPlot {
 public:
  /// One line as it is drawn now.
  struct Drawn {
    PlotLineLook look;
    std::vector<PlotBucket> buckets;
  };

  explicit TimeCanvas(QWidget* parent);

  void setTitle(const QString& title);
  void setNote(const QString& note, Tone tone);
  void setTimesShown(bool shown);
  /// Keeps the room of an axis at the right also where there is none.
  void setRightRoom(bool kept);
  bool hasRight() const { return m_hasRight; }
  void setLogScale(bool log);
  bool isLogScale() const { return m_log; }
  void setUnits(PlotUnit left, PlotUnit right, bool hasRight);
  /// The range of values is taken anew with the next picture.
  void forgetRanges();
  void restyle();

  int columns() const { return std::max(1, axisRect()->width()); }
  double timeAt(double x) const { return xAxis->pixelToCoord(x); }
  double xOf(double time) const { return xAxis->coordToPixel(time); }

  /// What the next picture shows; nothing is drawn yet.
  void show(double from, double to, std::vector<Drawn> lines, std::vector<PlotSpan> spans, std::vector<PlotMark> marks);
  int drawnPoints() const;

 private:
  void setupLayout();
  void updateMargins();
  void fitValues(double from, double to);
  void drawLines(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, bool right);

  QCPTextElement* m_title;
  QCPTextElement* m_note;
  CalmRange m_leftRange{PlotUnit::kMilliseconds}, m_rightRange{PlotUnit::kMilliseconds};
  PlotUnit m_left = PlotUnit::kMilliseconds, m_right = PlotUnit::kMilliseconds;
  bool m_hasRight = false, m_rightRoom = false, m_times = true, m_log = false;
  Tone m_noteTone = Tone::kNeutral;
  std::vector<Drawn> m_lines;
  std::vector<PlotSpan> m_spans;
  std::vector<PlotMark> m_marks;
};

}  // namespace synscope
