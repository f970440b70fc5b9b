#include "ui/timeline/ladder_view.h"

#include "core/engine/timeline/event_words.h"
#include "core/logic/timeline/ladder_svg.h"
#include "core/logic/timeline/ladder_text.h"
#include "ui/shell/language.h"
#include "ui/timeline/explain_event.h"
#include "ui/timeline/ladder_canvas.h"
#include "ui/timeline/ladder_legend.h"
#include "ui/timeline/picture_file.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace synscope {

LadderView::LadderView(QWidget* parent)
    : Localized(parent),
      m_bar(new QHBoxLayout),
      m_counts(new Text(TextRole::kCaption)),
      m_canvas(new LadderCanvas),
      m_legend(new LadderLegend),
      m_readOut(new Text(TextRole::kCaption)),
      m_message(new InlineMessage) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kTight);
  setupBar();
  m_readOut->setWordWrap(false);
  m_readOut->setMuted(true);
  m_readOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  layout->addLayout(m_bar);
  layout->addWidget(m_message);
  layout->addWidget(m_canvas, 1);
  layout->addWidget(m_legend);
  layout->addWidget(m_readOut);
  setFocusProxy(m_canvas);
  connectCanvas();
  retranslate();
}

QToolButton* LadderView::addButton(const char* icon, bool checkable) {
  auto* button = new QToolButton;
  button->setIcon(lineIcon(QString::fromLatin1(icon)));
  button->setAutoRaise(true);
  button->setCheckable(checkable);
  m_bar->addWidget(button);
  return button;
}

void LadderView::setupBar() {
  m_bar->setSpacing(2);
  m_pause = addButton("pause", true);
  m_linear = addButton("ruler", true);
  m_data = addButton("payload", true);
  m_legendButton = addButton("legend", true);
  m_counts->setPlainLine();
  m_counts->setMuted(true);
  m_counts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_bar->addSpacing(space::kSmall);
  m_bar->addWidget(m_counts, 1);
  m_zoomOut = addButton("zoom-out");
  m_zoomIn = addButton("zoom-in");
  m_fit = addButton("zoom-fit");
  m_bar->addSpacing(space::kSmall);
  m_copy = addButton("copy");
  m_save = addButton("save");
  m_data->setChecked(true);
  m_legendButton->setChecked(true);
}

void LadderView::connectCanvas() {
  connect(m_pause, &QToolButton::toggled, this, &LadderView::setPaused);
  connect(m_linear, &QToolButton::toggled, m_canvas, &LadderCanvas::setLinearTime);
  connect(m_data, &QToolButton::toggled, this, [this](bool show) {
    m_canvas->setShowData(show);
    updateCounts();
  });
  connect(m_legendButton, &QToolButton::toggled, m_legend, &QWidget::setVisible);
  connect(m_zoomOut, &QToolButton::clicked, this, [this] { m_canvas->zoomBy(1 / 1.25); });
  connect(m_zoomIn, &QToolButton::clicked, this, [this] { m_canvas->zoomBy(1.25); });
  connect(m_fit, &QToolButton::clicked, m_canvas, &LadderCanvas::zoomToFit);
  connect(m_copy, &QToolButton::clicked, this, &LadderView::copy);
  connect(m_save, &QToolButton::clicked, this, &LadderView::askWhereToSave);
  connect(m_canvas, &LadderCanvas::copyWanted, this, &LadderView::copy);
  connect(m_canvas, &LadderCanvas::pauseWanted, this, [this] { m_live ? m_pause->toggle() : void(); });
  connect(m_canvas, &LadderCanvas::eventSelected, this, [this](qsizetype index) {
    showReadOut(-1);
    Q_EMIT eventSelected(index);
  });
  connect(m_canvas, &LadderCanvas::eventHovered, this, &LadderView::showReadOut);
}

