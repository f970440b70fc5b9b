#pragma once

#include "core/engine/reach/scanner.h"

#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <vector>

namespace synscope {

inline constexpr std::size_t kPortStates = static_cast<std::size_t>(PortState::kCancelled) + 1;

/// One host of a scan, as it is shown.
struct ScanHostLabel {
  QString name;  ///< As typed, with the address where the name has several.
  QString address;
};

/// Every row of a scan, and the ones to be shown in their order. Feeding N rows costs O(N) while they come in order.
class ScanRows {
 public:
  enum class Order { kHost, kPort, kService, kState, kReason, kTime };

  void reset(std::vector<ScanHostLabel> hosts, Protocol protocol);

  /// Takes rows in; returns how many of them showTaken() will add at the end.
  int take(std::vector<ScanRow> rows);
  void showTaken();
  /// Whether the rows at the end have to move to keep the order.
  bool unsettled() const;
  void settle();

  void setShownStates(const std::array<bool, kPortStates>& shown);
  void setText(const QString& text);
  void setOrder(Order order, bool descending);

  int shownCount() const { return static_cast<int>(m_visible.size()); }
  const ScanRow& shownRow(int index) const { return m_rows[m_visible[static_cast<std::size_t>(index)]]; }
  const std::vector<ScanRow>& all() const { return m_rows; }
  const std::array<std::uint64_t, kPortStates>& counts() const { return m_counts; }
  const ScanHostLabel& host(const ScanRow& row) const { return m_hosts[row.hostIndex]; }
  Protocol protocol() const { return m_protocol; }
  QStringList hostNames() const;
  QString service(const ScanRow& row) const;

 private:
  bool passes(const ScanRow& row) const;
  bool before(std::uint32_t left, std::uint32_t right) const;
  int compare(const ScanRow& left, const ScanRow& right) const;
  void rebuild();

  std::vector<ScanHostLabel> m_hosts;
  Protocol m_protocol = Protocol::kTcp;
  std::vector<ScanRow> m_rows;
  std::vector<std::uint32_t> m_visible;
  std::vector<std::uint32_t> m_taken;  ///< Pass the filter, not shown yet.
  std::size_t m_settled = 0;           ///< The first so many of m_visible are in order.
  std::array<std::uint64_t, kPortStates> m_counts{};
  std::array<bool, kPortStates> m_shown{};
  QString m_text;
  Order m_order = Order::kPort;
  bool m_descending = false;
};

}  // namespace synscope
