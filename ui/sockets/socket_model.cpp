#include "ui/sockets/socket_model.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/icon.h"

#include <QBrush>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

/// More separate places than these are reached by one change of order and one block at the end.
constexpr std::size_t kFewRanges = 16;
constexpr int kFadeSteps = 8;

/// Stands for a row that is about to be removed and has nothing to show any more.
constexpr SocketViewRow kLeaving{0, 0xffff'ffff, 0, true, true};

/// The runs of places that have no other, ascending.
template <typename Range>
std::vector<Range> runsWithout(const std::vector<std::uint32_t>& places) {
  std::vector<Range> ranges;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] != SocketView::kNotBefore) continue;
    const int index = static_cast<int>(i);
    if (!ranges.empty() && ranges.back().last == index - 1)
      ranges.back().last = index;
    else
      ranges.push_back({index, index});
  }
  return ranges;
}

Tone toneOf(SocketMark mark) {
  switch (mark) {
    case SocketMark::kNew: return Tone::kGood;
    case SocketMark::kChanged: return Tone::kWarn;
    case SocketMark::kGone: return Tone::kBad;
    case SocketMark::kNone: break;
  }
  return Tone::kNeutral;
}

/// A listener that does not keep up stands out in its row.
QVariant warningIcon(const SocketRow& row) {
  if (!row.listener || row.listener->level == ListenerLevel::kHealthy) return {};
  return lineIcon(QStringLiteral("warn"), row.listener->level == ListenerLevel::kFull ? Tone::kBad : Tone::kWarn);
}

bool isLively(const SocketView& view) {
  for (std::size_t i = 0; i < view.rows.size(); ++i)
    if (view.socket(i).timer || view.track(i).mark != SocketMark::kNone) return true;
  return false;
}

}  // namespace

SocketModel::SocketModel(QObject* parent) : QAbstractTableModel(parent), m_shown(std::make_shared<SocketView>()) {}

void SocketModel::show(const std::shared_ptr<const SocketView>& view) {
  const Step step = stepTo(*view);
  step.keptInOrder&& step.removed.size() <= kFewRanges&& step.added.size() <= kFewRanges ? showInPlace(*view, step)
                                                                                         : showAtOnce(*view, step);
  m_lively = isLively(*m_shown);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kSocketColumns - 1));
}

SocketModel::Step SocketModel::stepTo(const SocketView& next) const {
  Step step;
  step.next.assign(m_shown->rows.size(), SocketView::kNotBefore);
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i < next.before.size(); ++i) {
    const std::uint32_t before = next.before[i];
    if (before == SocketView::kNotBefore) continue;
    step.keptInOrder = step.keptInOrder && before >= last;
    step.next[before] = i;
    last = before;
  }
  step.removed = runsWithout<Range>(step.next);
  step.added = runsWithout<Range>(next.before);
  return step;
}

/// Few rows come and go, the others keep their order.
void SocketModel::showInPlace(const SocketView& next, const Step& step) {
  auto& rows = m_shown->rows;
  for (auto range = step.removed.rbegin(); range != step.removed.rend(); ++range) {
    beginRemoveRows({}, range->first, range->last);
    rows.erase(rows.begin() + range->first, rows.begin() + range->last + 1);
    endRemoveRows();
  }
  rows.clear();
  for (const std::uint32_t place : step.next)
    if (place != SocketView::kNotBefore) rows.push_back(next.rows[place]);
  m_shown->snapshot = next.snapshot;
  for (const auto& [first, last] : step.added) {
    beginInsertRows({}, first, last);
    rows.insert(rows.begin() + first, next.rows.begin() + first, next.rows.begin() + last + 1);
    endInsertRows();
  }
}

/// New rows come at the end, then all find their places in one step, and those that go stand at the end.
void SocketModel::showAtOnce(const SocketView& next, const Step& step) {
  const auto before = static_cast<std::uint32_t>(step.next.size());
  for (std::uint32_t i = 0; i < before; ++i)
    m_shown->rows[i] = step.next[i] == SocketView::kNotBefore ? kLeaving : next.rows[step.next[i]];
  m_shown->snapshot = next.snapshot;
  std::vector<std::uint32_t> order(next.before), added;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (order[i] != SocketView::kNotBefore) continue;
    order[i] = before + static_cast<std::uint32_t>(added.size());
    added.push_back(i);
  }
  for (std::uint32_t i = 0; i < before; ++i)
    if (step.next[i] == SocketView::kNotBefore) order.push_back(i);
  if (!added.empty()) beginInsertRows({}, static_cast<int>(before), static_cast<int>(before + added.size()) - 1);
  for (const std::uint32_t i : added)
    m_shown->rows.push_back(next.rows[i]);
  if (!added.empty()) endInsertRows();
  reorder(order);
  if (order.size() == next.rows.size()) return;
  beginRemoveRows({}, static_cast<int>(next.rows.size()), static_cast<int>(order.size()) - 1);
  m_shown->rows.resize(next.rows.size());
  endRemoveRows();
}

