#include "core/engine/diagnose/evidence_json.h"

#include "core/engine/base/catalogue.h"
#include "core/engine/path/trace_json.h"
#include "core/logic/diagnose/words.h"

namespace synscope {
namespace {

QString text(std::string_view value) {
  return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QJsonValue orNull(const std::optional<IpAddress>& address) {
  return address ? QJsonValue(text(address->toString())) : QJsonValue();
}

template <typename T>
QJsonValue orNull(const std::optional<T>& number) {
  return number ? QJsonValue(static_cast<qint64>(*number)) : QJsonValue();
}

QJsonValue orNull(const std::optional<bool>& flag) {
  return flag ? QJsonValue(*flag) : QJsonValue();
}

QJsonValue textOrNull(std::string_view value) {
  return value.empty() ? QJsonValue() : QJsonValue(text(value));
}

QJsonValue icmpJson(const std::optional<IcmpReport>& icmp) {
  if (!icmp) return {};
  return QJsonObject{{QStringLiteral("type"), icmp->type},
                     {QStringLiteral("code"), icmp->code},
                     {QStringLiteral("from"), text(icmp->from.toString())}};
}

QJsonValue negotiatedJson(const std::optional<NegotiatedOptions>& options) {
  if (!options) return {};
  return QJsonObject{{QStringLiteral("send_mss"), static_cast<qint64>(options->sendMss)},
                     {QStringLiteral("receive_mss"), static_cast<qint64>(options->receiveMss)},
                     {QStringLiteral("path_mtu"), static_cast<qint64>(options->pathMtu)},
                     {QStringLiteral("send_wscale"), orNull(options->sendWindowScale)},
                     {QStringLiteral("receive_wscale"), orNull(options->receiveWindowScale)},
                     {QStringLiteral("sack"), options->selectiveAck},
                     {QStringLiteral("timestamps"), options->timestamps}};
}

/// First bytes of an application as text, with everything that is not printable ASCII written as \xNN.
QString escaped(const std::vector<std::byte>& bytes) {
  QString shown;
  for (const std::byte byte : bytes) {
    const auto c = std::to_integer<unsigned char>(byte);
    if (c >= 0x20 && c < 0x7f && c != '\\')
      shown += QLatin1Char(static_cast<char>(c));
    else
      shown += QStringLiteral("\\x%1").arg(static_cast<int>(c), 2, 16, QLatin1Char('0'));
  }
  return shown;
}

/// The members that are particular to one kind of evidence.
struct Members {
  QJsonObject operator()(const SkippedEvidence& skipped) const {
    return {{QStringLiteral("skipped"), text(name(skipped.why.code))}};
  }

  QJsonObject operator()(const NameEvidence& resolved) const {
    QJsonArray answers;
    for (const NameAnswer& answer : resolved.answers) {
      QJsonArray addresses;
      for (const IpAddress& address : answer.addresses)
        addresses.append(text(address.toString()));
      answers.append(QJsonObject{
          {QStringLiteral("family"), text(name(answer.family))},
          {QStringLiteral("addresses"), addresses},
          {QStringLiteral("error"), answer.error ? QJsonValue(text(name(answer.error->code))) : QJsonValue()},
          {QStringLiteral("time_ms"), toMs(answer.elapsed)}});
    }
    return {{QStringLiteral("name"), text(resolved.name)},
            {QStringLiteral("literal"), resolved.literal},
            {QStringLiteral("answers"), answers}};
  }

  QJsonObject operator()(const RouteEvidence& route) const {
    return {{QStringLiteral("known"), route.known},
            {QStringLiteral("local"), route.localDestination},
            {QStringLiteral("source"), orNull(route.source)},
            {QStringLiteral("gateway"), orNull(route.gateway)},
            {QStringLiteral("interface"), textOrNull(route.interface)},
            {QStringLiteral("mtu"), orNull(route.mtu)},
            {QStringLiteral("errno"), textOrNull(name(route.error))}};
  }

  QJsonObject operator()(const ListenerEvidence& evidence) const {
    QJsonArray listeners;
    for (const Listener& listener : evidence.listeners) {
      listeners.append(QJsonObject{{QStringLiteral("local"), text(listener.local.toString())},
                                   {QStringLiteral("pid"), orNull(listener.pid)},
                                   {QStringLiteral("process"), textOrNull(listener.process)},
                                   {QStringLiteral("accept_queue"), orNull(listener.acceptQueue)},
                                   {QStringLiteral("backlog"), orNull(listener.backlog)}});
    }
    return {{QStringLiteral("known"), evidence.known}, {QStringLiteral("listeners"), listeners}};
  }

  QJsonObject operator()(const AttemptEvidence& seen) const {
    const Attempt& attempt = seen.attempt;
    QJsonObject object{
        {QStringLiteral("verdict"), text(name(seen.verdict.state))},
        {QStringLiteral("reason"), text(name(seen.verdict.reason))},
        {QStringLiteral("icmp"), icmpJson(attempt.icmp)},
        {QStringLiteral("time_ms"), toMs(attempt.elapsed)},
        {QStringLiteral("errno"), textOrNull(name(attempt.error))},
        {QStringLiteral("local"), attempt.local ? QJsonValue(text(attempt.local->toString())) : QJsonValue()}};
    if (attempt.protocol == Protocol::kTcp) {
      object[QStringLiteral("syn_retransmits")] = orNull(attempt.synRetransmits);
      object[QStringLiteral("retransmit_stayed_local")] = orNull(attempt.retransmitStayedLocal);
      object[QStringLiteral("negotiated")] = negotiatedJson(attempt.negotiated);
    } else {
      object[QStringLiteral("datagrams_sent")] = static_cast<qint64>(attempt.datagramsSent);
      object[QStringLiteral("reply_bytes")] = static_cast<qint64>(attempt.reply.size());
    }
    return object;
  }

  QJsonObject operator()(const TraceEvidence& seen) const {
    return {{QStringLiteral("ended"), text(name(seen.trace.end))},
            {QStringLiteral("last_answering_ttl"), seen.trace.lastAnsweringTtl},
            {QStringLiteral("hops"), hopsJson(seen.trace)}};
  }

  QJsonObject operator()(const ArrivalTtlEvidence& arrival) const {
    return {{QStringLiteral("arrival_ttl"), orNull(arrival.arrivalTtl)},
            {QStringLiteral("answer"), text(name(arrival.answer))}};
  }

  QJsonObject operator()(const TlsEvidence& tls) const {
    QJsonArray problems;
    for (const std::string& problem : tls.certificateProblems)
      problems.append(text(problem));
    return {{QStringLiteral("result"), text(name(tls.result))},
            {QStringLiteral("version"), textOrNull(tls.version)},
            {QStringLiteral("cipher"), textOrNull(tls.cipher)},
            {QStringLiteral("alpn"), textOrNull(tls.alpn)},
            {QStringLiteral("subject"), textOrNull(tls.subject)},
            {QStringLiteral("issuer"), textOrNull(tls.issuer)},
            {QStringLiteral("certificate_problems"), problems},
            {QStringLiteral("library"), textOrNull(tls.library)},
            {QStringLiteral("client_hello_acknowledged"), tls.clientHelloAcknowledged},
            {QStringLiteral("reduced_worked"), orNull(tls.reducedWorked)},
            {QStringLiteral("time_ms"), toMs(tls.elapsed)}};
  }

  QJsonObject operator()(const FirstByteEvidence& first) const {
    return {{QStringLiteral("result"), text(name(first.result))},
            {QStringLiteral("asked"), first.asked},
            {QStringLiteral("request_acknowledged"), first.requestAcknowledged},
            {QStringLiteral("reduced_worked"), orNull(first.reducedWorked)},
            {QStringLiteral("bytes"), static_cast<qint64>(first.bytes.size())},
            {QStringLiteral("text"), escaped(first.bytes)},
            {QStringLiteral("time_ms"), toMs(first.elapsed)}};
  }

  QJsonObject operator()(const FullSizeEvidence& sizes) const {
    return {{QStringLiteral("mss"), static_cast<qint64>(sizes.mss)},
            {QStringLiteral("small_acknowledged"), sizes.smallAcknowledged},
            {QStringLiteral("full_acknowledged"), orNull(sizes.fullAcknowledged)},
            {QStringLiteral("reduced_acknowledged"), orNull(sizes.reducedAcknowledged)},
            {QStringLiteral("retransmits"), static_cast<qint64>(sizes.retransmits)},
            {QStringLiteral("time_ms"), toMs(sizes.elapsed)}};
  }
};

}  // namespace

QJsonObject titleJson(const Phrase& phrase) {
  const BilingualText title = Catalogue::instance().title(phrase);
  return {{QStringLiteral("en"), title.en}, {QStringLiteral("zh"), title.zh}};
}

QJsonObject evidenceJson(const Evidence& evidence) {
  QJsonObject object = std::visit(Members{}, evidence.what);
  object[QStringLiteral("id")] = evidence.id;
  object[QStringLiteral("kind")] = text(name(evidence.check.kind));
  object[QStringLiteral("at_ms")] = toMs(evidence.at);
  const auto& target = evidence.check.target;
  object[QStringLiteral("address")] = target ? QJsonValue(text(target->address.toString())) : QJsonValue();
  object[QStringLiteral("port")] = target ? QJsonValue(target->port) : QJsonValue();
  object[QStringLiteral("protocol")] = text(name(evidence.check.protocol));
  object[QStringLiteral("words")] = titleJson(evidenceWords(evidence));
  return object;
}

QJsonArray timelineJson(const Timeline& timeline) {
  QJsonArray events;
  if (timeline.empty()) return events;
  const TimePoint start = timeline.events().front().at;
  for (const TimelineEvent& event : timeline.events()) {
    QJsonObject fields;
    for (const auto& [key, value] : event.fields)
      fields[text(key)] = text(value);
    QJsonObject json{{QStringLiteral("t_ms"), toMs(event.at - start)},
                     {QStringLiteral("from"), text(timeline.lanes().at(event.from))},
                     {QStringLiteral("to"), text(timeline.lanes().at(event.to))},
                     {QStringLiteral("kind"), text(name(event.kind))},
                     {QStringLiteral("code"), text(event.code)},
                     {QStringLiteral("source"), text(name(event.source))},
                     {QStringLiteral("fields"), fields}};
    if (event.arrives) json[QLatin1String("arrives_ms")] = toMs(*event.arrives - start);
    if (event.lost) json[QLatin1String("lost")] = true;
    if (event.uncertainty) json[QLatin1String("uncertainty_ms")] = toMs(*event.uncertainty);
    events.append(json);
  }
  return events;
}

}  // namespace synscope
