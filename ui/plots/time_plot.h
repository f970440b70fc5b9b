#pragma once

#include "ui/plots/plot_line.h"
#include "ui/plots/plot_picture.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace synscope {

class PlotTimeView;

/// Values over time: several lines with an axis at the left and one at the right, gaps where nothing came back, marks
/// with words, and the values under the pointer. Draws at most one bucket per pixel column whatever it holds.
/// The picture changes in refresh() only, so feeding costs no drawing.
class TimePlot : public Localized<QWidget>, public PlotPicture {
  Q_OBJECT

 public:
  /// @param view Shared by the plots of one stack; has to outlive the plot.
  explicit TimePlot(PlotTimeView& view, QWidget* parent = nullptr);
  ~TimePlot() override;

  void setTitle(const QString& title);
  QString title() const;
  /// At the right of the title: the newest value, a state.
  void setNote(const QString& note, Tone tone = Tone::kNeutral);

  int addLine(const PlotLineLook& look);
  /// Shows a series that others feed, and possibly other plots show too.
  int addLine(const PlotLineLook& look, std::shared_ptr<PlotSeries> series);
  void setLook(int line, const PlotLineLook& look);
  int lineCount() const;
  const PlotLineLook& look(int line) const;
  const PlotSeries& series(int line) const;
  void setLineShown(int line, bool shown);
  bool isLineShown(int line) const;

  /// NaN interrupts the line.
  void append(int line, double seconds, double value);
  void addMark(const PlotMark& mark);
  void setMarks(std::vector<PlotMark> marks);
  const std::vector<PlotMark>& marks() const;
  void setSpans(std::vector<PlotSpan> spans);
  void clear();

  void setLogScale(bool log);
  bool isLogScale() const;
  /// Labels of the time axis: only the lowest of a stack needs them.
  void setTimesShown(bool shown);

  /// Whether a line has its axis at the right; others of a stack keep the same room, so that times are in line.
  bool hasRightAxis() const;
  void setRightRoom(bool kept);

  /// Draws what has come since: once per frame.
  void refresh();
  /// What is written at the pointer: "0:12", then name and value of each line shown; empty where there is nothing.
  std::vector<std::pair<QString, QString>> readOutAt(double seconds) const;
  /// Points drawn the last time, over all lines.
  int drawnPoints() const;
  /// Range of the left value axis.
  std::pair<double, double> valueRange() const;
  /// Where it has numbers, within that range.
  std::vector<double> valueTicks() const;

  void paintTo(QCPPainter& painter, const QSize& size) override;
  std::vector<PlotLegendEntry> legend() const override;

  QSize sizeHint() const override { return {640, 200}; }

 protected:
  void retranslate() override;
  void restyle() override;
  void resizeEvent(QResizeEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void prepare();
  void showCursor();

  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
