#include "ui/log/log_lines.h"

#include "core/engine/endpoint/traffic_log.h"
#include "ui/log/log_rows.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <climits>

namespace synscope {
namespace {

constexpr int kPadding = 8;
constexpr int kArrowWidth = 26;
constexpr int kRowsPerNotch = 3;
constexpr char16_t kLeftToRightOverride = 0x202d;

/// Where the payload begins or how wide a column is comes from the widest thing it usually shows.
int widthOf(const QFontMetrics& metrics, const char* sample) {
  return metrics.horizontalAdvance(QString::fromLatin1(sample)) + 2 * kPadding;
}

}  // namespace

/// Names of the columns, above the rows.
class LogLines::Header : public QWidget {
 public:
  explicit Header(LogLines* lines) : QWidget(lines), m_lines(lines) {}

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    m_lines->paintHeader(painter);
  }

 private:
  LogLines* m_lines;
};

LogLines::LogLines(LogRows* rows, QWidget* parent) : Localized(parent), m_rows(rows), m_header(new Header(this)) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  setFocusPolicy(Qt::StrongFocus);
  verticalScrollBar()->setSingleStep(kRowsPerNotch);
  connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
    if (!m_adjusting && m_following && value < verticalScrollBar()->maximum()) setFollowing(false);
  });
  restyle();
}

void LogLines::retranslate() {
  setAccessibleName(tr("Log"));
  m_header->update();
  rebuild();
}

void LogLines::restyle() {
  const QFontMetrics metrics(fontFor(TextRole::kMono));
  m_rowHeight = metrics.height() + 6;
  m_charWidth = std::max(1, metrics.horizontalAdvance(QLatin1Char('0')));
  m_peerWidth = widthOf(metrics, "255.255.255.255:65535");
  setViewportMargins(0, m_rowHeight + 4, 0, 0);
  layoutColumns();
  rebuild();
}

void LogLines::setLook(const LogLook& look) {
  m_look = look;
  layoutColumns();
  rebuild();
}

void LogLines::layoutColumns() {
  const QFontMetrics metrics(fontFor(TextRole::kMono));
  Columns& at = m_columns;
  at.time = kPadding;
  at.arrow = at.time + widthOf(metrics, "00:00:00.000000");
  at.peer = at.arrow + kArrowWidth;
  at.size = at.peer + m_peerWidth;
  at.payload = at.size + widthOf(metrics, "8,388,608");
  at.right = viewport()->width();
  // Three characters of hexadecimal stand for one of text.
  at.hex = m_look.payload == PayloadStyle::kBoth ? at.payload + (at.right - at.payload) * 2 / 5 : 0;
  m_header->setGeometry(0, 0, width(), m_rowHeight + 4);
  m_header->update();
}

int LogLines::visibleRows() const {
  return std::max(1, viewport()->height() / m_rowHeight);
}

std::uint64_t LogLines::firstRow() const {
  return static_cast<std::uint64_t>(verticalScrollBar()->value());
}

void LogLines::updateRange() {
  const auto rows = static_cast<int>(std::min<std::uint64_t>(m_rows->count(), INT_MAX));
  m_adjusting = true;
  verticalScrollBar()->setPageStep(visibleRows());
  verticalScrollBar()->setRange(0, std::max(0, rows - visibleRows()));
  if (m_following) verticalScrollBar()->setValue(verticalScrollBar()->maximum());
  m_adjusting = false;
}

void LogLines::refresh() {
  const std::uint64_t rows = m_rows->count();
  if (rows == m_knownRows) return;
  const bool roomLeft = m_shown.size() <= static_cast<std::size_t>(visibleRows());
  m_knownRows = rows;
  updateRange();
  if (!m_following && !roomLeft) return;
  m_stale = true;
  viewport()->update();
}

void LogLines::rebuild() {
  m_lines.clear();
  m_knownRows = m_rows->count();
  updateRange();
  m_stale = true;
  viewport()->update();
}

void LogLines::setFollowing(bool following) {
  if (following == m_following) return;
  m_following = following;
  if (following) updateRange();
  Q_EMIT followingChanged(following);
}

