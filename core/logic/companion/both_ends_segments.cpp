#include "core/logic/companion/both_ends_writer.h"
#include "core/logic/reach/step_codes.h"

/// TCP: the handshake as both ends saw it.

namespace synscope {
namespace {

using namespace both_ends;

/// How late a SYN that was sent again is noticed here (core/engine/reach: TCP_INFO is asked every 100 ms).
constexpr Duration kNoticedLate = std::chrono::milliseconds(100);
constexpr std::string_view kSynReceived = "tcp-state.SYN_RECV", kEstablished = "tcp-state.ESTABLISHED";

class Segments {
 public:
  explicit Segments(BothEndsWriter& writer)
      : m_out(writer),
        m_in(writer.seen()),
        m_sighting(sightingOf(m_in.ours, m_in.theirs)),
        m_syns(timesOf(m_in.steps, step::kSynSent)),
        m_established(timeOf(m_in.steps, step::kEstablished)) {
    const auto again = timesOf(m_in.steps, step::kSynRetransmitted);
    if (!m_syns.empty()) m_syns.insert(m_syns.end(), again.begin(), again.end());
    if (m_sighting != nullptr && m_in.clock.zero() && !m_syns.empty()) m_arrival = firstSeen();
  }

  void write() {
    if (m_syns.empty()) return;
    m_arrival ? seen() : unseen();
    m_out.note(m_out.here(), m_syns.front(), EventKind::kState, "tcp-state.SYN_SENT");
    answers();
    if (!m_established)
      m_out.note(m_out.here(), m_in.ours.startedAt + m_in.ours.elapsed, EventKind::kState, "tcp-state.CLOSED");
  }

 private:
  std::optional<TimeWindow> windowOf(CompanionMoment::What what) const {
    for (const CompanionMoment& moment : m_sighting->moments)
      if (moment.what == what) return m_in.clock.window(moment.after, moment.seen);
    return std::nullopt;
  }

  /// An old companion keeps no moments: then only when it first looked and saw.
  TimeWindow firstSeen() const {
    auto when = windowOf(CompanionMoment::What::kHalfOpen);
    if (!when) when = windowOf(CompanionMoment::What::kEstablished);
    if (!when) when = m_in.clock.window(Duration::zero(), std::chrono::milliseconds(m_sighting->firstMs));
    TimeWindow window = when->notBefore(m_syns.front());
    return m_established ? window.notAfter(*m_established) : window;
  }

  /// The last SYN that was out by then: an earlier one would have been seen in an earlier look.
  std::size_t arrived() const {
    std::size_t last = 0;
    for (std::size_t i = 1; i < m_syns.size(); ++i)
      if (m_syns[i] - kNoticedLate <= m_arrival->middle()) last = i;
    return last;
  }

  void seen() {
    const std::size_t which = arrived();
    for (std::size_t i = 0; i < which; ++i)
      m_out.lost(m_out.here(), m_out.there(), m_syns[i], EventKind::kSegment, kSynLost);
    if (which > 0) m_arrival = m_arrival->notBefore(std::max(m_syns[which - 1], m_syns[which] - kNoticedLate));
    const EventSource how = m_sighting->syn ? EventSource::kObserved : EventSource::kInferred;
    m_out.arrivesThere(std::min(m_syns[which], m_arrival->middle()), *m_arrival, EventKind::kSegment, kSynArrived, how);
    if (m_sighting->halfOpen) m_out.stateThere(*m_arrival, kSynReceived);
    for (std::size_t i = which + 1; i < m_syns.size(); ++i)
      m_out.note(m_out.here(), m_syns[i], EventKind::kTimer, kSynUntold);
    synAcks();
    if (m_established) acknowledged();
  }

  struct Sent {
    TimeWindow when;
    std::uint32_t count = 1;  ///< Since the look before.
  };

  /// The kernel there answers at once; what it sent again was counted in its looks.
  std::vector<Sent> sentSynAcks() const {
    std::vector<Sent> sent{{*m_arrival}};
    for (const CompanionMoment& moment : m_sighting->moments)
      if (moment.what == CompanionMoment::What::kAnsweredAgain)
        sent.push_back({m_in.clock.window(moment.after, moment.seen), moment.count});
    return sent;
  }

