#pragma once

#include "core/logic/timeline/ladder_layout.h"
#include "ui/timeline/ladder_paint.h"

#include <QAbstractScrollArea>

#include <memory>
#include <optional>

namespace synscope {

/// The drawn ladder, scrolled: the titles of the lanes stay at the top, only what can be seen is painted. Follows the
/// end while it grows unless somebody has scrolled away from it.
class LadderCanvas : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit LadderCanvas(QWidget* parent = nullptr);

  /// A timeline that goes on from the one shown keeps its selection and the place on the screen.
  void setTimeline(std::shared_ptr<const Timeline> timeline);
  const std::shared_ptr<const Timeline>& timeline() const { return m_timeline; }
  void setWords(LadderWords words);
  void setLinearTime(bool linear);
  void setShowData(bool show);
  const LadderOptions& options() const { return m_options; }
  /// Of the whole ladder with the titles of its lanes, pixels.
  int wholeHeight() const;
  std::uint64_t hiddenEvents() const { return m_layout ? m_layout->rows().hiddenEvents() : 0; }

  /// Compressed time: the size of the whole picture. Linear time: how far a second reaches.
  void zoomBy(double factor);
  /// The whole ladder in sight, as far as it stays readable.
  void zoomToFit();

  /// Whether new events at the end are scrolled to.
  void setFollowing(bool following);
  bool isFollowing() const { return m_following; }

  std::optional<std::size_t> selected() const { return m_selected; }
  /// Selects an event and brings it into sight.
  void select(std::optional<std::size_t> event);

  /// What a screen reader says of the selection.
  void describe(const QString& selection);

  /// The whole ladder, `scale` pixels to the point; null where it would be larger than 200 million pixels.
  QImage image(double scale) const;

 Q_SIGNALS:
  /// -1 where none is selected any more.
  void eventSelected(qsizetype index);
  /// The event under the mouse, or -1.
  void eventHovered(qsizetype index);
  void copyWanted();
  void pauseWanted();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void layOut();
  void updateBars();
  void restoreSelection(const Timeline& before);
  void selectBy(int step);
  void noteScrolled();
  void hover(std::optional<std::size_t> event);
  std::optional<std::size_t> eventAt(const QPointF& position) const;
  double header() const { return LadderLayout::kHeaderHeight * m_scale; }
  double viewTop() const;
  void showEvent(std::size_t event);
  void paintBody(QPainter& painter) const;
  void paintHighlight(QPainter& painter, std::optional<std::size_t> event, float strength) const;
  void paintHeader(QPainter& painter) const;

  std::shared_ptr<const Timeline> m_timeline = std::make_shared<const Timeline>();
  LadderOptions m_options;
  LadderWords m_words;
  LadderPaint m_paint;
  std::unique_ptr<LadderLayout> m_layout;
  double m_scale = 1;
  bool m_following = true;
  bool m_settingBars = false;
  std::optional<std::size_t> m_selected, m_hovered;
};

}  // namespace synscope