/// Lines that were in sight before are kept; the others are read in as few runs as possible.
void LogLines::readLines() {
  m_stale = false;
  const std::uint64_t first = firstRow();
  const std::uint64_t end = std::min(m_rows->count(), first + static_cast<std::uint64_t>(visibleRows()) + 1);
  m_shown.clear();
  for (std::uint64_t row = first; row < end; ++row)
    m_shown.push_back(m_rows->recordAt(row));
  QHash<std::uint64_t, LogLine> lines;
  for (std::size_t i = 0; i < m_shown.size();) {
    std::size_t behind = i + 1;
    const auto known = m_lines.constFind(m_shown[i]);
    if (known != m_lines.constEnd()) {
      lines.insert(m_shown[i], *known);
    } else {
      while (behind < m_shown.size() && m_shown[behind] == m_shown[behind - 1] + 1 &&
             !m_lines.contains(m_shown[behind]))
        ++behind;
      readRun(m_shown[i], behind - i, lines);
    }
    i = behind;
  }
  m_lines.swap(lines);
  int widest = m_peerWidth;
  for (const LogLine& line : std::as_const(m_lines))
    widest = std::max(widest, static_cast<int>(line.peer.size()) * m_charWidth + 2 * kPadding);
  if (widest == m_peerWidth) return;
  m_peerWidth = widest;
  layoutColumns();
}

void LogLines::readRun(std::uint64_t first, std::uint64_t count, QHash<std::uint64_t, LogLine>& into) const {
  m_rows->log()->visit(first, count, [&](std::uint64_t number, const TrafficRecordView& record) {
    into.insert(number, makeLogLine(number, record, m_look, m_rows->matcher()));
    return true;
  });
}

const LogLine* LogLines::lineAt(std::uint64_t row) const {
  if (row < firstRow() || row - firstRow() >= m_shown.size()) return nullptr;
  const auto line = m_lines.constFind(m_shown[static_cast<std::size_t>(row - firstRow())]);
  return line == m_lines.constEnd() ? nullptr : &*line;
}

void LogLines::paintHeader(QPainter& painter) const {
  const Tokens& colors = tokens(palette());
  painter.fillRect(m_header->rect(), colors.surface);
  painter.setPen(colors.border);
  painter.drawLine(0, m_header->height() - 1, m_header->width(), m_header->height() - 1);
  painter.setPen(colors.muted);
  painter.setFont(fontFor(TextRole::kCaption));
  const auto put = [&](int left, int right, const QString& name, Qt::Alignment side) {
    painter.drawText(QRect(left, 0, right - left, m_header->height() - 2), int(Qt::AlignVCenter | side), name);
  };
  const Columns& at = m_columns;
  put(at.time, at.arrow, m_look.time == TimeStyle::kAbsolute ? tr("Time") : tr("Seconds"), Qt::AlignLeft);
  put(at.peer, at.size, tr("Peer"), Qt::AlignLeft);
  put(at.size, at.payload - 2 * kPadding, tr("Bytes"), Qt::AlignRight);
  const bool hexOnly = m_look.payload == PayloadStyle::kHex;
  put(at.payload, at.right, hexOnly ? tr("Hex") : tr("Text"), Qt::AlignLeft);
  if (at.hex > 0) put(at.hex, at.right, tr("Hex"), Qt::AlignLeft);
}

void LogLines::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  const Tokens& colors = tokens(palette());
  painter.fillRect(viewport()->rect(), colors.surface);
  if (!m_rows->log()) return;
  if (m_stale) readLines();
  painter.setFont(fontFor(TextRole::kMono));
  const Range selected = selection();
  const std::uint64_t first = firstRow();
  for (std::size_t i = 0; i < m_shown.size(); ++i) {
    const auto line = m_lines.constFind(m_shown[i]);
    const std::uint64_t row = first + i;
    if (line != m_lines.constEnd())
      drawLine(painter, *line, static_cast<int>(i) * m_rowHeight, row >= selected.first && row < selected.end);
  }
}