  /// The last that was out by then is the one that came; those before it were lost.
  void synAcks() {
    const std::vector<Sent> sent = sentSynAcks();
    std::size_t received = sent.size();
    for (std::size_t i = 0; m_established && i < sent.size(); ++i)
      if (sent[i].when.earliest <= *m_established) received = i;
    for (std::size_t i = 0; i < sent.size(); ++i) {
      if (i == received)
        m_out.arrivesHere(sent[i].when.notAfter(*m_established), *m_established, EventKind::kSegment, kSynAckArrived,
                          EventSource::kInferred);
      else if (i < received || !m_established)
        lostSynAck(sent[i]);
    }
  }

  void lostSynAck(const Sent& sent) {
    BothEndsWriter::Fields fields;
    if (sent.count > 1) fields.emplace_back("count", std::to_string(sent.count));
    m_out.lost(m_out.there(), m_out.here(), sent.when.middle(), EventKind::kSegment, kSynAckLost,
               sent.when.uncertainty(), std::move(fields));
  }

  void acknowledged() {
    m_out.note(m_out.here(), *m_established, EventKind::kState, kEstablished);
    if (!m_sighting->established) return m_out.note(m_out.there(), m_in.askedAt, EventKind::kNote, kStillHalfOpen);
    const auto told = windowOf(CompanionMoment::What::kEstablished);
    const TimeWindow when = told.value_or(*m_arrival).notBefore(*m_established).notAfter(m_in.askedAt);
    m_out.arrivesThere(*m_established, when, EventKind::kSegment, kAckArrived, EventSource::kInferred);
    m_out.stateThere(when, kEstablished);
  }

  void unseen() {
    for (const TimePoint at : m_syns)
      unseenSyn(at);
    noteThere();
    if (!m_established) return;
    if (m_out.hasBetween())
      m_out.way(m_out.between(), m_out.here(), *m_established, EventKind::kSegment, kSynAckByOther);
    m_out.note(m_out.here(), *m_established, EventKind::kState, kEstablished);
  }

  void unseenSyn(TimePoint at) {
    switch (m_in.code) {
      case TwoSidedCode::kLostOnTheWay:
        return m_out.lost(m_out.here(), m_out.there(), at, EventKind::kSegment, kSynLost);
      case TwoSidedCode::kRejectedOnTheWay:
      case TwoSidedCode::kResetBeforeThem:
      case TwoSidedCode::kAnsweredByAnother:
        return m_out.way(m_out.here(), m_out.hasBetween() ? m_out.between() : m_out.there(), at, EventKind::kSegment,
                         kSynStopped);
      case TwoSidedCode::kNotListening:
        return m_out.way(m_out.here(), m_out.there(), at, EventKind::kSegment, step::kSynSent);
      default: return m_out.note(m_out.here(), at, EventKind::kTimer, kSynUntold);
    }
  }

  void noteThere() {
    switch (m_in.code) {
      case TwoSidedCode::kLostOnTheWay:
      case TwoSidedCode::kRejectedOnTheWay:
      case TwoSidedCode::kResetBeforeThem:
      case TwoSidedCode::kAnsweredByAnother:
        return m_out.note(m_out.there(), m_in.askedAt, EventKind::kNote, kSawNothing);
      case TwoSidedCode::kNotListening: return m_out.note(m_out.there(), m_in.askedAt, EventKind::kNote, kNotListening);
      case TwoSidedCode::kQueueFull: return m_out.note(m_out.there(), m_in.askedAt, EventKind::kError, kQueueFull);
      case TwoSidedCode::kUnclear: return m_out.note(m_out.there(), m_in.askedAt, EventKind::kNote, kCannotTell);
      default: return;
    }
  }

  /// What came back instead of a SYN-ACK.
  void answers() {
    const auto reset = timeOf(m_in.steps, step::kRstReceived);
    if (!reset) return;
    if (m_out.hasBetween()) return m_out.way(m_out.between(), m_out.here(), *reset, EventKind::kSegment, kRstByOther);
    m_out.way(m_out.there(), m_out.here(), *reset, EventKind::kSegment, step::kRstReceived);
  }

  BothEndsWriter& m_out;
  const BothEndsSeen& m_in;
  const CompanionSighting* m_sighting;
  std::vector<TimePoint> m_syns;
  std::optional<TimePoint> m_established;
  std::optional<TimeWindow> m_arrival;
};

}  // namespace

void writeSegments(BothEndsWriter& writer) {
  Segments(writer).write();
}

}  // namespace synscope
