#pragma once

#include "core/logic/endpoint/connection_row.h"
#include "ui/workbench/rate_meter.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace synscope {

/// The connections of a session as a table. A new snapshot changes only what is different: ended rows go, new ones come
/// at the end, one signal for all that changed.
class ConnectionModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kPeer, kState, kIn, kOut, kRate, kRtt, kRetransmits, kSince, kColumns };
  static constexpr int kSortRole = Qt::UserRole;

  explicit ConnectionModel(bool udp, QObject* parent = nullptr);

  void showTable(const std::shared_ptr<const ConnectionTable>& table, TimePoint now);
  const ConnectionRow* at(int row) const;
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Shown {
    ConnectionRow row;
    RateMeter rate;
  };

  void dropEnded(const std::vector<ConnectionRow>& rows);
  void updateKept(const std::vector<ConnectionRow>& rows);
  void appendNew(const std::vector<ConnectionRow>& rows);
  void removeRange(std::size_t first, std::size_t last);
  void sampleRates();
  QString text(const Shown& shown, int column) const;
  QVariant sortKey(const Shown& shown, int column) const;
  QString toolTip(const Shown& shown) const;
  QString stateText(const ConnectionRow& row) const;

  bool m_udp;
  std::uint64_t m_generation = 0;
  TimePoint m_now{};
  TimePoint m_agesShownAt{};
  std::vector<Shown> m_rows;  ///< Ascending id.
};

}  // namespace synscope
