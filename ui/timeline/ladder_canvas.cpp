#include "ui/timeline/ladder_canvas.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

constexpr double kSmallestScale = 0.5, kLargestScale = 3;
constexpr double kFewestPixels = 0.02, kMostPixels = 5e7;  ///< Per second of linear time: an hour, or 20 µs, in a view.
constexpr double kTallest = 1e8;

bool continues(const Timeline& before, const Timeline& now) {
  return !before.events().empty() && now.events().size() >= before.events().size() && now.lanes() == before.lanes() &&
         now.events().front().at == before.events().front().at;
}

/// Where an event went, should others have come before it.
std::optional<std::size_t> findAgain(const Timeline& timeline, const TimelineEvent& wanted, std::size_t near) {
  const auto& events = timeline.events();
  if (near < events.size() && events[near] == wanted) return near;
  const auto found = std::ranges::find_if(events, [&](const TimelineEvent& event) {
    return event.at == wanted.at && event.code == wanted.code && event.from == wanted.from && event.to == wanted.to;
  });
  return found == events.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - events.begin()));
}

}  // namespace

LadderCanvas::LadderCanvas(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setAutoFillBackground(false);
  verticalScrollBar()->setSingleStep(34);
  horizontalScrollBar()->setSingleStep(34);
  connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LadderCanvas::noteScrolled);
}

void LadderCanvas::setTimeline(std::shared_ptr<const Timeline> timeline) {
  if (timeline == m_timeline) return;
  const auto before = std::exchange(m_timeline, std::move(timeline));
  if (!continues(*before, *m_timeline)) {
    m_following = true;
    m_hovered.reset();
    if (std::exchange(m_selected, std::nullopt)) Q_EMIT eventSelected(-1);
  } else {
    restoreSelection(*before);
  }
  if (!m_layout || !m_layout->growWith(*m_timeline)) return layOut();
  updateBars();
  viewport()->update();
}

void LadderCanvas::restoreSelection(const Timeline& before) {
  m_hovered.reset();
  if (!m_selected || *m_selected >= before.events().size()) return;
  const auto found = findAgain(*m_timeline, before.events()[*m_selected], *m_selected);
  if (found != m_selected) {
    m_selected = found;
    Q_EMIT eventSelected(found ? static_cast<qsizetype>(*found) : -1);
  }
}

void LadderCanvas::setWords(LadderWords words) {
  m_words = std::move(words);
  layOut();
}

void LadderCanvas::setLinearTime(bool linear) {
  m_options.linearTime = linear;
  layOut();
  if (linear) zoomToFit();
}

void LadderCanvas::setShowData(bool show) {
  m_options.showData = show;
  layOut();
}

void LadderCanvas::layOut() {
  m_options.width = viewport()->width() / m_scale;
  if (m_words.event) m_layout = std::make_unique<LadderLayout>(*m_timeline, m_options, m_words, m_paint.measure());
  updateBars();
  viewport()->update();
}

void LadderCanvas::updateBars() {
  if (!m_layout) return;
  m_settingBars = true;
  const QSize view = viewport()->size();
  const double height = std::min(kTallest, m_layout->height() * m_scale + header());
  verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(height)) - view.height()));
  verticalScrollBar()->setPageStep(std::max(1, view.height() - static_cast<int>(header())));
  horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_layout->width() * m_scale) - view.width()));
  horizontalScrollBar()->setPageStep(view.width());
  if (m_following) verticalScrollBar()->setValue(verticalScrollBar()->maximum());
  m_settingBars = false;
}

int LadderCanvas::wholeHeight() const {
  return m_layout ? static_cast<int>(std::ceil(m_layout->height() * m_scale + header())) : 0;
}

