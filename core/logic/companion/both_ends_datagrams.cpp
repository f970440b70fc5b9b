#include "core/logic/companion/both_ends_writer.h"
#include "core/logic/reach/step_codes.h"

/// UDP: datagrams and replies as both ends saw them.

namespace synscope {
namespace {

using namespace both_ends;

class Datagrams {
 public:
  explicit Datagrams(BothEndsWriter& writer)
      : m_out(writer),
        m_in(writer.seen()),
        m_sighting(sightingOf(m_in.ours, m_in.theirs)),
        m_sent(timesOf(m_in.steps, step::kDatagramSent)),
        m_heard(timeOf(m_in.steps, step::kDatagramReceived)),
        m_arrivals(m_sent.size()) {}

  void write() {
    if (m_sent.empty()) return;
    if (m_sighting != nullptr && m_in.clock.zero()) assignArrivals();
    for (std::size_t i = 0; i < m_sent.size(); ++i)
      datagram(i);
    replies();
    noteThere();
  }

 private:
  /// Each moment takes the last datagrams that were out by then and that nobody has taken.
  void assignArrivals() {
    for (const CompanionMoment& moment : m_sighting->moments) {
      if (moment.what != CompanionMoment::What::kDatagram) continue;
      const TimeWindow when = m_in.clock.window(moment.after, moment.seen);
      std::uint32_t left = moment.count;
      for (std::size_t i = m_sent.size(); i-- > 0 && left > 0;) {
        if (m_arrivals[i] || m_sent[i] > when.latest) continue;
        m_arrivals[i] = when.notBefore(m_sent[i]);
        --left;
      }
    }
    if (m_heard && m_arrivals[0]) m_arrivals[0] = m_arrivals[0]->notAfter(*m_heard);
  }

  void datagram(std::size_t index) {
    const TimePoint at = m_sent[index];
    if (m_arrivals[index])
      return m_out.arrivesThere(at, *m_arrivals[index], EventKind::kDatagram, kDatagramArrived, EventSource::kObserved);
    switch (m_in.code) {
      case TwoSidedCode::kRejectedOnTheWay:
      case TwoSidedCode::kAnsweredByAnother:
        return m_out.way(m_out.here(), m_out.hasBetween() ? m_out.between() : m_out.there(), at, EventKind::kDatagram,
                         kDatagramStopped);
      case TwoSidedCode::kNotListening:
        return m_out.way(m_out.here(), m_out.there(), at, EventKind::kDatagram, step::kDatagramSent);
      case TwoSidedCode::kLostOnTheWay:
        return m_out.lost(m_out.here(), m_out.there(), at, EventKind::kDatagram, kDatagramLost);
      case TwoSidedCode::kAnswerLost:
        if (heardAll()) break;
        return m_out.lost(m_out.here(), m_out.there(), at, EventKind::kDatagram, kDatagramLost);
      default: break;
    }
    m_out.note(m_out.here(), at, EventKind::kTimer, kDatagramUntold);
  }

  bool heardAll() const { return m_sighting != nullptr && m_sighting->datagrams >= m_sent.size(); }

  /// The companion answers each at once.
  void replies() {
    if (m_in.code == TwoSidedCode::kAnsweredByAnother && m_heard && m_out.hasBetween())
      return m_out.way(m_out.between(), m_out.here(), *m_heard, EventKind::kDatagram, kReplyByOther);
    std::uint64_t left = m_sighting != nullptr ? m_sighting->replies : 0;
    bool heard = false;
    for (const auto& arrival : m_arrivals) {
      if (!arrival || left == 0) continue;
      --left;
      if (m_heard && !heard)
        m_out.arrivesHere(arrival->notAfter(*m_heard), *m_heard, EventKind::kDatagram, kReplyArrived,
                          EventSource::kObserved);
      else if (!m_heard)
        m_out.lost(m_out.there(), m_out.here(), arrival->middle(), EventKind::kDatagram, kReplyLost,
                   arrival->uncertainty());
      heard = m_heard.has_value();
    }
    if (m_heard && !heard)
      m_out.way(m_out.there(), m_out.here(), *m_heard, EventKind::kDatagram, step::kDatagramReceived,
                EventSource::kObserved);
  }

  void noteThere() {
    const auto note = [this](std::string_view code) {
      m_out.note(m_out.there(), m_in.askedAt, EventKind::kNote, code);
    };
    if (m_in.code == TwoSidedCode::kNotListening) return note(kNotListening);
    if (m_in.code == TwoSidedCode::kUnclear) return note(kCannotTell);
    if (m_in.theirs.opened && m_sighting == nullptr) note(kSawNothing);
  }

  BothEndsWriter& m_out;
  const BothEndsSeen& m_in;
  const CompanionSighting* m_sighting;
  std::vector<TimePoint> m_sent;
  std::optional<TimePoint> m_heard;
  std::vector<std::optional<TimeWindow>> m_arrivals;
};

}  // namespace

void writeDatagrams(BothEndsWriter& writer) {
  Datagrams(writer).write();
}

}  // namespace synscope
