#include "core/engine/timeline/recording_file.h"

#include "core/engine/base/clock.h"
#include "core/engine/timeline/recording_json.h"
#include "core/engine/timeline/recording_report.h"

#include <QDateTime>
#include <QFile>
#include <QSaveFile>

namespace synscope {
namespace {

constexpr qint64 kLargestFile = 64 * 1024 * 1024;

std::int64_t wallNs(const QDateTime& time) {
  return time.toMSecsSinceEpoch() * 1'000'000;
}

Recording sign(Recording recording) {
  recording.program = "SynScope " SYNSCOPE_VERSION;
  return recording;
}

Error failed(ErrorCode code, const char* operation, const QString& file) {
  return {code, operation, file.toStdString()};
}

}  // namespace

RecordingFormat recordingFormatOf(const QString& file) {
  const auto ends = [&file](const char* ending) { return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
  if (ends(".md")) return RecordingFormat::kMarkdown;
  return ends(".html") || ends(".htm") ? RecordingFormat::kHtml : RecordingFormat::kJson;
}

QByteArray writeRecording(const Recording& recording, RecordingFormat format, Language language) {
  switch (format) {
    case RecordingFormat::kJson: return recordingJson(recording);
    case RecordingFormat::kMarkdown: return recordingMarkdown(recording, language);
    case RecordingFormat::kHtml: return recordingHtml(recording, language);
  }
  return {};
}

std::optional<Error> saveRecording(const Recording& recording, const QString& file, Language language) {
  const QByteArray bytes = writeRecording(recording, recordingFormatOf(file), language);
  QSaveFile out(file);
  if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit()) return std::nullopt;
  return failed(ErrorCode::kFileUnwritable, "save", file);
}

Result<Recording> openRecording(const QString& file) {
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly)) return failed(ErrorCode::kFileUnreadable, "open", file);
  const QByteArray bytes = in.read(kLargestFile + 1);
  if (bytes.size() > kLargestFile) return failed(ErrorCode::kBadRecording, "> 64 MiB", file);
  if (bytes.isEmpty() && in.error() != QFile::NoError) return failed(ErrorCode::kFileUnreadable, "open", file);
  Result<Recording> read = readRecording(bytes);
  if (read) return read;
  Error error = read.error();
  error.subject = file.toStdString();
  return error;
}

WallClock wallClockNow() {
  const QDateTime now = QDateTime::currentDateTime();
  return {wallNs(now) - monotonicNow().time_since_epoch().count(), now.offsetFromUtc()};
}

Recording recordLife(const ConnectionLife& life) {
  return sign(makeRecording(life, wallClockNow(), wallNs(QDateTime::currentDateTime())));
}

Recording recordSession(const EndpointSettings& settings, const ConnectionTable& table, const LifeOf& lifeOf) {
  return sign(makeRecording(settings, table, lifeOf, wallClockNow(), wallNs(QDateTime::currentDateTime())));
}

}  // namespace synscope
