#include "ui/shell/shown_text.h"
#include "ui/throughput/server_panel.h"
#include "ui/throughput/throughput_answer.h"
#include "ui/throughput/throughput_words.h"

namespace synscope {

void ServedModel::setReports(std::vector<std::shared_ptr<const ThroughputReport>> reports) {
  const bool same = reports.size() == m_reports.size();
  if (!same) beginResetModel();
  m_reports = std::move(reports);
  if (!same)
    endResetModel();
  else if (!m_reports.empty())
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void ServedModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int ServedModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_reports.size());
}

int ServedModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant ServedModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const ThroughputReport& report = *m_reports[static_cast<std::size_t>(index.row())];
  switch (index.column()) {
    case kClient: return shown(report.peer.toString());
    case kWhat: return throughputSettingsLine(report);
    case kState:
      if (!report.finished && !report.error) return tr("running");
      return report.error ? tr("ended early") : tr("done");
    default: {
      QStringList rates;
      for (const bool sender : {true, false})
        if (const auto rate = measuredRate(report, sender))
          rates.append((sender ? tr("sent %1") : tr("received %1")).arg(shownBitRate(*rate)));
      return rates.join(shownComma());
    }
  }
}

QVariant ServedModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
  const QString names[] = {tr("Client"), tr("Test"), tr("State"), tr("Rate")};
  return role == Qt::DisplayRole ? QVariant(names[section]) : QVariant();
}

}  // namespace synscope
