#include "ui/ports/scan_export.h"

#include "ui/widgets/csv_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace synscope {
namespace {

QString text(std::string_view word) {
  return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QByteArray csv(const ScanRows& rows) {
  QByteArray out("host,address,protocol,port,service,verdict,reason,icmp_type,icmp_code,icmp_from,time_ms\r\n");
  for (const ScanRow& row : rows.all()) {
    const ScanHostLabel& host = rows.host(row);
    const QStringList fields{host.name,
                             host.address,
                             text(name(rows.protocol())),
                             QString::number(row.port),
                             rows.service(row),
                             text(name(row.verdict.state)),
                             text(name(row.verdict.reason)),
                             row.icmp ? QString::number(row.icmp->type) : QString(),
                             row.icmp ? QString::number(row.icmp->code) : QString(),
                             row.icmp ? text(row.icmp->from.toString()) : QString(),
                             QString::number(toMs(row.elapsed), 'f', 3)};
    out += csvLine(fields);
  }
  return out;
}

QJsonObject jsonRow(const ScanRows& rows, const ScanRow& row) {
  const ScanHostLabel& host = rows.host(row);
  const bool v6 = host.address.contains(QLatin1Char(':'));
  QJsonObject object{{QStringLiteral("host"), host.name},
                     {QStringLiteral("address"), host.address},
                     {QStringLiteral("family"), text(name(v6 ? IpFamily::kV6 : IpFamily::kV4))},
                     {QStringLiteral("protocol"), text(name(rows.protocol()))},
                     {QStringLiteral("port"), row.port},
                     {QStringLiteral("service"), rows.service(row)},
                     {QStringLiteral("verdict"), text(name(row.verdict.state))},
                     {QStringLiteral("reason"), text(name(row.verdict.reason))},
                     {QStringLiteral("time_ms"), toMs(row.elapsed)}};
  object.insert(QStringLiteral("icmp"), QJsonValue::Null);
  if (row.icmp) {
    object.insert(QStringLiteral("icmp"), QJsonObject{{QStringLiteral("type"), row.icmp->type},
                                                      {QStringLiteral("code"), row.icmp->code},
                                                      {QStringLiteral("from"), text(row.icmp->from.toString())}});
  }
  object.insert(QStringLiteral("syn_retransmits"),
                row.synRetransmits ? QJsonValue(static_cast<qint64>(*row.synRetransmits)) : QJsonValue::Null);
  object.insert(QStringLiteral("errno"),
                row.error == SocketError::kNone ? QJsonValue::Null : QJsonValue(text(name(row.error))));
  return object;
}

QByteArray json(const ScanRows& rows, Duration elapsed) {
  QJsonArray results;
  for (const ScanRow& row : rows.all())
    results.append(jsonRow(rows, row));
  QJsonObject summary{{QStringLiteral("elapsed_s"), toMs(elapsed) / 1000}};
  for (std::size_t state = 0; state < kPortStates; ++state) {
    if (rows.counts()[state] > 0)
      summary.insert(text(name(static_cast<PortState>(state))), static_cast<qint64>(rows.counts()[state]));
  }
  const QJsonObject document{{QStringLiteral("schema"), QStringLiteral("synscope/probe/1")},
                             {QStringLiteral("results"), results},
                             {QStringLiteral("summary"), summary}};
  return QJsonDocument(document).toJson();
}

}  // namespace

QByteArray exportScan(const ScanRows& rows, ScanExportFormat format, Duration elapsed) {
  return format == ScanExportFormat::kCsv ? csv(rows) : json(rows, elapsed);
}

}  // namespace synscope
