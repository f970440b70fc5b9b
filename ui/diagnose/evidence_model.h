#pragma once

#include "core/logic/diagnose/evidence.h"

#include <QAbstractTableModel>

#include <vector>

namespace synscope {

/// The evidence of one diagnosis as rows: what was done, what came back, when.
class EvidenceModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kCheck, kFinding, kAt, kColumns };

  using QAbstractTableModel::QAbstractTableModel;

  /// Appends what is new; starts again where it is another diagnosis.
  void setEvidence(const std::vector<Evidence>& evidence);
  const Evidence* at(int row) const;
  int rowOf(int evidenceId) const;
  /// The words changed: every row is read again.
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  bool continues(const std::vector<Evidence>& evidence) const;
  QString text(const Evidence& evidence, int column) const;

  std::vector<Evidence> m_evidence;
};

}  // namespace synscope
