#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/base/result.h"
#include "core/logic/endpoint/recording.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace synscope {

enum class RecordingFormat { kJson, kMarkdown, kHtml };

/// By a file's ending: ".md" and ".html" or ".htm" are exports; everything else is the recording itself, ".synscope" or
/// ".json".
RecordingFormat recordingFormatOf(const QString& file);

QByteArray writeRecording(const Recording& recording, RecordingFormat format, Language language);

/// Writes in the format of the file's ending, wholly or not at all. Returns what went wrong.
std::optional<Error> saveRecording(const Recording& recording, const QString& file, Language language);

/// Reads a recording. Files beyond 64 MiB are refused.
Result<Recording> openRecording(const QString& file);

/// The system's wall clock against the monotonic one, and its time zone, as of now.
WallClock wallClockNow();

/// A recording of one connection as of now, signed with this program's name.
Recording recordLife(const ConnectionLife& life);
/// A recording of a session as of now, signed with this program's name.
Recording recordSession(const EndpointSettings& settings, const ConnectionTable& table, const LifeOf& lifeOf);

}  // namespace synscope
