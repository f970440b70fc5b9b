#include "ui/throughput/throughput_record.h"

#include "ui/throughput/kept_throughput.h"
#include "ui/widgets/csv_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace synscope {
namespace {

QString number(const auto& known) {
  return known ? QString::number(*known) : QString();
}

QStringList csvOf(const StreamInterval& stream) {
  const auto& counts = stream.datagrams;
  return {QString::number(toMs(stream.begin) / 1000, 'f', 3),
          QString::number(toMs(stream.end) / 1000, 'f', 3),
          QString::number(stream.stream),
          stream.sender ? QStringLiteral("sends") : QStringLiteral("receives"),
          stream.omitted ? QStringLiteral("1") : QStringLiteral("0"),
          QString::number(stream.bytes),
          QString::number(stream.bitsPerSecond(), 'f', 0),
          number(stream.retransmits),
          number(stream.rttUs),
          number(stream.cwndBytes),
          counts ? QString::number(counts->packets) : QString(),
          counts ? QString::number(counts->lost) : QString(),
          counts && counts->jitter ? QString::number(toMs(*counts->jitter), 'f', 6) : QString()};
}

}  // namespace

std::optional<Duration> idleMedian(const ThroughputReport& report) {
  return report.latency && report.latency->idle ? report.latency->idle->p50 : std::nullopt;
}

ThroughputRunRecord recordOf(std::shared_ptr<const ThroughputReport> report) {
  ThroughputRunRecord record;
  record.curves->feed(report->intervals);
  if (report->latency) record.curves->feedLatency(report->latency->samples, idleMedian(*report));
  record.curves->feedEnd(*report);
  record.report = std::move(report);
  return record;
}

QByteArray toJson(const ThroughputRunRecord& record) {
  return QJsonDocument(keptThroughputJson(*record.report)).toJson(QJsonDocument::Compact);
}

Result<ThroughputRunRecord> throughputRecordFromJson(const QByteArray& bytes) {
  auto report = keptThroughputFromJson(QJsonDocument::fromJson(bytes).object());
  if (!report) return report.error();
  return recordOf(std::make_shared<ThroughputReport>(std::move(report).value()));
}

QByteArray toCsv(const ThroughputRunRecord& record) {
  QByteArray out(
      "begin_s,end_s,stream,direction,omitted,bytes,bits_per_second,retransmits,rtt_us,cwnd_bytes,packets,lost,"
      "jitter_ms\r\n");
  for (const ThroughputInterval& interval : record.report->intervals)
    for (const StreamInterval& stream : interval.streams)
      out += csvLine(csvOf(stream));
  return out;
}

}  // namespace synscope
