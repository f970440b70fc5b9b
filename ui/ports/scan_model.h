#pragma once

#include "ui/ports/scan_rows.h"

#include <QAbstractTableModel>

namespace synscope {

/// The rows of a scan as a table. Fed once per frame: one signal per batch, never one per row.
class ScanModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kHost, kPort, kService, kState, kReason, kTime, kColumns };

  explicit ScanModel(QObject* parent = nullptr);

  void start(std::vector<ScanHostLabel> hosts, Protocol protocol);
  void feed(std::vector<ScanRow> rows);
  void setShownStates(const std::array<bool, kPortStates>& shown);
  void setText(const QString& text);
  void retranslate();
  const ScanRows& rows() const { return m_rows; }
  const ScanRow* at(int row) const;
  QStringList hostNames() const { return m_rows.hostNames(); }
  QStringList stateWords() const { return {m_stateWords.begin(), m_stateWords.end()}; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  QString text(const ScanRow& row, int column) const;
  QString reasonText(const ScanRow& row) const;
  void settle();
  void cacheWords();

  ScanRows m_rows;
  std::array<QString, kPortStates> m_stateWords;
};

}  // namespace synscope
