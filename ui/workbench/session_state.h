#pragma once

#include "ui/theme/tokens.h"
#include "ui/workbench/session_source.h"

#include <QString>

namespace synscope {

/// How a session is, in a few words and a colour.
struct SessionState {
  QString words;
  Tone tone = Tone::kNeutral;

  bool operator==(const SessionState&) const = default;
};

/// "Listening · 3 connections", "Connected", "Trying again in 2 s (4th time)".
SessionState stateOf(const SessionSource& session);

/// What failed, in sentences of the catalogue: for a connection that did not come about what answered, and who.
/// Precondition: there is a failure.
QString failureOf(const SessionStatus& status);

}  // namespace synscope
