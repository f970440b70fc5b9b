#include "ui/latency/latency_number_names.h"
#include "ui/latency/latency_record.h"
#include "ui/widgets/csv_text.h"

namespace synscope {
namespace {

QString word(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString csvMs(std::optional<Duration> time) {
  return time ? QString::number(toMs(*time), 'f', 6) : QString();
}

/// @param step Empty for a lane of which nothing was measured.
QStringList csvFields(const LatencySummary& lane, const QString& step, const LatencyNumbers& numbers) {
  QStringList line{word(lane.lane.target.host),
                   QString::number(lane.lane.target.port),
                   word(lane.lane.address.address.toString()),
                   step,
                   QString::number(lane.sent),
                   QString::number(lane.ok),
                   QString::number(lane.failed),
                   QString::number(lane.lost),
                   lane.lossPercent ? QString::number(*lane.lossPercent, 'f', 3) : QString(),
                   QString::number(lane.retransmitted),
                   csvMs(lane.kernelRtt),
                   csvMs(lane.wall),
                   QString::number(numbers.count)};
  for (const auto& [name, member] : kLatencyNumbers)
    line.append(csvMs(numbers.*member));
  line << QString::number(lane.longestGood) << QString::number(lane.longestBad) << QString::number(lane.outageCount);
  return line;
}

}  // namespace

QByteArray toCsv(const LatencyRunRecord& record) {
  QByteArray out("host,port,address,step,sent,ok,failed,lost,loss_percent,retransmitted,kernel_rtt_ms,wall_ms,count");
  for (const auto& [name, member] : kLatencyNumbers)
    out += QByteArray(",") + name;
  out += ",longest_good,longest_bad,outages\r\n";
  for (const LatencySummary& lane : record.table->lanes) {
    for (const auto& [step, numbers] : lane.series)
      out += csvLine(csvFields(lane, word(name(step)), numbers));
    if (lane.series.empty()) out += csvLine(csvFields(lane, {}, {}));
  }
  return out;
}

}  // namespace synscope
