#pragma once

#include "core/logic/endpoint/endpoint_settings.h"
#include "ui/widgets/localized.h"
#include "ui/workbench/connection_model.h"

#include <QTableView>

class QSortFilterProxyModel;

namespace synscope {

/// The connections of a server or the peers of a UDP session. What is selected is who is talked to; nothing selected
/// means everybody.
class ConnectionTableView : public Localized<QTableView> {
  Q_OBJECT

 public:
  explicit ConnectionTableView(bool udp, QWidget* parent = nullptr);

  void showTable(const std::shared_ptr<const ConnectionTable>& table, TimePoint now);
  /// In the order shown.
  std::vector<ConnectionId> selected() const;
  /// The row the life is shown of: the current one, else the newest open one; 0: none.
  ConnectionId current() const;
  ConnectionModel& connections() { return *m_model; }
  void copySelected() const;

 Q_SIGNALS:
  void selectionMoved();
  void closeRequested(const std::vector<synscope::ConnectionId>& connections, synscope::CloseMode mode);

 protected:
  void retranslate() override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

 private:
  void setupHeader();
  void fitColumns();

  bool m_udp;
  ConnectionModel* m_model;
  QSortFilterProxyModel* m_sorted;
  TimePoint m_sortedAt{};
};

}  // namespace synscope
