#pragma once

#include "core/logic/endpoint/connection_life.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/endpoint/wall_time.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace synscope {

/// One connection or UDP peer of a recording. A UDP peer has an empty timeline.
struct RecordedConnection {
  ConnectionRow row;
  ConnectionLife life;
};

/// A session as it was when somebody saved it: its connections with their timelines and the kernel's last words on
/// each. Payload is not part of it. Invariant of one made by makeRecording(): the earliest time in it is TimePoint
/// zero.
struct Recording {
  /// What a reader accepts and a writer keeps to.
  static constexpr std::size_t kMostConnections = 1000;
  static constexpr std::size_t kMostEvents = 20'000;        ///< Of one connection.
  static constexpr std::size_t kMostEventsInAll = 100'000;  ///< What a writer keeps to, evenly over the connections.
  static constexpr std::size_t kMostLanes = 16;
  static constexpr std::size_t kMostFields = 32;     ///< Of one event.
  static constexpr std::size_t kLongestText = 1024;  ///< Bytes.
  static constexpr std::size_t kLongestCode = 64;    ///< Bytes; letters, digits, "." "-" "_".

  std::string program;  ///< Who wrote it: "SynScope 0.2.0".
  std::string title;    ///< What the session was: "example.net:443".
  EndpointKind kind = EndpointKind::kTcpClient;
  WallClock clock;             ///< Of its TimePoints.
  std::int64_t savedAtNs = 0;  ///< Wall time, since 1970 UTC.
  std::vector<RecordedConnection> connections;
  std::uint64_t omittedConnections = 0;  ///< Beyond kMostConnections, the oldest.
};

using LifeOf = std::function<std::shared_ptr<const ConnectionLife>(ConnectionId)>;

/// A recording of a session, its times moved so that they begin with zero, whatever is beyond the limits left out and
/// counted.
/// @param clock What the TimePoints of rows and lives mean; @param lifeOf May return nullptr.
Recording makeRecording(const EndpointSettings& settings, const ConnectionTable& table, const LifeOf& lifeOf,
                        const WallClock& clock, std::int64_t savedAtNs);

/// The same of one connection alone.
Recording makeRecording(const ConnectionLife& life, const WallClock& clock, std::int64_t savedAtNs);

/// Where a session goes to or listens: "example.net:443", "[2001:db8::1]:443", ":8080".
std::string titleOf(const EndpointSettings& settings);

}  // namespace synscope
