#include "core/engine/timeline/recording_json.h"

#include "core/engine/kernel/socket_json.h"
#include "core/logic/base/json_writer.h"
#include "core/logic/kernel/tcp_info_fields.h"

namespace synscope {
namespace {

void writeFields(JsonWriter& json, const TimelineEvent& event) {
  json.key("fields");
  json.beginArray();
  for (const auto& [name, value] : event.fields) {
    json.beginArray();
    json.value(std::string_view(name));
    json.value(std::string_view(value));
    json.endArray();
  }
  json.endArray();
}

void writeEvent(JsonWriter& json, const TimelineEvent& event) {
  json.newLine();
  json.beginObject();
  json.member("t_ms", toMs(event.at.time_since_epoch()));
  json.member("from", event.from);
  json.member("to", event.to);
  json.member("kind", name(event.kind));
  json.member("code", std::string_view(event.code));
  json.member("source", name(event.source));
  if (!event.fields.empty()) writeFields(json, event);
  if (event.arrives) json.member("arrives_ms", toMs(event.arrives->time_since_epoch()));
  if (event.lost) json.member("lost", true);
  json.endObject();
}

void writeTimeline(JsonWriter& json, const Timeline& timeline) {
  json.key("lanes");
  json.beginArray();
  for (const std::string& lane : timeline.lanes())
    json.value(std::string_view(lane));
  json.endArray();
  json.key("timeline");
  json.beginArray();
  for (const TimelineEvent& event : timeline.events())
    writeEvent(json, event);
  json.endArray();
}

template <typename Named>
std::optional<std::string_view> nameOf(const std::optional<Named>& named) {
  return named ? std::optional(name(*named)) : std::nullopt;
}

void writeTeardown(JsonWriter& json, const Teardown& teardown) {
  json.beginObject();
  json.member("reason", nameOf(teardown.reason));
  json.member("closed_first", nameOf(teardown.closedFirst));
  json.member("by_reset", teardown.byReset);
  json.member("half_closed", teardown.halfClosed);
  json.member("simultaneous", teardown.simultaneous);
  json.endObject();
}

/// What is not known is left out: there are many numbers.
void writeInfo(JsonWriter& json, const std::optional<TcpInfo>& info) {
  if (!info) return json.null();
  json.beginObject();
  json.member("state", name(info->state));
  visitTcpInfo(*info, [&json](const char* name, const auto& value) {
    if (value) json.member(name, *value);
  });
  json.endObject();
}

void writeCapability(JsonWriter& json, const Capability& capability) {
  json.beginObject();
  json.member("available", capability.available);
  json.member("reason", std::string_view(capability.reason));
  json.member("remedy", std::string_view(capability.remedy));
  json.endObject();
}

void writeCounts(JsonWriter& json, const ConnectionRow& row) {
  json.member("since_ms", toMs(row.since.time_since_epoch()));
  json.member("open", row.open);
  json.member("outgoing", row.outgoing);
  json.member("bytes_in", row.bytesIn);
  json.member("bytes_out", row.bytesOut);
  json.member("messages_in", row.messagesIn);
  json.member("messages_out", row.messagesOut);
  json.member("bytes_queued", row.bytesQueued);
  json.member("rtt_us", row.rttUs);
  json.member("retransmits", row.retransmits);
  json.member("expires_ms", row.expiresMs);
  json.member("partner", row.partner);
}

void writeConnection(JsonWriter& json, const RecordedConnection& connection) {
  const ConnectionLife& life = connection.life;
  json.newLine();
  json.beginObject();
  json.member("id", connection.row.id);
  json.member("local", std::string_view(connection.row.local.toString()));
  json.member("peer", std::string_view(connection.row.peer.toString()));
  json.member("state", name(life.state));
  json.member("peer_state", nameOf(life.peerState));
  json.member("gone", life.gone);
  json.member("generation", life.generation);
  writeCounts(json, connection.row);
  json.key("teardown");
  writeTeardown(json, life.teardown);
  json.key("timer");
  writeTimer(json, life.timer);
  json.key("info");
  writeInfo(json, life.info);
  json.key("after_close");
  writeCapability(json, life.afterClose);
  json.member("omitted_events", life.omittedEvents);
  writeTimeline(json, life.timeline);
  json.endObject();
}

}  // namespace

QByteArray recordingJson(const Recording& recording) {
  JsonWriter json;
  json.beginObject();
  json.member("schema", "synscope/recording/1");
  json.member("program", std::string_view(recording.program));
  json.member("title", std::string_view(recording.title));
  json.member("kind", name(recording.kind));
  json.member("started_at", std::string_view(isoTime(recording.clock, TimePoint{})));
  json.member("started_at_ns", recording.clock.epochNs);
  json.member("utc_offset_s", recording.clock.utcOffsetSeconds);
  json.member("saved_at_ns", recording.savedAtNs);
  json.member("omitted_connections", recording.omittedConnections);
  json.key("connections");
  json.beginArray();
  for (const RecordedConnection& connection : recording.connections)
    writeConnection(json, connection);
  json.endArray();
  json.newLine();
  json.endObject();
  return QByteArray::fromStdString(json.take()) + '\n';
}

}  // namespace synscope
