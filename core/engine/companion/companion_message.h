#pragma once

#include "core/logic/base/result.h"
#include "core/logic/companion/companion_view.h"

#include <QByteArray>

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

namespace synscope {

/// The protocol between two SynScopes of which one asks and the other watches: lines of JSON over TCP, each ended by
/// LF.
///
/// watcher: {"op":"hello","companion":1,"version":…,"name":…,"you":"address:port","sees_half_open":true}
/// asker:   {"op":"watch","protocol":"tcp","port":443}          a new one ends the one before
/// watcher: {"op":"watching","view":{…}}
/// asker:   {"op":"report"}
/// watcher: {"op":"report","view":{…}}
///
/// Where the hello says "clock":true, while it watches; the answer is how long it has been watching:
/// asker:   {"op":"clock"}
/// watcher: {"op":"clock","ms":41.207}
///
/// Full-size data, where the hello says "full_size":true; what fills a line is of no meaning:
/// asker:   {"op":"take","data":"xxx…"}                         at most kCompanionFilling bytes
/// watcher: {"op":"took","bytes":40000}
/// asker:   {"op":"give","bytes":40000}
/// watcher: {"op":"given","segment":1448,"path_mtu":1500,"data":"xxx…"}   as its own system saw it when it began
inline constexpr int kCompanionVersion = 1;
inline constexpr quint16 kCompanionPort = 5299;
inline constexpr qsizetype kCompanionLineLimit = 64 * 1024;  ///< Bytes; whoever sends more is cut off.
inline constexpr int kCompanionFilling = 48'000;             ///< Bytes in one line.
inline constexpr std::size_t kCompanionSightings = 128;      ///< In one view.
inline constexpr std::size_t kCompanionMoments = 16;         ///< In one sighting.

struct CompanionHello {
  int version = kCompanionVersion;
  std::string program, name;  ///< Hostile text.
  std::optional<IpEndpoint> you;
  bool seesHalfOpen = false;
  bool takesFullSize = false;
  bool tellsClock = false;
};

struct CompanionWatchRequest {
  Protocol protocol = Protocol::kTcp;
  std::uint16_t port = 0;  ///< 1 to 65,535.
};

struct CompanionReportRequest {};

struct CompanionReport {
  bool begins = false;  ///< "watching", else "report".
  CompanionView view;
};

struct CompanionClockRequest {};

struct CompanionClock {
  Duration watching{};
};

struct CompanionTake {
  int bytes = 0;  ///< 0 to kCompanionFilling, as in the others.
};

struct CompanionTook {
  int bytes = 0;
};

struct CompanionGive {
  int bytes = 0;
};

struct CompanionGiven {
  int bytes = 0;
  std::optional<std::uint32_t> segment, pathMtu;  ///< Bytes.
};

using CompanionMessage =
    std::variant<CompanionHello, CompanionWatchRequest, CompanionReportRequest, CompanionReport, CompanionClockRequest,
                 CompanionClock, CompanionTake, CompanionTook, CompanionGive, CompanionGiven>;

/// With its LF.
QByteArray encode(const CompanionMessage& message);

/// Reads one line. nullopt for what is no message of ours: bad JSON, an unknown "op", numbers out of range, too many
/// sightings. Keys that are not known are passed over.
std::optional<CompanionMessage> decodeCompanionMessage(const QByteArray& line);

}  // namespace synscope
