#include "ui/plots/plot_time_view.h"

#include <algorithm>
#include <cmath>

namespace synscope {

double PlotTimeView::from() const {
  return m_following && !m_fitted ? std::max(m_dataBegin, m_dataEnd - m_span) : m_from;
}

void PlotTimeView::setDataEnd(double seconds) {
  m_dataEnd = std::max(0.0, seconds);
  if (m_fitted) m_span = std::max(m_span, m_dataEnd - m_dataBegin);
}

void PlotTimeView::setDataBegin(double seconds) {
  const double earlier = m_dataBegin - std::min(0.0, seconds);
  if (earlier <= 0) return;
  m_dataBegin -= earlier;
  if (m_fitted) m_from = m_dataBegin;
  if (m_following && m_dataEnd <= m_span) m_span += earlier;
  Q_EMIT changed();
}

void PlotTimeView::setLive(bool live) {
  if (live == m_live) return;
  m_live = live;
  Q_EMIT changed();
}

void PlotTimeView::reset(double span, bool whole) {
  m_span = span;
  m_whole = whole;
  m_from = m_dataBegin = m_dataEnd = 0;
  m_following = true;
  m_fitted = false;
  m_cursor.reset();
  Q_EMIT changed();
}

void PlotTimeView::follow() {
  m_following = true;
  m_fitted = false;
  Q_EMIT changed();
}

void PlotTimeView::follow(double span) {
  m_span = std::max(kShortest, span);
  m_whole = false;
  follow();
}

void PlotTimeView::freeze() {
  if (!m_following) return;
  m_from = from();
  m_following = m_fitted = false;
  Q_EMIT changed();
}

void PlotTimeView::fit() {
  m_from = m_dataBegin;
  m_span = std::max(kShortest, m_dataEnd - m_dataBegin);
  m_following = m_fitted = true;
  Q_EMIT changed();
}

void PlotTimeView::toBegin() {
  place(m_dataBegin, m_span);
}

void PlotTimeView::zoom(double factor, std::optional<double> at) {
  const double longest = std::max(m_dataEnd, 10.0) * 1.5;
  const double span = std::clamp(m_span * factor, kShortest, longest);
  const bool newest = m_following && !m_fitted && (!at || *at > to() - m_span * 0.1);
  if (newest) return follow(span);
  const double fixed = at.value_or(from() + m_span / 2);
  place(fixed - (fixed - from()) * span / m_span, span);
}

void PlotTimeView::zoomTo(double from, double to) {
  place(std::min(from, to), std::max(kShortest, std::abs(to - from)));
}

void PlotTimeView::pan(double share) {
  place(from() + share * m_span, m_span);
}

/// The window never leaves the data altogether.
void PlotTimeView::place(double from, double span) {
  m_span = span;
  m_from = std::clamp(from, -span * 0.5, std::max(-span * 0.5, m_dataEnd - span * 0.5));
  m_following = m_fitted = m_whole = false;
  Q_EMIT changed();
}

void PlotTimeView::setCursor(std::optional<double> time) {
  if (time == m_cursor) return;
  m_cursor = time;
  Q_EMIT cursorChanged();
}

}  // namespace synscope
