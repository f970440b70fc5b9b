#include "core/engine/endpoint/traffic_export_job.h"

#include "core/engine/base/clock.h"

#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <chrono>

namespace synscope {
namespace {

constexpr std::uint64_t kRecordsAtOnce = 1024;
constexpr std::size_t kBytesAtOnce = std::size_t{1} << 20U;
constexpr auto kTellAfter = std::chrono::milliseconds(100);

}  // namespace

/// The file that is being written, in pieces of a megabyte.
class TrafficExportJob::Output {
 public:
  Output(const QString& path, const TrafficExportOptions& options)
      : m_file(path), m_exporter(makeTrafficExporter(options)) {
    m_good = m_file.open(QIODevice::WriteOnly);
    m_osCode = m_good ? 0 : errno;
    m_exporter->begin(m_text);
  }

  bool add(std::uint64_t number, const TrafficRecordView& record) {
    m_exporter->add(number, record, m_text);
    ++m_records;
    return m_text.size() < kBytesAtOnce || write();
  }
  Result<std::uint64_t> finish() {
    if (write() && m_file.commit()) return m_records;
    return Error{.code = ErrorCode::kFileUnwritable,
                 .operation = "export",
                 .subject = m_file.fileName().toStdString(),
                 .osCode = m_osCode != 0 ? m_osCode : errno};
  }
  bool good() const { return m_good; }

 private:
  bool write() {
    const auto size = static_cast<qint64>(m_text.size());
    if (m_good && m_file.write(m_text.data(), size) != size) {
      m_good = false;
      m_osCode = errno;
    }
    m_text.clear();
    return m_good;
  }

  QSaveFile m_file;
  std::unique_ptr<TrafficExporter> m_exporter;
  std::string m_text;
  std::uint64_t m_records = 0;
  int m_osCode = 0;
  bool m_good = false;
};

TrafficExportJob::TrafficExportJob(std::shared_ptr<const TrafficLog> log, QString file, TrafficExportOptions options,
                                   TrafficSelection selection, QObject* parent)
    : ThreadJob(parent),
      m_log(std::move(log)),
      m_file(std::move(file)),
      m_options(std::move(options)),
      m_selection(std::move(selection)) {}

TrafficExportJob::~TrafficExportJob() {
  finishThread();
}

std::optional<Result<std::uint64_t>> TrafficExportJob::result() const {
  const std::lock_guard lock(m_mutex);
  return m_result;
}

void TrafficExportJob::work() {
  Output output(m_file, m_options);
  writeAll(output, std::min(m_selection.end, m_log->size().records));
  if (cancelled()) return;
  auto result = output.finish();
  const std::lock_guard lock(m_mutex);
  m_result = std::move(result);
}

void TrafficExportJob::writeAll(Output& output, std::uint64_t end) {
  TimePoint toldAt = monotonicNow();
  std::uint64_t at = m_selection.first;
  while (at < end && output.good() && !cancelled()) {
    const std::uint64_t next =
        m_log->visit(at, std::min(kRecordsAtOnce, end - at), [&](std::uint64_t number, const auto& record) {
          if (m_selection.takes(number, record) && !output.add(number, record)) return false;
          return !cancelled();
        });
    if (next == at) break;
    at = next;
    if (monotonicNow() - toldAt < kTellAfter) continue;
    toldAt = monotonicNow();
    tell(at - m_selection.first, end - m_selection.first);
  }
}

void TrafficExportJob::tell(std::uint64_t done, std::uint64_t total) {
  QMetaObject::invokeMethod(
      this, [this, done, total] { Q_EMIT progressed(done, total); }, Qt::QueuedConnection);
}

}  // namespace synscope
