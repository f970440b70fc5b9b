#include "ui/sockets/socket_export.h"

#include "core/engine/kernel/socket_json.h"
#include "core/logic/base/display_text.h"

#include <QStringList>

namespace synscope {
namespace {

std::vector<SocketRow> chosen(const SocketSnapshot& snapshot, SocketViewSettings settings) {
  settings.foldTimeWait = false;
  const auto view = arrange(std::make_shared<SocketSnapshot>(snapshot), settings, nullptr);
  std::vector<SocketRow> rows;
  rows.reserve(view->rows.size());
  for (const SocketViewRow& row : view->rows)
    if (row.index < snapshot.listed) rows.push_back(snapshot.rows[row.index]);
  return rows;
}

QString text(std::string_view words) {
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// One field of a CSV line (RFC 4180 section 2); what a spreadsheet would take for a formula is quoted with a quote
/// sign.
QString csvField(QString value) {
  if (!value.isEmpty() && QStringLiteral("=+-@").contains(value.front())) value.prepend(QLatin1Char('\''));
  if (!value.contains(QLatin1Char('"')) && !value.contains(QLatin1Char(',')) && !value.contains(QLatin1Char('\n')))
    return value;
  return QLatin1Char('"') + value.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

template <typename T>
QString orEmpty(const std::optional<T>& value) {
  return value ? QString::number(*value) : QString();
}

QString csvLine(const SocketRow& row) {
  const std::optional<TcpInfo> info = row.state == TcpState::kListen ? std::nullopt : row.info;
  const QStringList fields{
      text(name(row.protocol)),
      text(stateName(row)),
      text(localText(row)),
      text(remoteText(row)),
      row.process ? QString::number(row.process->pid) : QString(),
      row.process ? text(sanitizeForDisplay(row.process->name)) : QString(),
      orEmpty(row.uid),
      QString::number(row.receiveQueue),
      QString::number(row.sendQueue),
      row.timer ? text(name(row.timer->kind)) : QString(),
      row.timer ? QString::number(row.timer->expiresMs) : QString(),
      info ? orEmpty(info->rttUs) : QString(),
      info ? orEmpty(info->cwnd) : QString(),
      info ? orEmpty(info->totalRetransmits) : QString(),
  };
  QStringList safe;
  for (const QString& field : fields)
    safe.append(csvField(field));
  return safe.join(QLatin1Char(','));
}

QByteArray csv(const std::vector<SocketRow>& rows) {
  QByteArray out(
      "protocol,state,local,remote,pid,process,uid,recv_queue,send_queue,timer,timer_ms,rtt_us,cwnd,retransmits\r\n");
  for (const SocketRow& row : rows)
    out += csvLine(row).toUtf8() + "\r\n";
  return out;
}

}  // namespace

QByteArray exportSockets(const SocketSnapshot& snapshot, const SocketViewSettings& settings,
                         SocketExportFormat format) {
  const std::vector<SocketRow> rows = chosen(snapshot, settings);
  if (format == SocketExportFormat::kCsv) return csv(rows);
  return QByteArray::fromStdString(socketsJson(rows, snapshot.counters));
}

}  // namespace synscope
