#include "ui/timeline/life_view.h"

#include "core/engine/timeline/recording_file.h"
#include "core/logic/endpoint/life_summary.h"
#include "core/logic/timeline/ladder_look.h"
#include "ui/shell/language.h"
#include "ui/timeline/explain_event.h"
#include "ui/timeline/ladder_view.h"
#include "ui/timeline/numbers_view.h"
#include "ui/timeline/recording_files.h"
#include "ui/timeline/state_diagram_view.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"

#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QIODevice>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kRoomAbove = 470;    ///< Height from which the diagram has room above the explanation.
constexpr int kRoomBeside = 1000;  ///< Width from which it has room beside it.

/// Puts what stands on a card at a distance from its edge.
void fill(Card* card, QWidget* content) {
  auto* inset = new QVBoxLayout(card);
  inset->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
  inset->addWidget(content);
}

}  // namespace

LifeView::LifeView(QWidget* parent)
    : Localized(parent),
      m_summary(new BilingualLabel(TextRole::kStrong)),
      m_copy(new QToolButton),
      m_save(new QPushButton),
      m_message(new InlineMessage),
      m_ladder(new LadderView),
      m_diagram(new StateDiagramView),
      m_diagramCard(new Card),
      m_explanation(new ExplanationPanel),
      m_numbers(new NumbersView),
      m_tabs(new QTabWidget),
      m_columns(new QSplitter(Qt::Horizontal)),
      m_right(new QSplitter(Qt::Vertical)),
      m_empty(new EmptyState(QStringLiteral("legend"))) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kSmall);
  layout->addWidget(m_columns, 1);
  layout->addWidget(m_empty, 1);
  buildSplitters();
  layout->insertLayout(0, makeHeader());  // Last in the order of the tab key, first for the eye.
  layout->insertWidget(1, m_message);
  setFocusProxy(m_ladder);
  connect(m_ladder, &LadderView::eventSelected, this, &LifeView::explainSelected);
  connect(m_diagram, &StateDiagramView::stateChosen, this, &LifeView::explainState);
  connect(m_diagram, &StateDiagramView::said, this,
          [this](Tone tone, const QString& text) { tell(tone == Tone::kGood, text); });
  retranslate();
  showLife(nullptr);
}

