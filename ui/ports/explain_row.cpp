#include "ui/ports/explain_row.h"

#include "ui/shell/shown_text.h"

#include <QCoreApplication>

namespace synscope {
namespace {}  // namespace

Explanation explainRow(const ScanRow& row, const ScanHostLabel& host, const QString& service) {
  Explanation out;
  out.phrases.push_back({"state." + std::string(name(row.verdict.state)), {}});
  out.phrases.push_back({"reason." + std::string(name(row.verdict.reason)), {}});
  if (row.icmp) out.phrases.push_back({catalogueKey(*row.icmp), {}});
  out.facts.emplace_back(QCoreApplication::translate("ExplainRow", "Host"), host.address);
  out.facts.emplace_back(QCoreApplication::translate("ExplainRow", "Port"),
                         QString::number(row.port) + (service.isEmpty() ? QString() : QStringLiteral(" · ") + service));
  if (row.icmp) {
    out.facts.emplace_back(QStringLiteral("ICMP"), QStringLiteral("%1/%2").arg(row.icmp->type).arg(row.icmp->code));
    out.facts.emplace_back(QCoreApplication::translate("ExplainRow", "Sent by"), shown(row.icmp->from.toString()));
  }
  if (row.error != SocketError::kNone)
    out.facts.emplace_back(QCoreApplication::translate("ExplainRow", "Error of the system"), shown(name(row.error)));
  out.facts.emplace_back(QCoreApplication::translate("ExplainRow", "SYN sent again"),
                         row.synRetransmits ? QString::number(*row.synRetransmits)
                                            : QCoreApplication::translate("ExplainRow", "not reported by this system"));
  return out;
}

}  // namespace synscope
