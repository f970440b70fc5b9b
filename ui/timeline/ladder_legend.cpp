#include "ui/timeline/ladder_legend.h"

#include "core/logic/timeline/ladder_look.h"
#include "ui/shell/language.h"

#include <QPainter>

namespace synscope {
namespace {

constexpr int kRowHeight = 24;
constexpr int kMargin = 4;
constexpr int kBetween = 16;

LadderItem lineSign(EventSource source) {
  LadderItem sign{.shape = LadderItem::Shape::kArrow, .x2 = 34, .ink = LadderInk::kNeutral};
  sign.stroke = strokeOf(source);
  return sign;
}

LadderItem markSign(EventKind kind, LadderInk ink) {
  LadderItem sign{.shape = LadderItem::Shape::kMark, .x1 = 6, .x2 = 17, .ink = ink};
  sign.mark = kind;
  return sign;
}

}  // namespace

LadderLegend::LadderLegend(QWidget* parent) : Localized(parent) {
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  retranslate();
}

void LadderLegend::retranslate() {
  m_entries.clear();
  for (const EventSource source : {EventSource::kObserved, EventSource::kInferred, EventSource::kSimulated}) {
    if (source == EventSource::kSimulated && !m_showsSimulated) continue;
    m_entries.push_back({lineSign(source), label({"source." + std::string(name(source)), {}})});
  }
  m_entries.push_back({markSign(EventKind::kSyscall, LadderInk::kNeutral), tr("system call")});
  m_entries.push_back({markSign(EventKind::kTimer, LadderInk::kWarn), tr("timer")});
  m_entries.push_back({markSign(EventKind::kData, LadderInk::kNeutral), tr("data")});
  m_entries.push_back({markSign(EventKind::kError, LadderInk::kBad), tr("error")});
  QStringList all;
  for (const Entry& entry : m_entries)
    all << entry.words;
  setAccessibleName(tr("Legend"));
  setAccessibleDescription(all.join(QStringLiteral(", ")));
  updateGeometry();
  update();
}

void LadderLegend::setShowsSimulated(bool shows) {
  if (m_showsSimulated == shows) return;
  m_showsSimulated = shows;
  retranslate();
}

template <typename Place>
int LadderLegend::flow(int width, Place place) const {
  const QFontMetrics metrics(m_paint.font(LadderFace::kSmall));
  int x = kMargin, y = 0;
  for (const Entry& entry : m_entries) {
    const int sign = entry.sign.shape == LadderItem::Shape::kMark ? 18 : 42;
    const int needed = sign + metrics.horizontalAdvance(entry.words);
    if (x > kMargin && x + needed > width - kMargin) {
      x = kMargin;
      y += kRowHeight;
    }
    place(entry, QPoint(x, y), sign);
    x += needed + kBetween;
  }
  return y + kRowHeight;
}

int LadderLegend::heightForWidth(int width) const {
  return flow(width, [](const Entry&, QPoint, int) {});
}

QSize LadderLegend::sizeHint() const {
  return {400, heightForWidth(400)};
}

void LadderLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Tokens& t = tokens(palette());
  flow(width(), [&](const Entry& entry, QPoint at, int sign) {
    painter.save();
    painter.translate(at.x(), at.y() + kRowHeight / 2.0);
    m_paint.paint(painter, entry.sign, t);
    LadderItem words{.shape = LadderItem::Shape::kText, .x1 = static_cast<double>(sign), .y1 = 4};
    words.ink = LadderInk::kMuted;
    words.text = entry.words.toStdString();
    words.face = LadderFace::kSmall;
    m_paint.paint(painter, words, t);
    painter.restore();
  });
}

}  // namespace synscope
