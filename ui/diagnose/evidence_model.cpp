#include "ui/diagnose/evidence_model.h"

#include "core/logic/diagnose/words.h"
#include "ui/diagnose/verdict_look.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/icon.h"

#include <QPixmap>

#include <algorithm>

namespace synscope {

void EvidenceModel::setEvidence(const std::vector<Evidence>& evidence) {
  if (!continues(evidence)) {
    beginResetModel();
    m_evidence = evidence;
    return endResetModel();
  }
  const auto known = static_cast<int>(m_evidence.size());
  const auto all = static_cast<int>(evidence.size());
  if (all == known) return;
  beginInsertRows({}, known, all - 1);
  m_evidence = evidence;
  endInsertRows();
}

bool EvidenceModel::continues(const std::vector<Evidence>& evidence) const {
  return evidence.size() >= m_evidence.size() &&
         std::equal(m_evidence.begin(), m_evidence.end(), evidence.begin(),
                    [](const Evidence& a, const Evidence& b) { return a.id == b.id && a.at == b.at; });
}

const Evidence* EvidenceModel::at(int row) const {
  const bool inside = row >= 0 && row < static_cast<int>(m_evidence.size());
  return inside ? &m_evidence[static_cast<std::size_t>(row)] : nullptr;
}

int EvidenceModel::rowOf(int evidenceId) const {
  const auto found =
      std::find_if(m_evidence.begin(), m_evidence.end(), [=](const Evidence& e) { return e.id == evidenceId; });
  return found == m_evidence.end() ? -1 : static_cast<int>(found - m_evidence.begin());
}

void EvidenceModel::retranslate() {
  if (m_evidence.empty()) return;
  Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
}

int EvidenceModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_evidence.size());
}

int EvidenceModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant EvidenceModel::data(const QModelIndex& index, int role) const {
  const Evidence* evidence = at(index.row());
  if (evidence == nullptr || index.column() >= kColumns) return {};
  switch (role) {
    case Qt::DisplayRole: return text(*evidence, index.column());
    case Qt::ToolTipRole: return text(*evidence, kFinding);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (index.column() == kAt ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DecorationRole: {
      if (index.column() != kCheck) return {};
      const Look look = lookOf(*evidence);
      return lineIcon(look.icon, look.tone);
    }
    default: return {};
  }
}

QString EvidenceModel::text(const Evidence& evidence, int column) const {
  switch (column) {
    case kCheck: return label({"check." + std::string(name(evidence.check.kind)), {}});
    case kFinding: return words(evidenceWords(evidence));
    default: return shownTime(evidence.at);
  }
}

QVariant EvidenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole && section == kAt) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
    return QAbstractTableModel::headerData(section, orientation, role);
  switch (section) {
    case kCheck: return tr("Check");
    case kFinding: return tr("What came back");
    case kAt: return tr("At");
    default: return {};
  }
}

}  // namespace synscope
