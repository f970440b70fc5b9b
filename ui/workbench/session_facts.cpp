#include "ui/workbench/session_facts.h"

#include "ui/shell/shown_text.h"
#include "ui/workbench/session_title.h"
#include "ui/workbench/session_words.h"

#include <QCoreApplication>

namespace synscope {
namespace {

/// The translation context of these words.
class FactWords {
  Q_DECLARE_TR_FUNCTIONS(FactWords)
};

/// Collects name and value, the name being that of the field in the form.
class FactList {
 public:
  explicit FactList(EndpointKind kind) : m_kind(kind) {}

  void add(SessionField field, const QString& value) { m_facts.emplace_back(fieldLabel(field, m_kind), value); }
  void addIf(bool wanted, SessionField field, const QString& value) {
    if (wanted) add(field, value);
  }
  FactsView::Facts take() { return std::move(m_facts); }

 private:
  EndpointKind m_kind;
  FactsView::Facts m_facts;
};

QString yes() {
  return FactWords::tr("yes");
}

QString seconds(Duration duration) {
  return QString::number(toMs(duration) / 1000);
}

void addWhere(FactList& list, const EndpointSettings& settings) {
  const QString target = targetOf(settings);
  list.addIf(!target.isEmpty(), SessionField::kHost, target);
  list.addIf(settings.bindAddress.has_value(), SessionField::kSourceAddress,
             settings.bindAddress ? shown(settings.bindAddress->toString()) : QString());
  list.addIf(settings.sourcePort != 0, SessionField::kSourcePort, QString::number(settings.sourcePort));
  list.addIf(settings.family.has_value(), SessionField::kFamily,
             settings.family == IpFamily::kV6 ? QStringLiteral("IPv6") : QStringLiteral("IPv4"));
  if (settings.kind != EndpointKind::kUdp) return;
  list.addIf(settings.multicastGroup.has_value(), SessionField::kGroup,
             settings.multicastGroup ? shown(settings.multicastGroup->toString()) : QString());
  list.addIf(!settings.interface.empty(), SessionField::kInterface, shown(settings.interface));
  list.addIf(settings.multicastTtl != 1, SessionField::kMulticastTtl, QString::number(settings.multicastTtl));
  list.addIf(settings.broadcast, SessionField::kBroadcast, yes());
}

void addRole(FactList& list, const EndpointSettings& settings) {
  if (settings.kind == EndpointKind::kTcpClient) return;
  list.add(SessionField::kRole, QStringLiteral("%1: %2").arg(roleLabel(settings.role), roleHint(settings.role)));
  list.addIf(settings.role == ServerRole::kSendFile, SessionField::kRoleFile, shown(settings.roleFile));
  list.addIf(settings.role == ServerRole::kForward, SessionField::kForward,
             QStringLiteral("%1:%2").arg(shown(settings.forwardHost)).arg(settings.forwardPort));
  list.addIf(settings.maxClients > 0, SessionField::kMaxClients, QString::number(settings.maxClients));
}

void addTcp(FactList& list, const EndpointSettings& settings) {
  if (settings.kind == EndpointKind::kUdp) return;
  list.addIf(settings.kind == EndpointKind::kTcpClient, SessionField::kConnectTimeout,
             seconds(settings.connectTimeout));
  list.add(SessionField::kCloseMode, closeModeLabel(settings.closeMode));
  list.addIf(settings.noDelay, SessionField::kNoDelay, yes());
  list.addIf(settings.userTimeout.has_value(), SessionField::kUserTimeout,
             seconds(settings.userTimeout.value_or(Duration{})));
  if (const auto& keepalive = settings.keepalive)
    list.add(SessionField::kKeepalive, FactWords::tr("after %1 s idle, every %2 s, %3 probes")
                                           .arg(keepalive->idleSeconds)
                                           .arg(keepalive->intervalSeconds)
                                           .arg(keepalive->count));
  if (const auto& again = settings.reconnect)
    list.add(SessionField::kReconnect,
             FactWords::tr("pauses from %1 s to %2 s").arg(seconds(again->first), seconds(again->most)));
  if (const auto& tls = settings.tls) {
    list.add(SessionField::kTls, yes());
    list.addIf(!tls->serverName.empty(), SessionField::kServerName, shown(tls->serverName));
    list.addIf(!tls->certificateFile.empty(), SessionField::kCertificate, shown(tls->certificateFile));
  }
}

void addBuffers(FactList& list, const EndpointSettings& settings) {
  list.addIf(settings.sendBuffer.has_value(), SessionField::kSendBuffer,
             shownCount(static_cast<std::uint64_t>(settings.sendBuffer.value_or(0))));
  list.addIf(settings.receiveBuffer.has_value(), SessionField::kReceiveBuffer,
             shownCount(static_cast<std::uint64_t>(settings.receiveBuffer.value_or(0))));
}

void addImpairment(FactList& list, const EndpointSettings& settings) {
  if (!settings.impairment) return;
  const ImpairmentSettings& harm = *settings.impairment;
  const auto milliseconds = [](Duration duration) { return QString::number(toMs(duration)); };
  const auto count = [](const std::optional<std::uint64_t>& value) { return shownCount(value.value_or(0)); };
  list.addIf(harm.delay > Duration{}, SessionField::kDelay, milliseconds(harm.delay));
  list.addIf(harm.jitter > Duration{}, SessionField::kJitter, milliseconds(harm.jitter));
  list.addIf(harm.bytesPerSecond.has_value(), SessionField::kRate, count(harm.bytesPerSecond));
  list.addIf(harm.stallAfterBytes.has_value(), SessionField::kStallAfter, count(harm.stallAfterBytes));
  list.addIf(harm.halfCloseAfterBytes.has_value(), SessionField::kHalfCloseAfter, count(harm.halfCloseAfterBytes));
  list.addIf(harm.resetAfterBytes.has_value(), SessionField::kResetAfter, count(harm.resetAfterBytes));
  list.addIf(harm.lossPercent > 0, SessionField::kLoss, QString::number(harm.lossPercent));
  list.addIf(harm.duplicatePercent > 0, SessionField::kDuplicate, QString::number(harm.duplicatePercent));
  list.addIf(harm.reorderPercent > 0, SessionField::kReorder, QString::number(harm.reorderPercent));
  list.add(SessionField::kSeed, QString::number(harm.seed));
}

/// Only what has happened.
void addDatagramTroubles(FactsView::Facts& facts, const SessionCounters& counters) {
  const auto add = [&](const QString& what, std::uint64_t count) {
    if (count > 0) facts.emplace_back(what, shownCount(count));
  };
  add(FactWords::tr("Could not be sent"), counters.notSent);
  add(FactWords::tr("Refused by ICMP errors"), counters.refusedDatagrams);
  add(FactWords::tr("Lost by the relay, as set"), counters.impaired.lost);
  add(FactWords::tr("Doubled by the relay, as set"), counters.impaired.duplicated);
  add(FactWords::tr("Reordered by the relay, as set"), counters.impaired.reordered);
  add(FactWords::tr("Lost by the relay: too much under way"), counters.impaired.overflowed);
}

}  // namespace

FactsView::Facts settingsFacts(const EndpointSettings& settings) {
  FactList list(settings.kind);
  addWhere(list, settings);
  addRole(list, settings);
  addTcp(list, settings);
  addBuffers(list, settings);
  addImpairment(list, settings);
  return list.take();
}

FactsView::Facts counterFacts(const SessionSource& session, const TrafficRate& rate) {
  const SessionCounters counters = session.counters();
  const bool udp = session.settings().kind == EndpointKind::kUdp;
  const auto amount = [udp](std::uint64_t bytes, std::uint64_t messages) {
    if (messages == 0) return shownBytes(bytes);
    const QString both = udp ? FactWords::tr("%1, datagrams: %2") : FactWords::tr("%1, reads or writes: %2");
    return both.arg(shownBytes(bytes), shownCount(messages));
  };
  FactsView::Facts facts;
  if (const auto local = session.status().local) facts.emplace_back(FactWords::tr("Own end"), shown(local->toString()));
  facts.emplace_back(FactWords::tr("Received"), amount(counters.bytesIn, counters.messagesIn));
  facts.emplace_back(FactWords::tr("Sent"), amount(counters.bytesOut, counters.messagesOut));
  facts.emplace_back(FactWords::tr("Rate"),
                     FactWords::tr("%1 in, %2 out").arg(shownRate(rate.in), shownRate(rate.out)));
  if (session.settings().kind != EndpointKind::kTcpClient)
    facts.emplace_back(
        udp ? FactWords::tr("Peers") : FactWords::tr("Connections"),
        FactWords::tr("%1 now, %2 in all").arg(shownCount(counters.openConnections), shownCount(counters.connections)));
  if (counters.refusedConnections > 0)
    facts.emplace_back(FactWords::tr("Turned away"), shownCount(counters.refusedConnections));
  if (udp)
    facts.emplace_back(FactWords::tr("Dropped by the kernel"), counters.droppedByKernel
                                                                   ? shownCount(*counters.droppedByKernel)
                                                                   : FactWords::tr("not reported by this system"));
  if (udp) addDatagramTroubles(facts, counters);
  return facts;
}

}  // namespace synscope
