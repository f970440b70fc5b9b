#include "ui/timeline/tcp_numbers.h"

#include "core/logic/timeline/ladder_look.h"
#include "ui/shell/language.h"

#include <QCoreApplication>

#include <optional>

namespace synscope {
namespace {

QString notReported() {
  return QCoreApplication::translate("TcpNumbers", "not reported by this system");
}

template <typename T>
QString number(const std::optional<T>& value, const QString& unit = {}) {
  if (!value) return notReported();
  return shownLocale().toString(static_cast<qulonglong>(*value)) + (unit.isEmpty() ? unit : QLatin1Char(' ') + unit);
}

QString time(const std::optional<std::uint32_t>& us) {
  return us ? QString::fromStdString(shortTime(std::chrono::microseconds(*us))) : notReported();
}

QString yesNo(const std::optional<bool>& value) {
  if (!value) return notReported();
  return *value ? QCoreApplication::translate("TcpNumbers", "yes") : QCoreApplication::translate("TcpNumbers", "no");
}

QString scales(const TcpInfo& info) {
  if (info.windowScaling == false) return yesNo(info.windowScaling);
  if (!info.sendWindowScale || !info.receiveWindowScale) return notReported();
  return QStringLiteral("%1 / %2").arg(*info.sendWindowScale).arg(*info.receiveWindowScale);
}

}  // namespace

std::vector<TcpNumber> tcpNumbers(const TcpInfo& info) {
  const QString bytes = QCoreApplication::translate("TcpNumbers", "bytes");
  const QString segments = QCoreApplication::translate("TcpNumbers", "segments");
  const QString rtt = time(info.rttUs) + QStringLiteral(" ± ") + time(info.rttVarianceUs);
  return {
      {QCoreApplication::translate("TcpNumbers", "Round-trip time"), info.rttUs ? rtt : notReported(),
       QCoreApplication::translate("TcpNumbers",
                                   "From sending a segment to its acknowledgement, smoothed, and how much it varies.")},
      {QCoreApplication::translate("TcpNumbers", "Sends again after"), time(info.rtoUs),
       QCoreApplication::translate("TcpNumbers", "The retransmission time-out (RTO).")},
      {QCoreApplication::translate("TcpNumbers", "Sent again"), number(info.totalRetransmits, segments),
       QCoreApplication::translate("TcpNumbers", "Over the whole life of the connection.")},
      {QCoreApplication::translate("TcpNumbers", "Time-outs in a row"), number(info.retransmits),
       QCoreApplication::translate("TcpNumbers", "Of the oldest segment without an acknowledgement.")},
      {QCoreApplication::translate("TcpNumbers", "Unanswered probes"), number(info.probes),
       QCoreApplication::translate("TcpNumbers", "Of keepalive, or while the peer's window is closed.")},
      {QCoreApplication::translate("TcpNumbers", "Under way"), number(info.unacked, segments),
       QCoreApplication::translate("TcpNumbers", "Sent and not acknowledged yet.")},
      {QCoreApplication::translate("TcpNumbers", "Congestion window"), number(info.cwnd, segments),
       QCoreApplication::translate("TcpNumbers", "How much may be under way because of the network.")},
      {QCoreApplication::translate("TcpNumbers", "Peer's window"), number(info.sendWindow, bytes),
       QCoreApplication::translate("TcpNumbers", "How much may be under way because of the receiver.")},
      {QCoreApplication::translate("TcpNumbers", "Our window"), number(info.receiveWindow, bytes),
       QCoreApplication::translate("TcpNumbers", "How much we let the peer send.")},
      {QCoreApplication::translate("TcpNumbers", "Segment size (MSS)"), number(info.sendMss, bytes),
       QCoreApplication::translate("TcpNumbers", "The most payload of one segment that we send.")},
      {QCoreApplication::translate("TcpNumbers", "Path MTU"), number(info.pathMtu, bytes),
       QCoreApplication::translate("TcpNumbers", "The largest packet that the path takes, as far as is known.")},
      {QCoreApplication::translate("TcpNumbers", "Window scale"), scales(info),
       QCoreApplication::translate("TcpNumbers", "Powers of two agreed in the handshake: theirs, ours.")},
      {QCoreApplication::translate("TcpNumbers", "Selective acknowledgement"), yesNo(info.selectiveAck),
       QCoreApplication::translate("TcpNumbers", "Losses in the middle are told one by one.")},
      {QCoreApplication::translate("TcpNumbers", "Timestamps"), yesNo(info.timestamps),
       QCoreApplication::translate("TcpNumbers", "Each segment carries the time for measuring round trips.")},
      {QCoreApplication::translate("TcpNumbers", "Sent and acknowledged"), number(info.bytesAcked, bytes),
       QCoreApplication::translate("TcpNumbers", "Payload that has arrived for certain.")},
      {QCoreApplication::translate("TcpNumbers", "Received"), number(info.bytesReceived, bytes),
       QCoreApplication::translate("TcpNumbers", "Payload that has come in order.")},
      {QCoreApplication::translate("TcpNumbers", "Not sent yet"), number(info.notSentBytes, bytes),
       QCoreApplication::translate("TcpNumbers", "Written, and waiting in the send buffer.")},
  };
}

}  // namespace synscope
