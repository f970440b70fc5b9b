#pragma once

#include "core/logic/endpoint/endpoint_settings.h"

#include <QString>

#include <optional>

namespace synscope {

/// What a command line of `connect` or `listen` asks for.
struct EndpointRequest {
  EndpointSettings settings;
  bool listens = false;
  bool once = false;         ///< listen: end when the first client has left.
  bool events = false;       ///< JSON Lines of what happens on standard error.
  bool json = false;         ///< The summary as one JSON document on standard error.
  bool receiveOnly = false;  ///< Standard input is not read; a peer that has ended is closed.
  bool hex = false;
  bool crLf = false;
  bool raw = false;                    ///< On a terminal, too, bytes are written as they are.
  std::optional<Duration> idle;        ///< End after so much silence.
  CloseMode atEnd = CloseMode::kHalf;  ///< What the end of standard input does.
  QString file;                        ///< connect: sent instead of standard input.

  /// Standard input and output are joined with the peers.
  bool talks() const { return settings.role == ServerRole::kTalk; }
  bool isUdp() const { return settings.kind == EndpointKind::kUdp; }
  /// Standard error is for programs: no words for people.
  bool forPrograms() const { return events || json; }
};

}  // namespace synscope