/// @param order For each row to be the one that it is now.
void SocketModel::reorder(const std::vector<std::uint32_t>& order) {
  Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
  std::vector<SocketViewRow> rows;
  std::vector<int> places(order.size());
  rows.reserve(order.size());
  for (const std::uint32_t old : order) {
    places[old] = static_cast<int>(rows.size());
    rows.push_back(m_shown->rows[old]);
  }
  m_shown->rows = std::move(rows);
  const QModelIndexList from = persistentIndexList();
  QModelIndexList to;
  to.reserve(from.size());
  for (const QModelIndex& old : from)
    to.append(index(places[static_cast<std::size_t>(old.row())], old.column()));
  changePersistentIndexList(from, to);
  Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int SocketModel::rowOf(std::uint64_t id) const {
  const auto found = std::ranges::find(m_shown->rows, id, &SocketViewRow::id);
  return found == m_shown->rows.end() ? -1 : static_cast<int>(found - m_shown->rows.begin());
}

int SocketModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_shown->rows.size());
}

int SocketModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kSocketColumns;
}

QVariant SocketModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto row = static_cast<std::size_t>(index.row());
  const auto column = static_cast<SocketColumn>(index.column());
  if (m_shown->rows[row].index >= m_shown->snapshot->rows.size()) return {};
  const SocketTrack& track = m_shown->track(row);
  switch (role) {
    case Qt::DisplayRole:
      if (column == SocketColumn::kMark) return freshness(track) > 0 ? markText(track.mark) : QString();
      return cellText(*m_shown, row, column, std::max(Duration{}, m_now - m_shown->snapshot->at));
    case Qt::ToolTipRole:
      if (column == SocketColumn::kMark) return freshness(track) > 0 ? markWord(track.mark) : QString();
      return data(index, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DecorationRole: return column == SocketColumn::kState ? warningIcon(m_shown->socket(row)) : QVariant();
    case Qt::BackgroundRole: return tint(track);
    case Qt::ForegroundRole: return ink(track, column);
    case Qt::AccessibleTextRole: return accessibleText(row, column);
    default: return {};
  }
}

/// 1 for a mark that has just been set, 0 for one that is not seen any more. A gone row is marked as long as it stands.
double SocketModel::freshness(const SocketTrack& track) const {
  if (track.mark == SocketMark::kNone) return 0;
  const double left = 1.0 - toMs(m_now - track.markedAt) / toMs(kFade);
  const double least = track.mark == SocketMark::kGone ? 0.4 : 0.0;
  return std::clamp(std::ceil(left * kFadeSteps) / kFadeSteps, least, 1.0);
}

QVariant SocketModel::tint(const SocketTrack& track) const {
  constexpr double kStrongest = 0.2;
  const double fresh = freshness(track);
  if (fresh <= 0) return {};
  QColor color = tokens(QGuiApplication::palette()).of(toneOf(track.mark)).strong;
  color.setAlphaF(static_cast<float>(kStrongest * fresh));
  return QBrush(color);
}

QVariant SocketModel::ink(const SocketTrack& track, SocketColumn column) const {
  const Tokens& colours = tokens(QGuiApplication::palette());
  if (column == SocketColumn::kMark) return QBrush(colours.of(toneOf(track.mark)).strong);
  return track.mark == SocketMark::kGone ? QVariant(QBrush(colours.muted)) : QVariant();
}

QVariant SocketModel::accessibleText(std::size_t row, SocketColumn column) const {
  if (column != SocketColumn::kMark) return {};
  const SocketTrack& track = m_shown->track(row);
  return freshness(track) > 0 ? markWord(track.mark) : QString();
}

QVariant SocketModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kSocketColumns) return {};
  const auto column = static_cast<SocketColumn>(section);
  switch (role) {
    case Qt::DisplayRole: return headingOf(column);
    case Qt::ToolTipRole: return meaningOf(column);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    default: return {};
  }
}

void SocketModel::sort(int column, Qt::SortOrder order) {
  const bool natural = column < 0 || column >= kSocketColumns;
  Q_EMIT orderWanted(natural ? SocketOrder::kNatural : orderOf(static_cast<SocketColumn>(column)),
                     order == Qt::DescendingOrder);
}

void SocketModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kSocketColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kSocketColumns - 1));
}

}  // namespace synscope
