#include "ui/diagnose/explain.h"

#include "core/logic/diagnose/words.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

namespace synscope {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("Explanation", text);
}

QString notReported() {
  return QCoreApplication::translate("Explanation", "not reported by this system");
}

/// Adds to an explanation what each kind of evidence knows.
class Explainer {
 public:
  explicit Explainer(Explanation& out) : m_out(out) {}

  void operator()(const SkippedEvidence& skipped) { phrase("error." + std::string(name(skipped.why.code))); }

  void operator()(const NameEvidence& names) {
    for (const NameAnswer& answer : names.answers) {
      QStringList addresses;
      for (const IpAddress& address : answer.addresses)
        addresses.append(shown(address.toString()));
      const QString record = answer.family == IpFamily::kV4 ? QStringLiteral("A") : QStringLiteral("AAAA");
      const QString found = addresses.isEmpty() ? QCoreApplication::translate("Explanation", "none")
                                                : addresses.join(QStringLiteral(", "));
      fact(record, names.literal ? found : found + QStringLiteral(" · ") + shownTime(answer.elapsed));
      if (answer.error) phrase("error." + std::string(name(answer.error->code)));
    }
  }

  void operator()(const RouteEvidence& route) {
    fact(QT_TRANSLATE_NOOP("Explanation", "Destination"), shown(route.destination.toString()));
    fact(QT_TRANSLATE_NOOP("Explanation", "Source address"), address(route.source));
    fact(QT_TRANSLATE_NOOP("Explanation", "Gateway"),
         route.known && !route.gateway ? QCoreApplication::translate("Explanation", "none, on the same link")
                                       : address(route.gateway));
    fact(QT_TRANSLATE_NOOP("Explanation", "Interface"),
         route.interface.empty() ? notReported() : shown(route.interface));
    fact(QT_TRANSLATE_NOOP("Explanation", "MTU"), number(route.mtu));
    error(route.error);
  }

  void operator()(const ListenerEvidence& found) {
    for (const Listener& each : found.listeners) {
      const QString process = each.process.empty() ? notReported() : shown(each.process);
      fact(shown(each.local.toString()), each.pid ? process + QStringLiteral(" (%1)").arg(*each.pid) : process);
    }
  }

  void operator()(const AttemptEvidence& tried) {
    const Attempt& attempt = tried.attempt;
    phrase("reason." + std::string(name(tried.verdict.reason)));
    if (attempt.icmp) phrase(catalogueKey(*attempt.icmp));
    fact(QT_TRANSLATE_NOOP("Explanation", "Target"), shown(attempt.target.toString()));
    fact(QT_TRANSLATE_NOOP("Explanation", "Sent from"),
         attempt.local ? shown(attempt.local->toString()) : notReported());
    if (attempt.icmp) icmp(*attempt.icmp);
    error(attempt.error);
    if (attempt.protocol == Protocol::kTcp) tcp(attempt);
    fact(QT_TRANSLATE_NOOP("Explanation", "Took"), shownTime(attempt.elapsed));
  }

  void operator()(const TraceEvidence& found) {
    phrase(endKey(found.trace));
    fact(QT_TRANSLATE_NOOP("Explanation", "Last device that answered"),
         found.trace.lastAnsweringTtl > 0
             ? QCoreApplication::translate("Explanation", "hop %1").arg(found.trace.lastAnsweringTtl)
             : QCoreApplication::translate("Explanation", "none"));
    fact(QT_TRANSLATE_NOOP("Explanation", "Took"), shownTime(found.trace.elapsed));
  }

  void operator()(const ArrivalTtlEvidence& found) {
    fact(QT_TRANSLATE_NOOP("Explanation", "Arrives with TTL"), number(found.arrivalTtl));
    phrase("hop." + std::string(name(found.answer)));
  }

  void operator()(const TlsEvidence& tls) {
    for (const std::string& problem : tls.certificateProblems)
      phrase("tls-problem." + problem);
    optional(QT_TRANSLATE_NOOP("Explanation", "Version"), tls.version);
    optional(QT_TRANSLATE_NOOP("Explanation", "Cipher"), tls.cipher);
    optional(QT_TRANSLATE_NOOP("Explanation", "Application protocol"), tls.alpn);
    optional(QT_TRANSLATE_NOOP("Explanation", "Certificate of"), tls.subject);
    optional(QT_TRANSLATE_NOOP("Explanation", "Issued by"), tls.issuer);
    optional(QT_TRANSLATE_NOOP("Explanation", "TLS library says"), tls.library);
    fact(QT_TRANSLATE_NOOP("Explanation", "Took"), shownTime(tls.elapsed));
  }