QHBoxLayout* LifeView::makeHeader() {
  auto* header = new QHBoxLayout;
  header->setSpacing(space::kSmall);
  m_summary->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  m_copy->setIcon(lineIcon(QStringLiteral("copy")));
  m_copy->setAutoRaise(true);
  m_save->setIcon(lineIcon(QStringLiteral("save")));
  header->addWidget(m_summary, 1, Qt::AlignVCenter);
  header->addWidget(m_copy);
  header->addWidget(m_save);
  connect(m_copy, &QToolButton::clicked, this, &LifeView::copy);
  connect(m_save, &QPushButton::clicked, this, &LifeView::save);
  return header;
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

void LifeView::buildSplitters() {
  m_tabs->setDocumentMode(true);
  m_tabs->addTab(makeExplained(), QString());
  m_tabs->addTab(m_numbers, QString());
  auto* ladder = new Card;
  auto* explained = new Card;
  fill(ladder, m_ladder);
  fill(m_diagramCard, m_diagram);
  fill(explained, m_tabs);
  m_right->addWidget(m_diagramCard);
  m_right->addWidget(explained);
  m_columns->addWidget(ladder);
  m_columns->addWidget(m_right);
  for (QSplitter* splitter : {m_columns, m_right}) {
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(space::kSmall);
    connect(splitter, &QSplitter::splitterMoved, this, [this] { m_layoutChosen = true; });
  }
  m_ladder->setMinimumWidth(340);
  m_right->setMinimumWidth(300);
  m_diagram->setMinimumSize(220, 140);
}

void LifeView::resizeEvent(QResizeEvent* event) {
  Localized::resizeEvent(event);
  arrange();
}

/// Where the diagram has room; then, unless somebody has moved the dividers, how much each part gets.
void LifeView::arrange() {
  const int height = this->height();
  const Place place = height >= kRoomAbove ? Place::kAbove : (width() >= kRoomBeside ? Place::kBeside : Place::kInTab);
  const bool moved = place != m_place;
  if (moved) placeDiagram(place);
  if (moved) m_layoutChosen = false;
  if (!m_remembered.isEmpty()) useRemembered();
  if (m_layoutChosen) return;
  const int ladder = place == Place::kBeside ? width() * 9 / 20 : width() * 12 / 20;
  m_columns->setSizes({ladder, width() - ladder});
  const int room = place == Place::kAbove ? height : width() - ladder;
  m_right->setSizes(place == Place::kAbove ? QList{room * 11 / 20, room * 9 / 20} : QList{room / 2, room / 2});
}

void LifeView::placeDiagram(Place place) {
  m_place = place;
  m_right->setOrientation(place == Place::kBeside ? Qt::Horizontal : Qt::Vertical);
  if (place == Place::kInTab) {
    m_tabs->insertTab(1, m_diagram, QString());
    m_tabs->setTabText(1, tr("States"));
  } else {
    m_tabs->removeTab(m_tabs->indexOf(m_diagram));
    m_diagramCard->layout()->addWidget(m_diagram);
    m_diagram->show();
  }
  m_diagramCard->setVisible(place != Place::kInTab);
}

void LifeView::retranslate() {
  m_tabs->setTabText(0, tr("Explanation"));
  m_tabs->setTabText(m_tabs->indexOf(m_numbers), tr("Numbers"));
  if (m_place == Place::kInTab) m_tabs->setTabText(m_tabs->indexOf(m_diagram), tr("States"));
  m_copy->setToolTip(tr("Copy everything as text"));
  m_copy->setAccessibleName(m_copy->toolTip());
  m_save->setText(tr("Save recording …"));
  m_save->setToolTip(tr("To open it again, or as a web page, Markdown or JSON"));
  m_empty->setWords(tr("The life of a connection"),
                    tr("Choose a connection to see its handshake, its states and its end, step by step."));
  m_summarised.clear();
  showSummary();
}

void LifeView::setLive(bool live) {
  m_live = live;
  m_ladder->setLive(live);
}

void LifeView::showLife(std::shared_ptr<const ConnectionLife> life) {
  const bool same = life && life == m_life;
  if (same) return;
  m_life = std::move(life);
  const bool shown = m_life != nullptr;
  m_columns->setVisible(shown);
  m_empty->setVisible(!shown);
  m_copy->setVisible(shown);
  m_save->setVisible(shown);
  const auto& life_ = m_life ? m_life : std::make_shared<const ConnectionLife>();
  m_ladder->setTimeline(std::shared_ptr<const Timeline>(life_, &life_->timeline));
  m_ladder->setOmitted(life_->omittedEvents);
  if (!m_live) m_ladder->setFollowing(false);
  m_diagram->setLife(*life_);
  m_numbers->setLife(*life_);
  showSummary();
}

void LifeView::showSummary() {
  std::vector<Phrase> phrases = m_life ? lifeSummary(*m_life) : std::vector<Phrase>();
  if (!phrases.empty() && phrases == m_summarised) return;
  m_summarised = std::move(phrases);
  BilingualText text;
  for (const Phrase& phrase : m_summarised) {
    const BilingualText title = Catalogue::instance().title(phrase);
    text.en += (text.en.isEmpty() ? QString() : QStringLiteral(" · ")) + title.en;
    text.zh += (text.zh.isEmpty() ? QString() : QStringLiteral(" · ")) + title.zh;
  }
  if (!text.en.isEmpty()) text.en[0] = text.en[0].toUpper();
  m_summary->setText(text);
  m_summary->setVisible(!text.isEmpty());
  if (m_ladder->selectedEvent() < 0) explainSelected(-1);
}

/// What this system does not tell of the connection, so that some of it is inferred.
void LifeView::addMissing(const ConnectionLife& life, std::vector<Phrase>& phrases) {
  for (const Capability* ability : {&life.everyTransition, &life.afterClose})
    for (const std::string* key : {&ability->reason, &ability->remedy})
      if (!ability->available && !key->empty()) phrases.push_back({*key, {}});
}

/// The selected event; while none is, where the connection stands.
void LifeView::explainSelected(qsizetype index) {
  if (index < 0) {
    std::vector<Phrase> phrases = m_summarised;
    if (m_life) addMissing(*m_life, phrases);
    m_explanation->explainWith([phrases = std::move(phrases)] { return Explanation{phrases, {}}; });
    m_diagram->setFocusState(std::nullopt);
    return;
  }
  const auto timeline = m_ladder->sharedTimeline();
  const auto at = static_cast<std::size_t>(index);
  m_explanation->explainWith([timeline, at] { return explainEvent(*timeline, at); });
  m_diagram->setFocusState(stateOfCode(timeline->events()[at].code));
  m_tabs->setCurrentIndex(0);
}

/// Where the ladder shows when we entered the state, that event; else the state itself.
void LifeView::explainState(TcpState state) {
  const auto& events = m_ladder->timeline().events();
  const auto entered = std::find_if(events.rbegin(), events.rend(), [state](const TimelineEvent& event) {
    return event.from == 0 && event.kind == EventKind::kState && stateOfCode(event.code) == state;
  });
  if (m_place != Place::kInTab) m_tabs->setCurrentIndex(0);
  const QSignalBlocker stay(m_tabs);
  if (entered != events.rend()) return m_ladder->select(events.rend() - entered - 1);
  m_ladder->select(-1);
  m_diagram->setFocusState(state);
  m_explanation->explainWith([state] { return Explanation{{{"tcp-state." + std::string(name(state)), {}}}, {}}; });
}

void LifeView::copy() {
  QGuiApplication::clipboard()->setText(asText());
  tell(true, tr("Copied."));
}

void LifeView::save() {
  if (!m_life) return;
  const auto make = [this, life = m_life] { return m_recorder ? m_recorder() : recordLife(*(m_life ? m_life : life)); };
  askToSaveRecording(this, fileNameFor(m_life->peer.toString()), make,
                     [this](bool good, const QString& sentence) { tell(good, sentence); });
}

void LifeView::tell(bool good, const QString& sentence) {
  good ? m_message->confirm(sentence) : m_message->say(Tone::kBad, sentence);
}

QString LifeView::asText() const {
  QStringList parts{m_summary->shownText(), m_ladder->asText(), m_explanation->asText(), m_numbers->asText()};
  parts.removeAll(QString());
  return parts.join(QStringLiteral("\n\n"));
}

QByteArray LifeView::saveLayout() const {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out << static_cast<qint32>(m_place) << m_columns->saveState() << m_right->saveState();
  return bytes;
}

void LifeView::restoreLayout(const QByteArray& layout) {
  m_remembered = layout;
  useRemembered();
}

/// What was chosen for another arrangement waits until that one comes.
void LifeView::useRemembered() {
  qint32 place = -1;
  QByteArray columns, right;
  QDataStream in(m_remembered);
  in >> place >> columns >> right;
  if (in.status() != QDataStream::Ok || place != static_cast<qint32>(m_place)) return;
  m_layoutChosen = m_columns->restoreState(columns) && m_right->restoreState(right);
  m_remembered.clear();
}

}  // namespace synscope
