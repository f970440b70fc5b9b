#include "ui/ports/scan_rows.h"

#include "core/logic/reach/service_names.h"
#include "ui/shell/shown_text.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

template <typename T>
int order(const T& left, const T& right) {
  return left < right ? -1 : (right < left ? 1 : 0);
}

std::size_t indexOf(PortState state) {
  return static_cast<std::size_t>(state);
}

}  // namespace

void ScanRows::reset(std::vector<ScanHostLabel> hosts, Protocol protocol) {
  m_hosts = std::move(hosts);
  m_protocol = protocol;
  m_rows.clear();
  m_visible.clear();
  m_taken.clear();
  m_settled = 0;
  m_counts.fill(0);
}

int ScanRows::take(std::vector<ScanRow> rows) {
  for (ScanRow& row : rows) {
    if (row.hostIndex >= m_hosts.size()) continue;
    ++m_counts[indexOf(row.verdict.state)];
    if (passes(row)) m_taken.push_back(static_cast<std::uint32_t>(m_rows.size()));
    m_rows.push_back(std::move(row));
  }
  std::sort(m_taken.begin(), m_taken.end(), [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
  return static_cast<int>(m_taken.size());
}

void ScanRows::showTaken() {
  m_visible.insert(m_visible.end(), m_taken.begin(), m_taken.end());
  m_taken.clear();
  if (!unsettled()) m_settled = m_visible.size();
}

bool ScanRows::unsettled() const {
  if (m_settled == m_visible.size()) return false;
  return m_settled > 0 && before(m_visible[m_settled], m_visible[m_settled - 1]);
}

void ScanRows::settle() {
  const auto less = [this](std::uint32_t a, std::uint32_t b) { return before(a, b); };
  std::inplace_merge(m_visible.begin(), m_visible.begin() + static_cast<std::ptrdiff_t>(m_settled), m_visible.end(),
                     less);
  m_settled = m_visible.size();
}

void ScanRows::setShownStates(const std::array<bool, kPortStates>& shown) {
  m_shown = shown;
  rebuild();
}

void ScanRows::setText(const QString& text) {
  m_text = text.trimmed();
  rebuild();
}

void ScanRows::setOrder(Order order, bool descending) {
  m_order = order;
  m_descending = descending;
  rebuild();
}

QStringList ScanRows::hostNames() const {
  QStringList names;
  for (const ScanHostLabel& label : m_hosts)
    names.append(label.name);
  return names;
}

QString ScanRows::service(const ScanRow& row) const {
  return shown(serviceName(row.port, m_protocol));
}

bool ScanRows::passes(const ScanRow& row) const {
  if (!m_shown[indexOf(row.verdict.state)]) return false;
  if (m_text.isEmpty()) return true;
  const ScanHostLabel& label = host(row);
  return QString::number(row.port).contains(m_text) || label.address.contains(m_text, Qt::CaseInsensitive) ||
         label.name.contains(m_text, Qt::CaseInsensitive) || service(row).contains(m_text, Qt::CaseInsensitive);
}

bool ScanRows::before(std::uint32_t left, std::uint32_t right) const {
  const int by = compare(m_rows[left], m_rows[right]);
  if (by != 0) return m_descending ? by > 0 : by < 0;
  return std::pair(m_rows[left].port, m_rows[left].hostIndex) < std::pair(m_rows[right].port, m_rows[right].hostIndex);
}

int ScanRows::compare(const ScanRow& left, const ScanRow& right) const {
  switch (m_order) {
    case Order::kHost: return order(left.hostIndex, right.hostIndex);
    case Order::kPort: return order(left.port, right.port);
    case Order::kService: return order(serviceName(left.port, m_protocol), serviceName(right.port, m_protocol));
    case Order::kState: return order(left.verdict.state, right.verdict.state);
    case Order::kReason: return order(left.verdict.reason, right.verdict.reason);
    case Order::kTime: return order(left.elapsed, right.elapsed);
  }
  return 0;
}

void ScanRows::rebuild() {
  m_visible.clear();
  for (std::size_t index = 0; index < m_rows.size(); ++index) {
    if (passes(m_rows[index])) m_visible.push_back(static_cast<std::uint32_t>(index));
  }
  std::sort(m_visible.begin(), m_visible.end(), [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
  m_settled = m_visible.size();
}

}  // namespace synscope