void LadderCanvas::noteScrolled() {
  if (!m_settingBars) m_following = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

void LadderCanvas::setFollowing(bool following) {
  m_following = following;
  if (following) verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LadderCanvas::zoomBy(double factor) {
  const double before = viewTop();
  if (m_options.linearTime) {
    m_options.pixelsPerSecond = std::clamp(m_options.pixelsPerSecond * factor, kFewestPixels, kMostPixels);
    const bool following = std::exchange(m_following, false);
    const double share = m_layout && m_layout->height() > 0 ? before / m_layout->height() : 0;
    layOut();
    verticalScrollBar()->setValue(static_cast<int>(share * m_layout->height()));
    m_following = following;
    return;
  }
  m_scale = std::clamp(m_scale * factor, kSmallestScale, kLargestScale);
  layOut();
  if (!m_following) verticalScrollBar()->setValue(static_cast<int>(before * m_scale));
}

void LadderCanvas::zoomToFit() {
  if (!m_layout || m_timeline->empty()) return;
  const double view = viewport()->height();
  if (m_options.linearTime) {
    const auto& events = m_timeline->events();
    const double seconds = std::chrono::duration<double>(events.back().at - events.front().at).count();
    if (seconds > 0) m_options.pixelsPerSecond = std::clamp((view - 80) / seconds, kFewestPixels, kMostPixels);
  } else {
    const double height = m_layout->height() + LadderLayout::kHeaderHeight;
    m_scale = std::clamp(view / height, 0.6, 1.6);
  }
  layOut();
}

double LadderCanvas::viewTop() const {
  return verticalScrollBar()->value() / m_scale;
}

std::optional<std::size_t> LadderCanvas::eventAt(const QPointF& position) const {
  if (!m_layout || position.y() < header()) return std::nullopt;
  const double x = (position.x() + horizontalScrollBar()->value()) / m_scale;
  return m_layout->eventAt(x, (position.y() - header()) / m_scale + viewTop());
}

void LadderCanvas::select(std::optional<std::size_t> event) {
  if (event && (*event >= m_timeline->events().size() || !m_layout)) return;
  if (event) showEvent(*event);
  if (event == m_selected) return;
  m_selected = event;
  viewport()->update();
  Q_EMIT eventSelected(event ? static_cast<qsizetype>(*event) : -1);
}

void LadderCanvas::showEvent(std::size_t event) {
  const auto box = m_layout->boxOf(event);
  if (!box) return;
  const double top = box->top * m_scale, bottom = box->bottom * m_scale;
  const double room = viewport()->height() - header();
  const int value = verticalScrollBar()->value();
  if (top < value) verticalScrollBar()->setValue(static_cast<int>(top) - 24);
  if (bottom > value + room) verticalScrollBar()->setValue(static_cast<int>(bottom - room) + 12);
}

void LadderCanvas::hover(std::optional<std::size_t> event) {
  if (event == m_hovered) return;
  m_hovered = event;
  viewport()->update();
  Q_EMIT eventHovered(event ? static_cast<qsizetype>(*event) : -1);
}

void LadderCanvas::describe(const QString& selection) {
  if (selection == accessibleDescription()) return;
  setAccessibleDescription(selection);
  QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&changed);
}

QImage LadderCanvas::image(double scale) const {
  if (!m_layout) return {};
  LadderOptions options = m_options;
  options.width = 0;
  const LadderLayout whole(*m_timeline, options, m_words, m_paint.measure());
  const double height = whole.height() + LadderLayout::kHeaderHeight;
  constexpr double kMostPixelsOfImage = 2e8;
  if (whole.width() * height * scale * scale > kMostPixelsOfImage || height * scale > 32'000) return {};
  QImage image(QSizeF(whole.width() * scale, height * scale).toSize(), QImage::Format_RGB32);
  const Tokens& t = tokens(palette());
  image.fill(t.surface);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(scale, scale);
  for (const LadderItem& item : whole.header())
    m_paint.paint(painter, item, t);
  painter.translate(0, LadderLayout::kHeaderHeight);
  for (const LadderItem& item : whole.items(0, whole.height()))
    m_paint.paint(painter, item, t);
  return image;
}

}  // namespace synscope
