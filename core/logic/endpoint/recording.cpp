#include "core/logic/endpoint/recording.h"

#include "core/logic/base/display_text.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace synscope {
namespace {

void clip(std::string& text) {
  if (text.size() > Recording::kLongestText) text = excerpt(text, Recording::kLongestText - 3);
}

/// A timeline within the limits: of too many events the first half and the latest.
Timeline kept(const Timeline& timeline, std::size_t most, std::uint64_t& omitted) {
  const auto& events = timeline.events();
  const std::size_t surplus = events.size() > most ? events.size() - most : 0;
  omitted += surplus;
  Timeline out;
  for (const std::string& lane : timeline.lanes())
    if (out.lanes().size() < Recording::kMostLanes) out.lane(lane);
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (surplus > 0 && i == most / 2) i += surplus;
    TimelineEvent event = events[i];
    if (event.from >= out.lanes().size() || event.to >= out.lanes().size()) continue;
    if (event.fields.size() > Recording::kMostFields) event.fields.resize(Recording::kMostFields);
    for (auto& [name, value] : event.fields)
      clip(value);
    out.add(std::move(event));
  }
  return out;
}

std::optional<TimePoint> earliest(const Recording& recording) {
  std::optional<TimePoint> first;
  const auto see = [&first](TimePoint at) { first = first ? std::min(*first, at) : at; };
  for (const RecordedConnection& connection : recording.connections) {
    if (!connection.life.timeline.empty()) see(connection.life.timeline.events().front().at);
    if (connection.row.since != TimePoint{}) see(connection.row.since);
  }
  return first;
}

Timeline moved(Timeline timeline, Duration back) {
  Timeline out;
  for (const std::string& lane : timeline.lanes())
    out.lane(lane);
  for (TimelineEvent& event : std::move(timeline).events()) {
    event.at -= back;
    if (event.arrives) *event.arrives -= back;
    out.add(std::move(event));
  }
  return out;
}

/// Moves every time so that the earliest is zero, and the clock against it.
void beginWithZero(Recording& recording) {
  const auto first = earliest(recording);
  if (!first) return;
  const Duration back = first->time_since_epoch();
  recording.clock.epochNs += back.count();
  for (RecordedConnection& connection : recording.connections) {
    connection.life.timeline = moved(std::move(connection.life.timeline), back);
    connection.row.since = std::max(TimePoint{}, connection.row.since - back);
  }
}

RecordedConnection record(const ConnectionRow& row, const std::shared_ptr<const ConnectionLife>& life,
                          std::size_t mostEvents) {
  RecordedConnection out{row, {}};
  if (!life) {
    out.life.local = row.local;
    out.life.peer = row.peer;
    out.life.state = row.state;
    return out;
  }
  out.life = *life;
  out.life.timeline = kept(life->timeline, mostEvents, out.life.omittedEvents);
  return out;
}

}  // namespace

std::string titleOf(const EndpointSettings& settings) {
  const bool literal6 = settings.host.find(':') != std::string::npos;
  const std::string host = literal6 ? '[' + settings.host + ']' : settings.host;
  return (settings.kind == EndpointKind::kTcpServer ? std::string() : host) + ':' + std::to_string(settings.port);
}

Recording makeRecording(const EndpointSettings& settings, const ConnectionTable& table, const LifeOf& lifeOf,
                        const WallClock& clock, std::int64_t savedAtNs) {
  Recording out;
  out.title = titleOf(settings);
  clip(out.title);
  out.kind = settings.kind;
  out.clock = clock;
  out.savedAtNs = savedAtNs;
  const std::size_t surplus =
      table.rows.size() > Recording::kMostConnections ? table.rows.size() - Recording::kMostConnections : 0;
  out.omittedConnections = surplus;
  const std::size_t count = std::max<std::size_t>(1, table.rows.size() - surplus);
  const std::size_t mostEvents = std::min(Recording::kMostEvents, Recording::kMostEventsInAll / count);
  for (std::size_t i = surplus; i < table.rows.size(); ++i)
    out.connections.push_back(record(table.rows[i], lifeOf(table.rows[i].id), mostEvents));
  beginWithZero(out);
  return out;
}

Recording makeRecording(const ConnectionLife& life, const WallClock& clock, std::int64_t savedAtNs) {
  ConnectionRow row;
  row.id = 1;
  row.local = life.local;
  row.peer = life.peer;
  row.state = life.state;
  row.open = !life.gone;
  if (!life.timeline.empty()) row.since = life.timeline.events().front().at;
  if (life.info) {
    row.bytesIn = life.info->bytesReceived.value_or(0);
    row.bytesOut = life.info->bytesAcked.value_or(0);
    row.rttUs = life.info->rttUs;
    row.retransmits = life.info->totalRetransmits;
  }
  Recording out;
  out.title = life.peer.toString();
  out.clock = clock;
  out.savedAtNs = savedAtNs;
  out.connections.push_back(record(row, std::make_shared<const ConnectionLife>(life), Recording::kMostEvents));
  beginWithZero(out);
  return out;
}

}  // namespace synscope
