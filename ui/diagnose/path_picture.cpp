#include "ui/diagnose/path_picture.h"

#include "core/engine/base/catalogue.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace synscope {
namespace {

/// Builds the picture from left to right.
class Drawing {
 public:
  explicit Drawing(const Diagnosis& diagnosis) : m_diagnosis(diagnosis) {}

  PathPicture draw() {
    addThisComputer();
    if (m_diagnosis.path) addHops(*m_diagnosis.path);
    if (!m_reachedTarget) addMissingTarget();
    return m_picture;
  }

 private:
  bool good() const { return m_diagnosis.verdict && m_diagnosis.verdict->code == DiagnosisCode::kReachable; }

  void add(PathNode node, PathLink link) {
    if (!m_picture.nodes.empty()) m_picture.links.push_back(link);
    m_picture.nodes.push_back(std::move(node));
  }

  void addThisComputer() {
    PathNode node{PathNode::Kind::kThisComputer,
                  Tone::kInfo,
                  0,
                  QCoreApplication::translate("PathPicture", "This computer"),
                  {},
                  {}};
    for (const Evidence& evidence : m_diagnosis.evidence) {
      const auto* route = std::get_if<RouteEvidence>(&evidence.what);
      if (route != nullptr && route->source && node.caption.isEmpty()) node.caption = shown(route->source->toString());
    }
    node.detail = node.title + (node.caption.isEmpty() ? QString() : QStringLiteral(" ") + node.caption);
    add(std::move(node), PathLink::kFlows);
  }

  void addHops(const Trace& trace) {
    for (const Hop& hop : trace.hops) {
      const bool trailing = hop.answer == HopAnswer::kSilent && hop.ttl > trace.lastAnsweringTtl;
      if (trailing) break;
      const bool known = !m_picture.nodes.empty() && m_picture.nodes.back().kind != PathNode::Kind::kSilent;
      const bool seen = hop.answer != HopAnswer::kSilent && hop.answer != HopAnswer::kPending;
      add(nodeOf(hop, trace), seen && known ? PathLink::kFlows : PathLink::kUnknown);
      if (m_picture.nodes.back().kind == PathNode::Kind::kTarget) m_reachedTarget = true;
    }
  }

  PathNode nodeOf(const Hop& hop, const Trace& trace) const {
    PathNode node;
    node.ttl = hop.ttl;
    node.title = hop.addresses.empty() ? QCoreApplication::translate("PathPicture", "no answer")
                                       : shown(hop.addresses.front().toString());
    node.caption = QCoreApplication::translate("PathPicture", "hop %1").arg(hop.ttl);
    if (hop.best) node.caption += QStringLiteral(" · ") + shownTime(*hop.best);
    setKind(node, hop, trace);
    node.detail = detailOf(hop, node);
    return node;
  }

  void setKind(PathNode& node, const Hop& hop, const Trace& trace) const {
    const bool isTarget = !hop.addresses.empty() && hop.addresses.front() == trace.target.address;
    const bool refused = hop.answer == HopAnswer::kIcmpUnreachable || hop.answer == HopAnswer::kRst;
    const bool middlebox = hop.answer == HopAnswer::kRst && m_diagnosis.verdict &&
                           m_diagnosis.verdict->code == DiagnosisCode::kResetByMiddlebox;
    if (!isFinal(hop.answer)) {
      node.kind = hop.answer == HopAnswer::kTtlExceeded ? PathNode::Kind::kRouter : PathNode::Kind::kSilent;
    } else if (middlebox || (hop.answer == HopAnswer::kIcmpUnreachable && !isTarget)) {
      node.kind = PathNode::Kind::kRejecter;
    } else {
      node.kind = PathNode::Kind::kTarget;
    }
    if (isFinal(hop.answer)) node.tone = refused ? Tone::kBad : (troubled() ? Tone::kWarn : Tone::kGood);
  }

  /// Reached, but something later fails.
  bool troubled() const { return m_diagnosis.verdict && !good(); }

  QString detailOf(const Hop& hop, const PathNode& node) const {
    QStringList parts{node.caption, addressesOf(hop)};
    parts.append(
        words(hop.icmp ? Phrase{catalogueKey(*hop.icmp), {}} : Phrase{"hop." + std::string(name(hop.answer)), {}}));
    if (hop.sent > 0)
      parts.append(
          QCoreApplication::translate("PathPicture", "%1 of %2 probes answered").arg(hop.received).arg(hop.sent));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
  }

  QString addressesOf(const Hop& hop) const {
    QStringList all;
    for (const IpAddress& address : hop.addresses)
      all.append(shown(address.toString()));
    return all.join(shownComma());
  }

  void addMissingTarget() {
    PathNode node;
    node.kind = PathNode::Kind::kTarget;
    node.tone = good() ? Tone::kGood : Tone::kNeutral;
    node.title =
        shown(m_diagnosis.path ? m_diagnosis.path->target.address.toString() : m_diagnosis.request.hostAsTyped);
    node.caption = QCoreApplication::translate("PathPicture", "port %1").arg(m_diagnosis.request.port);
    node.detail = node.title + QStringLiteral(" · ") + node.caption;
    add(std::move(node), linkToMissingTarget());
  }

  PathLink linkToMissingTarget() const {
    if (!m_diagnosis.verdict || m_diagnosis.verdict->code == DiagnosisCode::kMixed) return PathLink::kUnknown;
    const bool came = good() || (!m_diagnosis.path && arrives(m_diagnosis.verdict->code));
    return came ? PathLink::kFlows : PathLink::kBroken;
  }

  /// Verdicts that say the host itself answered.
  static bool arrives(DiagnosisCode code) {
    return code == DiagnosisCode::kNotListening || code == DiagnosisCode::kTlsFailed ||
           code == DiagnosisCode::kStalled || code == DiagnosisCode::kFakeOpen || code == DiagnosisCode::kMtuBlackHole;
  }

  const Diagnosis& m_diagnosis;
  PathPicture m_picture;
  bool m_reachedTarget = false;
};

}  // namespace

QString PathPicture::asText() const {
  QStringList lines;
  for (std::size_t index = 0; index < nodes.size(); ++index) {
    if (index > 0 && links[index - 1] == PathLink::kBroken) lines.append(QStringLiteral("--- ✕ ---"));
    lines.append(nodes[index].detail);
  }
  return lines.join(QLatin1Char('\n'));
}

PathPicture pathPicture(const Diagnosis& diagnosis) {
  return Drawing(diagnosis).draw();
}

}  // namespace synscope
