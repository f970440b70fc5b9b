#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/endpoint/recording.h"

#include <QByteArray>

namespace synscope {

/// A recording as one HTML page with its ladders and state diagrams drawn. It needs no other file and holds no script.
QByteArray recordingHtml(const Recording& recording, Language language);

/// The same as Markdown, the ladder as text.
QByteArray recordingMarkdown(const Recording& recording, Language language);

}  // namespace synscope
