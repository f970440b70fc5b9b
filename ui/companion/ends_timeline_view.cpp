#include "ui/companion/ends_timeline_view.h"

#include "core/logic/companion/clock_words.h"
#include "ui/shell/language.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/explain_event.h"
#include "ui/timeline/ladder_canvas.h"
#include "ui/timeline/ladder_view.h"
#include "ui/widgets/explanation_panel.h"
#include "ui/widgets/text.h"

#include <QGridLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kTallest = 620;  ///< Longer ladders scroll.
constexpr int kEdges = 4;

}  // namespace

EndsTimelineView::EndsTimelineView(QWidget* parent)
    : Localized(parent),
      m_ladder(new LadderView),
      m_explanation(new ExplanationPanel),
      m_clockNote(new Text(TextRole::kCaption)) {
  m_ladder->setLive(false);
  m_ladder->setFollowing(false);
  m_clockNote->setMuted(true);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(space::kLarge);
  layout->setVerticalSpacing(space::kSmall);
  layout->setColumnStretch(0, 3);
  layout->setColumnStretch(1, 2);
  layout->addWidget(m_ladder, 0, 0);
  layout->addWidget(m_explanation, 0, 1, Qt::AlignTop);
  layout->addWidget(m_clockNote, 1, 0, 1, 2);
  connect(m_ladder, &LadderView::eventSelected, this, &EndsTimelineView::explainSelected);
  clear();
  retranslate();
}

void EndsTimelineView::setEnds(const BothEnds& ends) {
  m_clock = clockWords(ends.clock);
  m_ladder->setTimeline(ends.timeline);
  m_explanation->clear();
  setVisible(!ends.timeline.empty());
  retranslate();
  fitHeight();
}

void EndsTimelineView::clear() {
  m_clock.reset();
  m_explanation->clear();
  hide();
}

void EndsTimelineView::explainSelected(qsizetype index) {
  if (index < 0) return m_explanation->clear();
  m_explanation->explainWith([timeline = m_ladder->sharedTimeline(), index] {
    return explainEvent(*timeline, static_cast<std::size_t>(index));
  });
}

/// The page scrolls, not the ladder, as far as that is sensible.
void EndsTimelineView::fitHeight() {
  LadderCanvas& canvas = m_ladder->canvas();
  canvas.setMinimumHeight(std::min(kTallest, canvas.wholeHeight() + kEdges));
}

void EndsTimelineView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitHeight();
}

void EndsTimelineView::retranslate() {
  m_clockNote->setText(m_clock ? label(*m_clock) : QString());
  m_clockNote->setVisible(m_clock.has_value());
}

}  // namespace synscope
