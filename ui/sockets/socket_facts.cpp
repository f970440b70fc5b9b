#include "ui/sockets/socket_facts.h"

#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/sockets/socket_cells.h"

#include <QCoreApplication>

namespace synscope {
namespace {

/// Collects facts of one socket; words in one place.
class Facts {
 public:
  void add(const QString& label, const QString& value, const QString& hint = {}) {
    m_facts.push_back({label, value, hint});
  }

  template <typename T>
  void number(const QString& label, const std::optional<T>& value, const QString& unit = {}) {
    add(label, value ? plain(*value) + (unit.isEmpty() ? QString() : QLatin1Char(' ') + unit) : notReported());
  }

  void time(const QString& label, const std::optional<std::uint32_t>& microseconds) {
    add(label, microseconds ? shownTime(std::chrono::microseconds(*microseconds)) : notReported());
  }

  void ago(const QString& label, const std::optional<std::uint32_t>& milliseconds) {
    if (milliseconds)
      add(label,
          say(QT_TRANSLATE_NOOP("SocketFacts", "%1 ago")).arg(leftText(std::chrono::milliseconds(*milliseconds))));
  }

  void amount(const QString& label, const std::optional<std::uint64_t>& bytes) {
    add(label, bytes ? shownLocale().formattedDataSize(static_cast<qint64>(*bytes)) : notReported());
  }

  static QString say(const char* text) { return QCoreApplication::translate("SocketFacts", text); }
  static QString notReported() { return say(QT_TRANSLATE_NOOP("SocketFacts", "not reported")); }
  template <typename T>
  static QString plain(T value) {
    return shownLocale().toString(static_cast<qulonglong>(value));
  }

  std::vector<Fact> take() { return std::move(m_facts); }

 private:
  std::vector<Fact> m_facts;
};

QString say(const char* text) {
  return Facts::say(text);
}

void addSocket(Facts& facts, const SocketSnapshot& snapshot, const SocketRow& row) {
  const bool listens = row.protocol == Protocol::kTcp && row.state == TcpState::kListen;
  facts.add(say(QT_TRANSLATE_NOOP("SocketFacts", "Process")),
            row.process ? processText(*row.process) : Facts::notReported());
  facts.add(say(QT_TRANSLATE_NOOP("SocketFacts", "User")),
            row.uid ? userText(snapshot, *row.uid) : Facts::notReported());
  if (row.interfaceIndex != 0)
    facts.add(say(QT_TRANSLATE_NOOP("SocketFacts", "Bound to")),
              row.interfaceName.empty() ? QString::number(row.interfaceIndex) : shown(row.interfaceName));
  if (listens) return;
  facts.add(say(QT_TRANSLATE_NOOP("SocketFacts", "Not read yet")),
            shownLocale().formattedDataSize(static_cast<qint64>(row.receiveQueue)));
  facts.add(say(QT_TRANSLATE_NOOP("SocketFacts", "Not acknowledged yet")),
            shownLocale().formattedDataSize(static_cast<qint64>(row.sendQueue)));
}

QString agreed(const TcpInfo& info) {
  QStringList options;
  if (info.selectiveAck.value_or(false)) options << QStringLiteral("SACK");
  if (info.timestamps.value_or(false)) options << say(QT_TRANSLATE_NOOP("SocketFacts", "timestamps"));
  if (info.ecn.value_or(false)) options << QStringLiteral("ECN");
  if (info.sendWindowScale && info.receiveWindowScale)
    options << say(QT_TRANSLATE_NOOP("SocketFacts", "window scale %1/%2"))
                   .arg(*info.sendWindowScale)
                   .arg(*info.receiveWindowScale);
  return options.isEmpty() ? say(QT_TRANSLATE_NOOP("SocketFacts", "none")) : options.join(QStringLiteral(", "));
}

void addPath(Facts& facts, const TcpInfo& info) {
  facts.time(say(QT_TRANSLATE_NOOP("SocketFacts", "Round-trip time")), info.rttUs);
  facts.time(say(QT_TRANSLATE_NOOP("SocketFacts", "Its variation")), info.rttVarianceUs);
  facts.time(say(QT_TRANSLATE_NOOP("SocketFacts", "Shortest round trip")), info.minRttUs);
  facts.time(say(QT_TRANSLATE_NOOP("SocketFacts", "Retransmission time-out")), info.rtoUs);
  facts.number(say(QT_TRANSLATE_NOOP("SocketFacts", "Congestion window")), info.cwnd,
               say(QT_TRANSLATE_NOOP("SocketFacts", "segments")));
  facts.number(say(QT_TRANSLATE_NOOP("SocketFacts", "Segments under way")), info.unacked);
  facts.number(say(QT_TRANSLATE_NOOP("SocketFacts", "Sent again")), info.totalRetransmits);
  facts.number(say(QT_TRANSLATE_NOOP("SocketFacts", "Segment size (MSS)")), info.sendMss,
               say(QT_TRANSLATE_NOOP("SocketFacts", "bytes")));
  facts.number(say(QT_TRANSLATE_NOOP("SocketFacts", "Path MTU")), info.pathMtu,
               say(QT_TRANSLATE_NOOP("SocketFacts", "bytes")));
}

void addFlow(Facts& facts, const TcpInfo& info) {
  facts.number(say(QT_TRANSLATE_NOOP("SocketFacts", "Peer's window")), info.sendWindow,
               say(QT_TRANSLATE_NOOP("SocketFacts", "bytes")));
  facts.number(say(QT_TRANSLATE_NOOP("SocketFacts", "Our window")), info.receiveWindow,
               say(QT_TRANSLATE_NOOP("SocketFacts", "bytes")));
  facts.amount(say(QT_TRANSLATE_NOOP("SocketFacts", "Sent")), info.bytesSent);
  facts.amount(say(QT_TRANSLATE_NOOP("SocketFacts", "Acknowledged")), info.bytesAcked);
  facts.amount(say(QT_TRANSLATE_NOOP("SocketFacts", "Received")), info.bytesReceived);
  facts.ago(say(QT_TRANSLATE_NOOP("SocketFacts", "Last sent")), info.lastDataSentMs);
  facts.ago(say(QT_TRANSLATE_NOOP("SocketFacts", "Last received")), info.lastDataReceivedMs);
  facts.add(say(QT_TRANSLATE_NOOP("SocketFacts", "Agreed in the handshake")), agreed(info));
}

}  // namespace

std::vector<Fact> factsOf(const SocketSnapshot& snapshot, const SocketRow& row) {
  Facts facts;
  addSocket(facts, snapshot, row);
  if (row.info && row.state != TcpState::kListen) {
    addPath(facts, *row.info);
    addFlow(facts, *row.info);
  }
  return facts.take();
}

}  // namespace synscope
