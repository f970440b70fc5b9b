#include "core/engine/timeline/json_place.h"
#include "core/engine/timeline/recording_json.h"
#include "core/logic/kernel/tcp_info_fields.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

constexpr double kLongestMs = 1e11;  ///< Three years.
constexpr Side kSides[] = {Side::kUs, Side::kPeer};
constexpr EndpointKind kKinds[] = {EndpointKind::kTcpClient, EndpointKind::kTcpServer, EndpointKind::kUdp};
constexpr EventSource kSources[] = {EventSource::kObserved, EventSource::kInferred, EventSource::kSimulated};
constexpr EventKind kEventKinds[] = {EventKind::kSyscall,  EventKind::kState, EventKind::kSegment,
                                     EventKind::kDatagram, EventKind::kIcmp,  EventKind::kTimer,
                                     EventKind::kData,     EventKind::kNote,  EventKind::kError};

bool isCode(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
  });
}

std::string codeAt(const JsonPlace& place) {
  const std::string code = place.text(Recording::kLongestCode);
  if (!isCode(code)) place.wrong();
  return code;
}

TimePoint timeAt(const JsonPlace& place) {
  return TimePoint(Duration(std::llround(place.real(0, kLongestMs) * 1e6)));
}

/// "10.9.0.2:443" or "[2001:db8::1]:443".
IpEndpoint endpointAt(const JsonPlace& place) {
  const std::string text = place.text(128);
  const std::size_t colon = text.rfind(':');
  std::string_view host = std::string_view(text).substr(0, colon == std::string::npos ? 0 : colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  const std::string_view port =
      colon == std::string::npos ? std::string_view() : std::string_view(text).substr(colon + 1);
  const auto address = IpAddress::parse(host);
  unsigned number = 0;
  const bool digits = !port.empty() && port.size() <= 5 && std::ranges::all_of(port, [&number](char c) {
    number = number * 10 + static_cast<unsigned>(c - '0');
    return c >= '0' && c <= '9';
  });
  if (!address || !digits || number > 65'535) {
    place.wrong();
    return {};
  }
  return {*address, static_cast<std::uint16_t>(number)};
}

template <typename Value, std::size_t count>
std::optional<Value> maybe(const JsonPlace& place, const Value (&values)[count]) {
  if (place.isNothing()) return std::nullopt;
  return place.oneOf(values);
}

std::vector<std::pair<std::string, std::string>> fieldsAt(const JsonPlace& place) {
  std::vector<std::pair<std::string, std::string>> fields;
  if (place.isNothing()) return fields;
  const qsizetype count = place.count(Recording::kMostFields);
  for (qsizetype i = 0; i < count; ++i) {
    const JsonPlace pair = place[i];
    if (pair.count(2) != 2) pair.wrong();
    fields.emplace_back(codeAt(pair[qsizetype{0}]), pair[qsizetype{1}].text(Recording::kLongestText));
  }
  return fields;
}

TimelineEvent eventAt(const JsonPlace& place, std::size_t lanes) {
  const auto lastLane = static_cast<std::int64_t>(lanes) - 1;
  TimelineEvent event;
  event.at = timeAt(place["t_ms"]);
  event.from = static_cast<LaneId>(place["from"].number(0, lastLane));
  event.to = static_cast<LaneId>(place["to"].number(0, lastLane));
  event.kind = place["kind"].oneOf(kEventKinds);
  event.code = codeAt(place["code"]);
  event.source = place["source"].oneOf(kSources);
  event.fields = fieldsAt(place["fields"]);
  if (const JsonPlace arrives = place["arrives_ms"]; !arrives.isNothing()) event.arrives = timeAt(arrives);
  event.lost = place["lost"].flagOr(false);
  return event;
}

Timeline timelineAt(const JsonPlace& connection, const JsonPlace::Fault& fault) {
  Timeline timeline;
  const JsonPlace lanes = connection["lanes"];
  const qsizetype laneCount = lanes.count(Recording::kMostLanes);
  for (qsizetype i = 0; i < laneCount; ++i) {
    if (timeline.lane(lanes[i].text(Recording::kLongestText)) != static_cast<LaneId>(i)) lanes[i].wrong();
  }
  const JsonPlace events = connection["timeline"];
  const qsizetype count = events.count(Recording::kMostEvents);
  TimePoint before{};
  for (qsizetype i = 0; i < count && fault.empty(); ++i) {
    const JsonPlace place = events[i];
    TimelineEvent event = eventAt(place, timeline.lanes().size());
    if (event.at < before) place["t_ms"].wrong();
    before = event.at;
    timeline.add(std::move(event));
  }
  return timeline;
}

Teardown teardownAt(const JsonPlace& place) {
  Teardown teardown;
  teardown.reason = maybe(place["reason"], kTeardownReasons);
  teardown.closedFirst = maybe(place["closed_first"], kSides);
  teardown.byReset = place["by_reset"].flag();
  teardown.halfClosed = place["half_closed"].flag();
  teardown.simultaneous = place["simultaneous"].flag();
  return teardown;
}

std::optional<SocketTimer> timerAt(const JsonPlace& place) {
  if (place.isNothing()) return std::nullopt;
  return SocketTimer{place["kind"].oneOf(kSocketTimerKinds),
                     static_cast<std::uint32_t>(place["expires_ms"].number(0, 0xffffffff)),
                     static_cast<std::uint8_t>(place["retransmits"].number(0, 255))};
}

std::optional<TcpInfo> infoAt(const JsonPlace& place) {
  if (place.isNothing()) return std::nullopt;
  TcpInfo info;
  info.state = place["state"].oneOf(kTcpStates);
  visitTcpInfo(info, [&place](const char* name, auto& member) { place[name].into(member); });
  return info;
}

Capability capabilityAt(const JsonPlace& place) {
  Capability capability;
  if (place.isNothing()) return capability;
  capability.available = place["available"].flag();
  const auto keyAt = [](const JsonPlace& key) {
    const std::string text = key.text(Recording::kLongestCode);
    if (!text.empty() && !isCode(text)) key.wrong();
    return text;
  };
  capability.reason = keyAt(place["reason"]);
  capability.remedy = keyAt(place["remedy"]);
  return capability;
}

ConnectionRow rowAt(const JsonPlace& place) {
  ConnectionRow row;
  row.id = place["id"].bigNumber();
  row.local = endpointAt(place["local"]);
  row.peer = endpointAt(place["peer"]);
  row.state = place["state"].oneOf(kTcpStates);
  row.since = timeAt(place["since_ms"]);
  row.open = place["open"].flag();
  row.outgoing = place["outgoing"].flag();
  row.bytesIn = place["bytes_in"].bigNumber();
  row.bytesOut = place["bytes_out"].bigNumber();
  row.messagesIn = place["messages_in"].bigNumber();
  row.messagesOut = place["messages_out"].bigNumber();
  row.bytesQueued = place["bytes_queued"].bigNumber();
  place["rtt_us"].into(row.rttUs);
  place["retransmits"].into(row.retransmits);
  place["expires_ms"].into(row.expiresMs);
  row.partner = place["partner"].bigNumber();
  return row;
}

RecordedConnection connectionAt(const JsonPlace& place, const JsonPlace::Fault& fault) {
  RecordedConnection out;
  out.row = rowAt(place);
  out.life.local = out.row.local;
  out.life.peer = out.row.peer;
  out.life.state = out.row.state;
  out.life.peerState = maybe(place["peer_state"], kTcpStates);
  out.life.gone = place["gone"].flag();
  out.life.generation = place["generation"].bigNumber();
  out.life.teardown = teardownAt(place["teardown"]);
  out.life.timer = timerAt(place["timer"]);
  out.life.info = infoAt(place["info"]);
  out.life.afterClose = capabilityAt(place["after_close"]);
  out.life.omittedEvents = place["omitted_events"].bigNumber();
  out.life.timeline = timelineAt(place, fault);
  return out;
}

Recording recordingAt(const JsonPlace& root, const JsonPlace::Fault& fault) {
  constexpr std::int64_t kMostNs = std::int64_t{1} << 62;
  Recording out;
  if (root["schema"].text(64) != "synscope/recording/1") root["schema"].wrong();
  if (!fault.empty()) return out;
  out.program = root["program"].text(Recording::kLongestText);
  out.title = root["title"].text(Recording::kLongestText);
  out.kind = root["kind"].oneOf(kKinds);
  out.clock.epochNs = root["started_at_ns"].number(0, kMostNs);
  out.clock.utcOffsetSeconds = static_cast<int>(root["utc_offset_s"].number(-86'400, 86'400));
  out.savedAtNs = root["saved_at_ns"].number(0, kMostNs);
  out.omittedConnections = root["omitted_connections"].bigNumber();
  const JsonPlace connections = root["connections"];
  const qsizetype count = connections.count(Recording::kMostConnections);
  for (qsizetype i = 0; i < count && fault.empty(); ++i)
    out.connections.push_back(connectionAt(connections[i], fault));
  return out;
}

/// A small text can hold very many empty containers, each of which costs memory when it is parsed.
bool hasTooManyContainers(const QByteArray& json) {
  constexpr qsizetype kMost = 2'000'000;
  return json.count('[') + json.count('{') > kMost;
}

}  // namespace

Result<Recording> readRecording(const QByteArray& json) {
  if (hasTooManyContainers(json)) return Error{ErrorCode::kBadRecording, "document", {}};
  QJsonParseError broken;
  const QJsonDocument document = QJsonDocument::fromJson(json, &broken);
  if (broken.error != QJsonParseError::NoError)
    return Error{ErrorCode::kBadRecording, "byte " + std::to_string(broken.offset), {}};
  JsonPlace::Fault fault;
  const QJsonValue root = document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
  Recording recording = recordingAt(JsonPlace(root, fault), fault);
  if (!fault.empty()) return Error{ErrorCode::kBadRecording, fault, {}};
  return recording;
}

}  // namespace synscope
