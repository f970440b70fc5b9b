#include "ui/timeline/state_diagram_view.h"

#include "core/engine/timeline/event_words.h"
#include "core/logic/timeline/ladder_svg.h"
#include "ui/shell/language.h"
#include "ui/timeline/picture_file.h"
#include "ui/widgets/icon.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace synscope {
namespace {

constexpr double kLargestScale = 2.4;

QToolButton* overlayButton(QWidget* parent, const char* icon) {
  auto* button = new QToolButton(parent);
  button->setIcon(lineIcon(QString::fromLatin1(icon)));
  button->setAutoRaise(true);
  return button;
}

}  // namespace

StateDiagramView::StateDiagramView(QWidget* parent)
    : Localized(parent), m_labels(overlayButton(this, "legend")), m_save(overlayButton(this, "save")) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  m_labels->setCheckable(true);
  connect(m_labels, &QToolButton::toggled, this, [this](bool all) {
    m_diagram.allLabels = all;
    update();
  });
  connect(m_save, &QToolButton::clicked, this, [this] {
    askForPictureFile(this, QStringLiteral("synscope-states"), [this](const QString& file) {
      QString error;
      const bool good = saveTo(file, &error);
      Q_EMIT said(good ? Tone::kGood : Tone::kBad, good ? tr("Saved: %1").arg(file) : error);
    });
  });
  retranslate();
}

void StateDiagramView::retranslate() {
  setAccessibleName(tr("Diagram of states"));
  m_labels->setToolTip(tr("Say at every arrow what causes it"));
  m_labels->setAccessibleName(m_labels->toolTip());
  m_save->setToolTip(tr("Save as a picture (SVG or PNG) …"));
  m_save->setAccessibleName(m_save->toolTip());
  describe();
}

void StateDiagramView::setLife(const ConnectionLife& life) {
  StateDiagram diagram = stateDiagram(life, labelLanguage());
  diagram.allLabels = m_diagram.allLabels;
  if (diagram == m_diagram) return;
  m_diagram = std::move(diagram);
  m_timer = life.timer;
  describe();
}

/// What depends on words: the note, and the description for screen readers.
void StateDiagramView::describe() {
  m_diagram.note = timerNote(m_timer, labelLanguage());
  QStringList parts;
  const auto add = [&](const QString& who, const std::optional<TcpState>& state) {
    if (state) parts << who + QStringLiteral(": ") + QString::fromUtf8(name(*state).data());
  };
  add(label({"recording.we", {}}), m_diagram.us);
  add(label({"recording.they", {}}), m_diagram.peer);
  setAccessibleDescription(parts.join(QStringLiteral(", ")));
  update();
}

void StateDiagramView::setFocusState(std::optional<TcpState> state) {
  m_chosen = state;
  update();
}

StateDiagramWords StateDiagramView::words() const {
  return synscope::stateDiagramWords(labelLanguage());
}

QTransform StateDiagramView::placement(const QSizeF& size) const {
  const double scale =
      std::min({size.width() / kStateDiagramWidth, size.height() / kStateDiagramHeight, kLargestScale});
  QTransform transform;
  transform.translate((size.width() - kStateDiagramWidth * scale) / 2,
                      (size.height() - kStateDiagramHeight * scale) / 2);
  transform.scale(scale, scale);
  return transform;
}

void StateDiagramView::paintDiagram(QPainter& painter, const QSizeF& size) const {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setTransform(placement(size), true);
  StateDiagram diagram = m_diagram;
  diagram.focus = m_hovered ? m_hovered : m_chosen;
  const Tokens& t = tokens(palette());
  for (const LadderItem& item : stateDiagramItems(diagram, words(), m_paint.measure()))
    m_paint.paint(painter, item, t);
}

void StateDiagramView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), tokens(palette()).surface);
  paintDiagram(painter, size());
}

void StateDiagramView::resizeEvent(QResizeEvent* event) {
  const QSize button = m_save->sizeHint();
  m_save->setGeometry(QRect(QPoint(width() - button.width() - 2, 2), button));
  m_labels->setGeometry(QRect(QPoint(width() - 2 * button.width() - 4, 2), button));
  QWidget::resizeEvent(event);
}

std::optional<TcpState> StateDiagramView::stateUnder(const QPointF& position) const {
  const QPointF at = placement(size()).inverted().map(position);
  return stateAt(at.x(), at.y());
}

void StateDiagramView::mousePressEvent(QMouseEvent* event) {
  const auto state = stateUnder(event->position());
  m_chosen = state;
  update();
  if (state) Q_EMIT stateChosen(*state);
}

void StateDiagramView::mouseMoveEvent(QMouseEvent* event) {
  const auto state = stateUnder(event->position());
  if (state == m_hovered) return;
  m_hovered = state;
  setCursor(state ? Qt::PointingHandCursor : Qt::ArrowCursor);
  update();
}

void StateDiagramView::leaveEvent(QEvent* event) {
  m_hovered.reset();
  update();
  QWidget::leaveEvent(event);
}

void StateDiagramView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Right) return stepChosen(1);
  if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Left) return stepChosen(-1);
  QWidget::keyPressEvent(event);
}

void StateDiagramView::stepChosen(int step) {
  constexpr int kCount = static_cast<int>(std::size(kTcpStates)) - 1;  // Without kUnknown.
  const TcpState now = m_chosen ? *m_chosen : m_diagram.us.value_or(TcpState::kClosed);
  const auto* found = std::ranges::find(kTcpStates, now);
  const int index = static_cast<int>(found - std::begin(kTcpStates)) % kCount;
  m_chosen = kTcpStates[(index + step + kCount) % kCount];
  update();
  Q_EMIT stateChosen(*m_chosen);
}

bool StateDiagramView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return Localized::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto state = stateUnder(help->pos());
  QToolTip::showText(help->globalPos(), state ? QString::fromUtf8(name(*state).data()) + QStringLiteral(" · ") +
                                                    label({"tcp-state." + std::string(name(*state)), {}})
                                              : QString());
  return true;
}

QByteArray StateDiagramView::asSvg() const {
  return QByteArray::fromStdString(stateDiagramSvg(m_diagram, words(), accessibleName().toStdString()));
}

QImage StateDiagramView::image(double scale) const {
  QImage image(QSizeF(kStateDiagramWidth * scale, kStateDiagramHeight * scale).toSize(), QImage::Format_RGB32);
  image.fill(tokens(palette()).surface);
  QPainter painter(&image);
  paintDiagram(painter, image.size());
  return image;
}

bool StateDiagramView::saveTo(const QString& file, QString* error) {
  constexpr double kScale = 2;
  const auto failed = writePicture(
      file, [this] { return asSvg(); }, [this] { return image(kScale); });
  if (failed && error != nullptr) *error = *failed;
  return !failed;
}

}  // namespace synscope
