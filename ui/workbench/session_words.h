#pragma once

#include "core/logic/endpoint/auto_reply.h"
#include "core/logic/endpoint/checksum.h"
#include "core/logic/endpoint/payload_text.h"
#include "ui/workbench/session_draft.h"

#include <QString>

namespace synscope {

/// The labels of the Connections page, in the language of labels.

/// @param kind Some fields are called after what they mean for this kind.
QString fieldLabel(SessionField field, EndpointKind kind);
/// What stands in the field while it is empty.
QString fieldPlaceholder(SessionField field, EndpointKind kind);
/// One sentence on what it does; empty where the label says it all.
QString fieldHint(SessionField field);

QString kindLabel(EndpointKind kind);
QString kindHint(EndpointKind kind);
QString kindIcon(EndpointKind kind);
QString roleLabel(ServerRole role);
QString roleHint(ServerRole role);
QString closeModeLabel(CloseMode mode);
QString lineEndingLabel(LineEnding ending);
QString checksumLabel(Checksum checksum);
QString matchLabel(MatchKind kind);

}  // namespace synscope
