#pragma once

#include "core/logic/base/result.h"
#include "core/logic/endpoint/recording.h"

#include <QByteArray>

namespace synscope {

/// A recording as "synscope/recording/1": UTF-8 JSON, one event per line.
QByteArray recordingJson(const Recording& recording);

/// Reads what recordingJson() wrote. The bytes may be hostile: everything is bounded by the limits of Recording, and
/// the error is kBadRecording whose `operation` names the place that is wrong ("connections[0].timeline[3].kind").
Result<Recording> readRecording(const QByteArray& json);

}  // namespace synscope
