#pragma once

#include "core/logic/timeline/timeline.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <memory>

class QHBoxLayout;
class QToolButton;

namespace synscope {

class InlineMessage;
class LadderCanvas;
class LadderLegend;
class Text;

/// A Timeline as a ladder with what belongs to it: pause, zoom, time scale, legend, read-out, copy and save.
class LadderView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit LadderView(QWidget* parent = nullptr);

  /// While paused it is kept, and shown when the pause ends.
  void setTimeline(std::shared_ptr<const Timeline> timeline);
  void setTimeline(const Timeline& timeline) { setTimeline(std::make_shared<const Timeline>(timeline)); }
  const Timeline& timeline() const { return *sharedTimeline(); }
  const std::shared_ptr<const Timeline>& sharedTimeline() const;
  void select(qsizetype index);
  /// -1: none.
  qsizetype selectedEvent() const;
  /// Data events that the timeline does not hold any more; said beside those that are only hidden.
  void setOmitted(std::uint64_t omitted);
  void setLive(bool live);
  /// Whether the end is followed as it grows; a recording is read from its beginning.
  void setFollowing(bool following);
  LadderCanvas& canvas() { return *m_canvas; }

  QString asText() const;
  QByteArray asSvg() const;
  void copy();
  /// By the ending of the file: svg or png. Says what went wrong.
  bool saveTo(const QString& file);

 Q_SIGNALS:
  /// -1 where nothing is selected any more.
  void eventSelected(qsizetype index);

 protected:
  void retranslate() override;

 private:
  void setupBar();
  void connectCanvas();
  QToolButton* addButton(const char* icon, bool checkable = false);
  void setPaused(bool paused);
  void showReadOut(qsizetype hovered);
  void updateCounts();
  void askWhereToSave();

  QHBoxLayout* m_bar;
  QToolButton *m_pause, *m_linear, *m_data, *m_legendButton, *m_zoomOut, *m_zoomIn, *m_fit, *m_copy, *m_save;
  Text* m_counts;
  LadderCanvas* m_canvas;
  LadderLegend* m_legend;
  Text* m_readOut;
  InlineMessage* m_message;
  bool m_paused = false;
  bool m_live = true;
  std::shared_ptr<const Timeline> m_waiting;  ///< While paused.
  std::uint64_t m_omitted = 0;
};

}  // namespace synscope
