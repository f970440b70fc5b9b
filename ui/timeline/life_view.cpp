#include "ui/timeline/life_view.h"

#include "core/logic/endpoint/life_summary.h"
#include "core/logic/timeline/ladder_look.h"
#include "ui/shell/language.h"
#include "ui/timeline/explain_event.h"
#include "ui/timeline/ladder_view.h"
#include "ui/timeline/numbers_view.h"
#include "ui/timeline/state_diagram_view.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_message.h"

#include <QDataStream>
#include <QIODevice>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {

LifeView::LifeView(QWidget* parent)
    : Localized(parent),
      m_summary(new BilingualLabel(TextRole::kStrong)),
      m_message(new InlineMessage),
      m_ladder(new LadderView),
      m_diagram(new StateDiagramView),
      m_explanation(new ExplanationPanel),
      m_numbers(new NumbersView),
      m_tabs(new QTabWidget),
      m_columns(new QSplitter(Qt::Horizontal)),
      m_right(new QSplitter(Qt::Vertical)),
      m_empty(new EmptyState(QStringLiteral("legend"))) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kSmall);
  layout->addWidget(m_summary);
  layout->addWidget(m_message);
  layout->addWidget(m_columns, 1);
  layout->addWidget(m_empty, 1);
  m_columns->hide();
  m_summary->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  buildSplitters();
  connect(m_ladder, &LadderView::eventSelected, this, &LifeView::explainSelected);
  connect(m_diagram, &StateDiagramView::stateChosen, this, &LifeView::explainState);
  connect(m_diagram, &StateDiagramView::said, m_message, [this](Tone tone, const QString& text) {
    tone == Tone::kGood ? m_message->confirm(text) : m_message->say(tone, text);
  });
  retranslate();
}

QWidget* LifeView::makeExplained() {
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  auto* inset = new QVBoxLayout(content);
  inset->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
  inset->addWidget(m_explanation);
  scroll->setWidget(content);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  return scroll;
}

/// A surface with room around what stands on it.
QWidget* LifeView::onCard(QWidget* content) {
  auto* card = new Card;
  auto* inset = new QVBoxLayout(card);
  inset->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
  inset->addWidget(content);
  return card;
}

void LifeView::buildSplitters() {
  m_tabs->setDocumentMode(true);
  m_tabs->addTab(makeExplained(), QString());
  m_tabs->addTab(m_numbers, QString());
  m_right->addWidget(onCard(m_diagram));
  m_right->addWidget(onCard(m_tabs));
  m_columns->addWidget(onCard(m_ladder));
  m_columns->addWidget(m_right);
  for (QSplitter* splitter : {m_columns, m_right}) {
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(space::kSmall);
    connect(splitter, &QSplitter::splitterMoved, this, [this] { m_layoutChosen = true; });
  }
  m_columns->setStretchFactor(0, 5);
  m_columns->setStretchFactor(1, 4);
  m_ladder->setMinimumWidth(360);
  m_right->setMinimumWidth(320);
}

void LifeView::resizeEvent(QResizeEvent* event) {
  Localized::resizeEvent(event);
  if (m_layoutChosen) return;
  m_columns->setSizes({width() * 11 / 20, width() * 9 / 20});
  m_right->setSizes({m_columns->height() * 6 / 10, m_columns->height() * 4 / 10});
}

void LifeView::retranslate() {
  m_tabs->setTabText(0, tr("Explanation"));
  m_tabs->setTabText(1, tr("Numbers"));
  m_empty->setWords(tr("The life of a connection"),
                    tr("Choose a connection to see its handshake, its states and its end, step by step."));
  showSummary();
}

void LifeView::setLive(bool live) {
  m_live = live;
  m_ladder->setLive(live);
}

void LifeView::showLife(std::shared_ptr<const ConnectionLife> life) {
  const bool same = life && m_life && life == m_life;
  if (same) return;
  m_life = std::move(life);
  m_columns->setVisible(m_life != nullptr);
  m_empty->setVisible(m_life == nullptr);
  const ConnectionLife nothing;
  const ConnectionLife& shown = m_life ? *m_life : nothing;
  m_ladder->setTimeline(shown.timeline);
  m_ladder->setOmitted(shown.omittedEvents);
  if (!m_live) m_ladder->setFollowing(false);
  m_diagram->setLife(shown);
  m_numbers->setLife(shown);
  showSummary();
}

void LifeView::showSummary() {
  BilingualText text;
  if (m_life) {
    for (const Phrase& phrase : lifeSummary(*m_life)) {
      const BilingualText title = Catalogue::instance().title(phrase);
      text.en += (text.en.isEmpty() ? QString() : QStringLiteral(" · ")) + title.en;
      text.zh += (text.zh.isEmpty() ? QString() : QStringLiteral(" · ")) + title.zh;
    }
    if (!text.en.isEmpty()) text.en[0] = text.en[0].toUpper();
  }
  m_summary->setText(text);
  m_summary->setVisible(!text.isEmpty());
  if (m_ladder->selectedEvent() < 0) explainSelected(-1);
}

/// The selected event; while none is, where the connection stands.
void LifeView::explainSelected(qsizetype index) {
  if (index < 0) {
    m_explanation->explainWith([life = m_life] {
      return Explanation{life ? lifeSummary(*life) : std::vector<Phrase>(), {}};
    });
    m_diagram->setFocusState(std::nullopt);
    return;
  }
  const Timeline& timeline = m_ladder->timeline();
  const auto at = static_cast<std::size_t>(index);
  m_explanation->explainWith([timeline, at] { return explainEvent(timeline, at); });
  m_diagram->setFocusState(stateOfCode(timeline.events()[at].code));
  m_tabs->setCurrentIndex(0);
}

/// Where the ladder shows when we entered the state, that event; else the state itself.
void LifeView::explainState(TcpState state) {
  const auto& events = m_ladder->timeline().events();
  const auto entered = std::find_if(events.rbegin(), events.rend(), [state](const TimelineEvent& event) {
    return event.from == 0 && event.kind == EventKind::kState && stateOfCode(event.code) == state;
  });
  m_tabs->setCurrentIndex(0);
  if (entered != events.rend()) return m_ladder->select(events.rend() - entered - 1);
  m_ladder->select(-1);
  m_diagram->setFocusState(state);
  m_explanation->explainWith([state] { return Explanation{{{"tcp-state." + std::string(name(state)), {}}}, {}}; });
}

QString LifeView::asText() const {
  QStringList parts{m_summary->shownText(), m_ladder->asText(), m_explanation->asText(), m_numbers->asText()};
  parts.removeAll(QString());
  return parts.join(QStringLiteral("\n\n"));
}

QByteArray LifeView::saveLayout() const {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out << m_columns->saveState() << m_right->saveState();
  return bytes;
}

void LifeView::restoreLayout(const QByteArray& layout) {
  QByteArray columns, right;
  QDataStream in(layout);
  in >> columns >> right;
  if (in.status() != QDataStream::Ok) return;
  m_layoutChosen = m_columns->restoreState(columns) && m_right->restoreState(right);
}

}  // namespace synscope