  void operator()(const FirstByteEvidence& first) {
    fact(QT_TRANSLATE_NOOP("Explanation", "Bytes received"), QString::number(first.bytes.size()));
    if (!first.bytes.empty()) fact(QT_TRANSLATE_NOOP("Explanation", "They begin"), beginning(first.bytes));
    fact(QT_TRANSLATE_NOOP("Explanation", "Took"), shownTime(first.elapsed));
  }

  void operator()(const FullSizeEvidence& size) {
    fact(QT_TRANSLATE_NOOP("Explanation", "Segment size (MSS)"), QString::number(size.mss));
    fact(QT_TRANSLATE_NOOP("Explanation", "Small data"), acknowledged(size.smallAcknowledged));
    fact(QT_TRANSLATE_NOOP("Explanation", "Full-size data"), acknowledged(size.fullAcknowledged));
    fact(QT_TRANSLATE_NOOP("Explanation", "Segments of 536 bytes"), acknowledged(size.reducedAcknowledged));
    fact(QT_TRANSLATE_NOOP("Explanation", "Sent again"), QString::number(size.retransmits));
  }

 private:
  void phrase(std::string key) { m_out.phrases.push_back({std::move(key), {}}); }
  void fact(const char* label, const QString& value) { fact(tr(label), value); }
  void fact(const QString& label, const QString& value) { m_out.facts.emplace_back(label, value); }
  void optional(const char* label, const std::string& value) {
    if (!value.empty()) fact(label, shown(value));
  }

  static QString address(const std::optional<IpAddress>& value) {
    return value ? shown(value->toString()) : notReported();
  }

  template <typename T>
  static QString number(const std::optional<T>& value) {
    return value ? QString::number(*value) : notReported();
  }

  static QString acknowledged(std::optional<bool> value) {
    if (!value) return QCoreApplication::translate("Explanation", "not tried");
    return *value ? QCoreApplication::translate("Explanation", "acknowledged")
                  : QCoreApplication::translate("Explanation", "not acknowledged");
  }

  static QString beginning(const std::vector<std::byte>& bytes) {
    constexpr std::size_t kMost = 120;
    return shown({reinterpret_cast<const char*>(bytes.data()), std::min(kMost, bytes.size())});
  }

  void error(SocketError error) {
    if (error != SocketError::kNone) fact(QT_TRANSLATE_NOOP("Explanation", "Error of the system"), shown(name(error)));
  }

  void icmp(const IcmpReport& report) {
    const QString kind = report.family == IpFamily::kV4 ? QStringLiteral("ICMP") : QStringLiteral("ICMPv6");
    fact(kind, QStringLiteral("%1/%2").arg(report.type).arg(report.code));
    fact(QT_TRANSLATE_NOOP("Explanation", "Sent by"), shown(report.from.toString()));
  }

  void tcp(const Attempt& attempt) {
    fact(QT_TRANSLATE_NOOP("Explanation", "SYN sent again"), number(attempt.synRetransmits));
    if (attempt.kernelRtt) fact(QT_TRANSLATE_NOOP("Explanation", "Round-trip time"), shownTime(*attempt.kernelRtt));
    if (!attempt.negotiated) return;
    const NegotiatedOptions& agreed = *attempt.negotiated;
    fact(QT_TRANSLATE_NOOP("Explanation", "Segment size (MSS)"), QString::number(agreed.sendMss));
    fact(QT_TRANSLATE_NOOP("Explanation", "Path MTU"), QString::number(agreed.pathMtu));
    fact(QT_TRANSLATE_NOOP("Explanation", "Selective ACK, timestamps"),
         yesNo(agreed.selectiveAck) + QStringLiteral(", ") + yesNo(agreed.timestamps));
  }

  static QString yesNo(bool value) {
    return value ? QCoreApplication::translate("Explanation", "yes") : QCoreApplication::translate("Explanation", "no");
  }

  Explanation& m_out;
};

}  // namespace

Explanation explain(const DiagnosisVerdict& verdict) {
  return {{verdict.words, {"confidence." + std::string(name(verdict.confidence)), {}}}, {}};
}

Explanation explain(const Evidence& evidence) {
  Explanation out;
  out.phrases.push_back(evidenceWords(evidence));
  out.phrases.push_back({"check." + std::string(name(evidence.check.kind)), {}});
  std::visit(Explainer(out), evidence.what);
  return out;
}

}  // namespace synscope
