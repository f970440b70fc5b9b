#include "core/engine/kernel/socket_json.h"

#include <QJsonArray>

#include <utility>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename T>
QJsonValue orNull(const std::optional<T>& value) {
  return value ? QJsonValue(static_cast<qint64>(*value)) : QJsonValue();
}

QJsonValue orNull(const std::optional<bool>& value) {
  return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue timerJson(const std::optional<SocketTimer>& timer) {
  if (!timer) return {};
  return QJsonObject{{QStringLiteral("kind"), toQt(name(timer->kind))},
                     {QStringLiteral("expires_ms"), qint64(timer->expiresMs)},
                     {QStringLiteral("retransmits"), timer->retransmits}};
}

QJsonValue healthJson(const std::optional<ListenerHealth>& health) {
  if (!health) return {};
  return QJsonObject{{QStringLiteral("accept_queue"), qint64(health->acceptQueue)},
                     {QStringLiteral("backlog"), qint64(health->backlog)},
                     {QStringLiteral("half_open"), qint64(health->halfOpen)},
                     {QStringLiteral("level"), toQt(name(health->level))}};
}

/// In LISTEN the kernel's numbers are those of no connection.
QJsonValue infoJson(const SocketRow& row) {
  if (!row.info || row.state == TcpState::kListen) return {};
  return tcpInfoJson(*row.info);
}

void addOptions(const TcpInfo& info, QJsonObject& object) {
  object.insert(QStringLiteral("timestamps"), orNull(info.timestamps));
  object.insert(QStringLiteral("sack"), orNull(info.selectiveAck));
  object.insert(QStringLiteral("ecn"), orNull(info.ecn));
  object.insert(QStringLiteral("send_wscale"), orNull(info.sendWindowScale));
  object.insert(QStringLiteral("receive_wscale"), orNull(info.receiveWindowScale));
}

}  // namespace

QJsonObject tcpInfoJson(const TcpInfo& info) {
  const std::pair<const char*, QJsonValue> fields[] = {
      {"rtt_us", orNull(info.rttUs)},
      {"rtt_variance_us", orNull(info.rttVarianceUs)},
      {"min_rtt_us", orNull(info.minRttUs)},
      {"rto_us", orNull(info.rtoUs)},
      {"cwnd", orNull(info.cwnd)},
      {"ssthresh", orNull(info.sendSsthresh)},
      {"retransmits", orNull(info.totalRetransmits)},
      {"timeouts", orNull(info.retransmits)},
      {"probes", orNull(info.probes)},
      {"backoff", orNull(info.backoff)},
      {"unacked", orNull(info.unacked)},
      {"lost", orNull(info.lost)},
      {"mss", orNull(info.sendMss)},
      {"advertised_mss", orNull(info.advertisedMss)},
      {"path_mtu", orNull(info.pathMtu)},
      {"send_window", orNull(info.sendWindow)},
      {"receive_window", orNull(info.receiveWindow)},
      {"not_sent", orNull(info.notSentBytes)},
      {"bytes_sent", orNull(info.bytesSent)},
      {"bytes_acked", orNull(info.bytesAcked)},
      {"bytes_received", orNull(info.bytesReceived)},
      {"bytes_retransmitted", orNull(info.bytesRetransmitted)},
      {"delivery_rate", orNull(info.deliveryRate)},
      {"busy_us", orNull(info.busyUs)},
      {"receiver_limited_us", orNull(info.receiverLimitedUs)},
      {"sender_limited_us", orNull(info.senderLimitedUs)},
      {"last_sent_ms", orNull(info.lastDataSentMs)},
      {"last_received_ms", orNull(info.lastDataReceivedMs)},
  };
  QJsonObject object;
  for (const auto& [key, value] : fields)
    object.insert(QLatin1String(key), value);
  addOptions(info, object);
  return object;
}

QJsonObject tcpCountersJson(const TcpCounters& counters) {
  return {{QStringLiteral("listen_overflows"), orNull(counters.listenOverflows)},
          {QStringLiteral("listen_drops"), orNull(counters.listenDrops)},
          {QStringLiteral("syncookies_sent"), orNull(counters.syncookiesSent)},
          {QStringLiteral("syncookies_received"), orNull(counters.syncookiesReceived)},
          {QStringLiteral("syncookies_failed"), orNull(counters.syncookiesFailed)},
          {QStringLiteral("syn_queue_full_cookies"), orNull(counters.requestQueueFullCookies)},
          {QStringLiteral("syn_queue_full_drops"), orNull(counters.requestQueueFullDrops)}};
}

QJsonObject socketJson(const SocketRow& row) {
  const QJsonValue pid = row.process ? QJsonValue(row.process->pid) : QJsonValue();
  const QJsonValue process = row.process ? QJsonValue(toQt(row.process->name)) : QJsonValue();
  return {{QStringLiteral("protocol"), toQt(name(row.protocol))},
          {QStringLiteral("family"), toQt(name(row.local.address.family()))},
          {QStringLiteral("state"), toQt(stateName(row))},
          {QStringLiteral("local"), toQt(localText(row))},
          {QStringLiteral("remote"), toQt(remoteText(row))},
          {QStringLiteral("interface"), row.interfaceName.empty() ? QJsonValue() : QJsonValue(toQt(row.interfaceName))},
          {QStringLiteral("recv_queue"), qint64(row.receiveQueue)},
          {QStringLiteral("send_queue"), qint64(row.sendQueue)},
          {QStringLiteral("timer"), timerJson(row.timer)},
          {QStringLiteral("uid"), orNull(row.uid)},
          {QStringLiteral("inode"), row.inode == 0 ? QJsonValue() : QJsonValue(qint64(row.inode))},
          {QStringLiteral("pid"), pid},
          {QStringLiteral("process"), process},
          {QStringLiteral("listener"), healthJson(row.listener)},
          {QStringLiteral("info"), infoJson(row)}};
}

QJsonObject socketsJson(const std::vector<SocketRow>& rows, const std::optional<TcpCounters>& counters) {
  QJsonArray sockets;
  for (const SocketRow& row : rows)
    sockets.append(socketJson(row));
  return {{QStringLiteral("schema"), QStringLiteral("synscope/sockets/1")},
          {QStringLiteral("sockets"), sockets},
          {QStringLiteral("counters"), counters ? QJsonValue(tcpCountersJson(*counters)) : QJsonValue()}};
}

}  // namespace synscope