void LadderView::retranslate() {
  const auto say = [](QToolButton* button, const QString& words) {
    button->setToolTip(words);
    button->setAccessibleName(words);
  };
  say(m_pause, m_paused ? tr("Go on") : tr("Pause (space): what happens is kept and shown afterwards"));
  say(m_linear, tr("Distances follow time"));
  say(m_data, tr("Show the sending and receiving of data"));
  say(m_legendButton, tr("Legend"));
  say(m_zoomOut, tr("Smaller (Ctrl+wheel)"));
  say(m_zoomIn, tr("Larger (Ctrl+wheel)"));
  say(m_fit, tr("Fit into the window"));
  say(m_copy, tr("Copy as text"));
  say(m_save, tr("Save as a picture (SVG or PNG) …"));
  m_canvas->setAccessibleName(tr("Ladder"));
  m_canvas->setWords(ladderWords(labelLanguage()));
  updateCounts();
  showReadOut(-1);
}

void LadderView::setTimeline(std::shared_ptr<const Timeline> timeline) {
  const bool simulated = !timeline->empty() && timeline->events().front().source == EventSource::kSimulated;
  m_legend->setShowsSimulated(simulated);
  if (m_paused) {
    m_waiting = std::move(timeline);
  } else {
    m_canvas->setTimeline(std::move(timeline));
  }
  updateCounts();
}

const std::shared_ptr<const Timeline>& LadderView::sharedTimeline() const {
  return m_canvas->timeline();
}

void LadderView::select(qsizetype index) {
  m_canvas->select(index < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(index)));
}

qsizetype LadderView::selectedEvent() const {
  return m_canvas->selected() ? static_cast<qsizetype>(*m_canvas->selected()) : -1;
}

void LadderView::setOmitted(std::uint64_t omitted) {
  m_omitted = omitted;
  updateCounts();
}

void LadderView::setLive(bool live) {
  m_live = live;
  m_pause->setVisible(live);
}

void LadderView::setFollowing(bool following) {
  m_canvas->setFollowing(following);
}

void LadderView::setPaused(bool paused) {
  m_paused = paused;
  m_pause->setIcon(lineIcon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
  if (paused) {
    m_waiting = m_canvas->timeline();
  } else {
    m_canvas->setTimeline(std::exchange(m_waiting, nullptr));
  }
  retranslate();
}

void LadderView::updateCounts() {
  QStringList parts;
  if (m_paused) {
    const auto more =
        static_cast<qlonglong>(m_waiting->events().size()) - static_cast<qlonglong>(timeline().events().size());
    parts << (more > 0 ? tr("Paused · %1 new").arg(more) : tr("Paused"));
  }
  if (m_canvas->hiddenEvents() > 0) parts << tr("%1 data events hidden").arg(m_canvas->hiddenEvents());
  if (m_omitted > 0) parts << tr("%1 data events left out").arg(m_omitted);
  m_counts->setText(parts.join(QStringLiteral(" · ")));
}

/// The event under the mouse, else the selected one, else how to begin.
void LadderView::showReadOut(qsizetype hovered) {
  const auto selected = m_canvas->selected();
  const QString text = hovered >= 0 ? eventReadOut(timeline(), static_cast<std::size_t>(hovered))
                       : selected   ? eventReadOut(timeline(), *selected)
                                    : tr("Choose an event to have it explained.");
  m_readOut->setText(text);
  m_canvas->describe(selected ? eventReadOut(timeline(), *selected) : QString());
}

QString LadderView::asText() const {
  return QString::fromStdString(ladderText(timeline(), m_canvas->options(), ladderWords(labelLanguage())));
}

QByteArray LadderView::asSvg() const {
  LadderOptions options = m_canvas->options();
  options.width = 0;
  const std::string title = tr("Ladder").toStdString();
  return QByteArray::fromStdString(ladderSvg(timeline(), options, ladderWords(labelLanguage()), title));
}

void LadderView::copy() {
  QGuiApplication::clipboard()->setText(asText());
  m_message->confirm(tr("Copied."));
}

bool LadderView::saveTo(const QString& file) {
  constexpr double kScale = 2;
  const auto failed = writePicture(
      file, [this] { return asSvg(); }, [this] { return m_canvas->image(kScale); });
  if (failed) {
    m_message->say(Tone::kBad, *failed);
  } else {
    m_message->confirm(tr("Saved: %1").arg(file));
  }
  return !failed;
}

void LadderView::askWhereToSave() {
  askForPictureFile(this, QStringLiteral("synscope-ladder"), [this](const QString& file) { saveTo(file); });
}

}  // namespace synscope
