#pragma once

#include "core/logic/companion/both_ends.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <optional>

namespace synscope {

class ExplanationPanel;
class LadderView;
class Text;

/// What both ends saw, in order: the ladder with a lane for each, the explanation of what is selected, and how well the
/// times of the other end are known. Hidden while there is nothing to show.
class EndsTimelineView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit EndsTimelineView(QWidget* parent = nullptr);

  void setEnds(const BothEnds& ends);
  void clear();
  LadderView& ladder() { return *m_ladder; }

 protected:
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void explainSelected(qsizetype index);
  void fitHeight();

  std::optional<Phrase> m_clock;
  LadderView* m_ladder;
  ExplanationPanel* m_explanation;
  Text* m_clockNote;
};

}  // namespace synscope
