#include "core/engine/kernel/socket_json.h"

namespace synscope {

void writeTimer(JsonWriter& json, const std::optional<SocketTimer>& timer) {
  if (!timer) return json.null();
  json.beginObject();
  json.member("kind", name(timer->kind));
  json.member("expires_ms", timer->expiresMs);
  json.member("retransmits", timer->retransmits);
  json.endObject();
}

namespace {

void writeHealth(JsonWriter& json, const std::optional<ListenerHealth>& health) {
  if (!health) return json.null();
  json.beginObject();
  json.member("accept_queue", health->acceptQueue);
  json.member("backlog", health->backlog);
  json.member("half_open", health->halfOpen);
  json.member("level", name(health->level));
  json.endObject();
}

void writePath(JsonWriter& json, const TcpInfo& info) {
  json.member("rtt_us", info.rttUs);
  json.member("rtt_variance_us", info.rttVarianceUs);
  json.member("min_rtt_us", info.minRttUs);
  json.member("rto_us", info.rtoUs);
  json.member("cwnd", info.cwnd);
  json.member("ssthresh", info.sendSsthresh);
  json.member("retransmits", info.totalRetransmits);
  json.member("timeouts", info.retransmits);
  json.member("probes", info.probes);
  json.member("backoff", info.backoff);
  json.member("unacked", info.unacked);
  json.member("lost", info.lost);
  json.member("mss", info.sendMss);
  json.member("advertised_mss", info.advertisedMss);
  json.member("path_mtu", info.pathMtu);
}

void writeFlow(JsonWriter& json, const TcpInfo& info) {
  json.member("send_window", info.sendWindow);
  json.member("receive_window", info.receiveWindow);
  json.member("not_sent", info.notSentBytes);
  json.member("bytes_sent", info.bytesSent);
  json.member("bytes_acked", info.bytesAcked);
  json.member("bytes_received", info.bytesReceived);
  json.member("bytes_retransmitted", info.bytesRetransmitted);
  json.member("delivery_rate", info.deliveryRate);
  json.member("busy_us", info.busyUs);
  json.member("receiver_limited_us", info.receiverLimitedUs);
  json.member("sender_limited_us", info.senderLimitedUs);
  json.member("last_sent_ms", info.lastDataSentMs);
  json.member("last_received_ms", info.lastDataReceivedMs);
}

void writeOptions(JsonWriter& json, const TcpInfo& info) {
  json.member("timestamps", info.timestamps);
  json.member("sack", info.selectiveAck);
  json.member("ecn", info.ecn);
  json.member("send_wscale", info.sendWindowScale);
  json.member("receive_wscale", info.receiveWindowScale);
}

/// In LISTEN the kernel's numbers are those of no connection.
void writeInfo(JsonWriter& json, const SocketRow& row) {
  if (!row.info || row.state == TcpState::kListen) return json.null();
  json.beginObject();
  writePath(json, *row.info);
  writeFlow(json, *row.info);
  writeOptions(json, *row.info);
  json.endObject();
}

void writeHolder(JsonWriter& json, const SocketRow& row) {
  json.member("uid", row.uid);
  json.member("inode", row.inode == 0 ? std::nullopt : std::optional(row.inode));
  json.member("pid", row.process ? std::optional(row.process->pid) : std::nullopt);
  json.member("process", row.process ? std::optional<std::string_view>(row.process->name) : std::nullopt);
}

void writeSocket(JsonWriter& json, const SocketRow& row) {
  json.beginObject();
  json.member("protocol", name(row.protocol));
  json.member("state", stateName(row));
  json.member("local", std::string_view(localText(row)));
  json.member("remote", std::string_view(remoteText(row)));
  json.member("interface",
              row.interfaceName.empty() ? std::nullopt : std::optional<std::string_view>(row.interfaceName));
  json.member("recv_queue", row.receiveQueue);
  json.member("send_queue", row.sendQueue);
  json.key("timer");
  writeTimer(json, row.timer);
  writeHolder(json, row);
  json.key("listener");
  writeHealth(json, row.listener);
  json.key("info");
  writeInfo(json, row);
  json.endObject();
}

void writeCounters(JsonWriter& json, const std::optional<TcpCounters>& counters) {
  if (!counters) return json.null();
  json.beginObject();
  json.member("listen_overflows", counters->listenOverflows);
  json.member("listen_drops", counters->listenDrops);
  json.member("syncookies_sent", counters->syncookiesSent);
  json.member("syncookies_received", counters->syncookiesReceived);
  json.member("syncookies_failed", counters->syncookiesFailed);
  json.member("syn_queue_full_cookies", counters->requestQueueFullCookies);
  json.member("syn_queue_full_drops", counters->requestQueueFullDrops);
  json.endObject();
}

}  // namespace

void writeSocketTable(JsonWriter& json, std::span<const SocketRow> rows, const std::optional<TcpCounters>& counters,
                      bool linePerSocket) {
  const auto line = [&] {
    if (linePerSocket) json.newLine();
  };
  json.member("schema", "synscope/sockets/1");
  line();
  json.key("sockets");
  json.beginArray();
  for (const SocketRow& row : rows) {
    line();
    writeSocket(json, row);
  }
  line();
  json.endArray();
  line();
  json.key("counters");
  writeCounters(json, counters);
}

std::string socketsJson(std::span<const SocketRow> rows, const std::optional<TcpCounters>& counters) {
  JsonWriter json;
  json.beginObject();
  writeSocketTable(json, rows, counters, true);
  json.endObject();
  return json.take() + '\n';
}

}  // namespace synscope