void LogLines::drawLine(QPainter& painter, const LogLine& line, int top, bool selected) const {
  const Tokens& colors = tokens(palette());
  const Columns& at = m_columns;
  const QRect row(0, top, at.right, m_rowHeight);
  const bool matched = m_rows->searching() && m_rows->matches().contains(line.record);
  if (selected) painter.fillRect(row, colors.selection);
  if (matched) painter.fillRect(QRect(0, top, 3, m_rowHeight), colors.warn.strong);
  const auto cell = [&](int left, int right) { return QRect(left, top, right - left - kPadding, m_rowHeight); };
  painter.setPen(colors.muted);
  painter.drawText(cell(at.time, at.arrow), Qt::AlignVCenter | Qt::AlignLeft, line.time);
  painter.drawText(cell(at.peer, at.size), Qt::AlignVCenter | Qt::AlignLeft, line.peer);
  painter.drawText(cell(at.size, at.payload - kPadding), Qt::AlignVCenter | Qt::AlignRight, line.size);
  drawArrow(painter, cell(at.arrow, at.peer), line.direction);
  painter.setPen(colors.text);
  const QRect payload = cell(at.payload, at.hex > 0 ? at.hex : at.right);
  const bool hexOnly = m_look.payload == PayloadStyle::kHex;
  drawPayload(painter, payload, hexOnly ? line.hex : line.text, line.cut, hexOnly ? line.hexHit : line.textHit);
  if (at.hex > 0) drawPayload(painter, cell(at.hex, at.right), line.hex, line.cut, line.hexHit);
}

/// The front of a text that fits, with "…" where something was cut. Letters of right-to-left scripts stay in the order
/// of the bytes.
void LogLines::drawPayload(QPainter& painter, const QRect& cell, const QString& text, bool cut,
                           const std::optional<TextRange>& hit) const {
  const QFontMetrics metrics = painter.fontMetrics();
  QString shown = text.left(cell.width() / m_charWidth + 2);
  const bool longer = cut || shown.size() < text.size() || metrics.horizontalAdvance(shown) > cell.width();
  if (longer) {
    const int room = cell.width() - m_charWidth;
    while (!shown.isEmpty() && metrics.horizontalAdvance(shown) > room) {
      const auto tooMuch = (metrics.horizontalAdvance(shown) - room) / (2 * m_charWidth);
      shown.chop(std::max<qsizetype>(1, tooMuch));
    }
    if (!shown.isEmpty() && shown.back().isHighSurrogate()) shown.chop(1);
    shown += QChar(0x2026);
  }
  if (hit && hit->from < shown.size()) {
    const int left = metrics.horizontalAdvance(shown.left(hit->from));
    const int right = metrics.horizontalAdvance(shown.left(hit->from + hit->length));
    const Tokens& colors = tokens(palette());
    painter.fillRect(QRect(cell.left() + left, cell.top() + 2, right - left, cell.height() - 4), colors.warn.soft);
    painter.fillRect(QRect(cell.left() + left, cell.bottom() - 2, right - left, 2), colors.warn.strong);
  }
  if (shown.isRightToLeft() ||
      std::ranges::any_of(shown, [](QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; }))
    shown.prepend(QChar(kLeftToRightOverride));
  painter.drawText(cell, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
}

/// Received: towards the left, sent: towards the right, so that colour is not needed to tell them apart.
void LogLines::drawArrow(QPainter& painter, const QRect& cell, TrafficDirection direction) const {
  const Tokens& colors = tokens(palette());
  const bool in = direction == TrafficDirection::kIn;
  const QPointF middle = QRectF(cell).center();
  const double tip = in ? -6 : 6;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(in ? colors.info.strong : colors.good.strong, 1.6, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(middle - QPointF(6, 0), middle + QPointF(6, 0));
  painter.drawLine(middle + QPointF(tip, 0), middle + QPointF(tip * 0.3, -4));
  painter.drawLine(middle + QPointF(tip, 0), middle + QPointF(tip * 0.3, 4));
  painter.restore();
}

void LogLines::resizeEvent(QResizeEvent* event) {
  const int rowsBefore = std::max(1, event->oldSize().height() / m_rowHeight);
  const std::uint64_t row = m_current ? m_rows->rowOf(*m_current) : 0;
  const bool wasInSight = m_current && row >= firstRow() && row < firstRow() + static_cast<std::uint64_t>(rowsBefore);
  layoutColumns();
  updateRange();
  if (wasInSight) showRow(row);
  m_stale = true;
}

void LogLines::scrollContentsBy(int, int) {
  m_stale = true;
  viewport()->update();
}

LogLines::Range LogLines::selection() const {
  if (!m_current || !m_anchor) return {};
  const auto [from, to] = std::minmax(*m_anchor, *m_current);
  const std::uint64_t first = m_rows->rowOf(from);
  return {first, std::max(first, m_rows->rowOf(to) + (m_rows->shows(to) ? 1 : 0))};
}

void LogLines::select(std::uint64_t record, bool extend) {
  m_current = record;
  if (!extend || !m_anchor) m_anchor = record;
  setFollowing(false);
  showRow(m_rows->rowOf(record));
  viewport()->update();
  Q_EMIT currentChanged();
}

void LogLines::selectAll() {
  if (m_rows->count() == 0) return;
  m_anchor = m_rows->recordAt(0);
  m_current = m_rows->recordAt(m_rows->count() - 1);
  viewport()->update();
  Q_EMIT currentChanged();
}

void LogLines::clearSelection() {
  m_anchor = m_current = std::nullopt;
  viewport()->update();
  Q_EMIT currentChanged();
}

void LogLines::showRow(std::uint64_t row) {
  const auto wanted = static_cast<int>(std::min<std::uint64_t>(row, INT_MAX));
  QScrollBar* bar = verticalScrollBar();
  if (wanted < bar->value()) bar->setValue(wanted);
  if (wanted >= bar->value() + visibleRows()) bar->setValue(wanted - visibleRows() + 1);
}

std::optional<std::uint64_t> LogLines::rowAt(int y) const {
  const int index = y < 0 ? -1 : y / m_rowHeight;
  const auto row = static_cast<std::int64_t>(firstRow()) + index;
  if (row < 0 || static_cast<std::uint64_t>(row) >= m_rows->count()) return std::nullopt;
  return static_cast<std::uint64_t>(row);
}

void LogLines::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const auto row = rowAt(event->pos().y());
  if (!row) return clearSelection();
  select(m_rows->recordAt(*row), event->modifiers().testFlag(Qt::ShiftModifier));
}

void LogLines::mouseMoveEvent(QMouseEvent* event) {
  const auto row = rowAt(event->pos().y());
  if (row && event->buttons().testFlag(Qt::LeftButton)) select(m_rows->recordAt(*row), true);
}

void LogLines::focusInEvent(QFocusEvent*) {
  viewport()->update();
}

void LogLines::focusOutEvent(QFocusEvent*) {
  viewport()->update();
}

bool LogLines::moveBy(QKeyEvent* event) {
  if (m_rows->count() == 0) return false;
  const auto last = static_cast<std::int64_t>(m_rows->count()) - 1;
  const bool somewhere = m_current.has_value();
  std::int64_t row = somewhere ? static_cast<std::int64_t>(m_rows->rowOf(*m_current)) : last;
  switch (event->key()) {
    case Qt::Key_Up: row -= somewhere ? 1 : 0; break;
    case Qt::Key_Down: row += somewhere ? 1 : 0; break;
    case Qt::Key_PageUp: row -= visibleRows(); break;
    case Qt::Key_PageDown: row += visibleRows(); break;
    case Qt::Key_Home: row = 0; break;
    case Qt::Key_End: row = last; break;
    default: return false;
  }
  row = std::clamp<std::int64_t>(row, 0, last);
  select(m_rows->recordAt(static_cast<std::uint64_t>(row)), event->modifiers().testFlag(Qt::ShiftModifier));
  return true;
}

void LogLines::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_End && event->modifiers().testFlag(Qt::ControlModifier)) {
    clearSelection();
    return setFollowing(true);
  }
  if (event->matches(QKeySequence::SelectAll)) return selectAll();
  if (event->key() == Qt::Key_Escape && m_current) return clearSelection();
  if (!moveBy(event)) QAbstractScrollArea::keyPressEvent(event);
}

}  // namespace synscope
