#include "core/logic/timeline/state_diagram.h"

#include "core/logic/timeline/ladder_look.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace synscope {
namespace {

using S = TcpState;
using Shape = LadderItem::Shape;

constexpr double kHalfWidth = 57;
constexpr double kHalfHeight = 17;
constexpr double kAside = 470;   ///< Where resets run down.
constexpr double kParallel = 7;  ///< Half the distance of two transitions in opposite directions.
constexpr double kBeside = 2.5;  ///< Half the distance of our way and the peer's where both took it.
constexpr double kBadge = 8.5;
constexpr double kNote = 12;  ///< What a note adds to the height of a state.

/// A place of the drawing; CLOSED has two.
struct Place {
  TcpState state;
  double x, y;
};

constexpr std::array kPlaces = {
    Place{S::kClosed, 236, 26},     Place{S::kListen, 236, 88},       Place{S::kSynReceived, 66, 150},
    Place{S::kSynSent, 400, 150},   Place{S::kEstablished, 236, 214}, Place{S::kFinWait1, 66, 284},
    Place{S::kCloseWait, 400, 284}, Place{S::kFinWait2, 66, 352},     Place{S::kClosing, 236, 352},
    Place{S::kLastAck, 400, 352},   Place{S::kTimeWait, 236, 420},    Place{S::kClosed, 400, 420},
};
constexpr const Place& kEnd = kPlaces.back();

const Place& placeOf(TcpState state) {
  return *std::ranges::find(kPlaces, state, &Place::state);
}

/// A connection that was never made goes back to where it began; every other ends at the bottom.
const Place& targetOf(const TcpTransition& transition) {
  const bool back = transition.trigger == TcpTrigger::kClose;
  return transition.to == S::kClosed && !back ? kEnd : placeOf(transition.to);
}

/// Where the straight line from the middle of a box towards a point leaves it.
LadderPoint edge(const Place& box, double x, double y, double gap) {
  const double dx = x - box.x, dy = y - box.y;
  const double half = std::max({std::abs(dx) / (kHalfWidth + gap), std::abs(dy) / (kHalfHeight + gap), 1e-9});
  return {box.x + dx / half, box.y + dy / half};
}

/// The corners of the way of a transition: two, or four for a reset that runs down at the side.
std::vector<LadderPoint> wayOf(const TcpTransition& transition) {
  const Place& from = placeOf(transition.from);
  const Place& to = targetOf(transition);
  if (transition.trigger == TcpTrigger::kReset)
    return {{from.x + kHalfWidth, from.y}, {kAside, from.y}, {kAside, to.y}, {to.x + kHalfWidth + 2, to.y}};
  const bool both = std::ranges::any_of(tcpTransitions(), [&](const TcpTransition& other) {
    return other.from == transition.to && other.to == transition.from && other.trigger != TcpTrigger::kReset;
  });
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  const double aside = both && transition.to != S::kSynReceived ? kParallel : 0;
  const double ox = -(to.y - from.y) / length * aside, oy = (to.x - from.x) / length * aside;
  const LadderPoint start = edge(from, to.x, to.y, 1), end = edge(to, from.x, from.y, 3);
  return {{start.x + ox, start.y + oy}, {end.x + ox, end.y + oy}};
}

LadderPoint pointAlong(const std::vector<LadderPoint>& way, double share) {
  if (way.size() > 2) return {kAside, (way[1].y + way[2].y) / 2};
  return {way[0].x + (way[1].x - way[0].x) * share, way[0].y + (way[1].y - way[0].y) * share};
}

/// How far along the arrow its label stands, so that neighbours keep clear of each other.
double labelShare(const TcpTransition& transition) {
  if (transition.from == S::kFinWait1 && transition.to == S::kTimeWait) return 0.78;
  if (transition.from == S::kFinWait1 && transition.to == S::kClosing) return 0.62;
  if (transition.from == S::kListen && transition.to == S::kSynSent) return 0.6;
  if (transition.from == S::kClosed && transition.to == S::kSynSent) return 0.62;
  if (transition.from == S::kSynSent && transition.to == S::kClosed) return 0.6;
  return 0.5;
}

LadderItem text(double x, double y, std::string words, LadderFace face, LadderInk ink) {
  LadderItem item{.shape = Shape::kText, .x1 = x, .y1 = y, .ink = ink};
  item.text = std::move(words);
  item.face = face;
  item.anchor = LadderAnchor::kMiddle;
  return item;
}

/// Draws from back to front.
class Drawing {
 public:
  Drawing(const StateDiagram& diagram, const StateDiagramWords& words, const LadderMeasure& measure)
      : m_diagram(diagram), m_words(words), m_measure(measure) {}

  std::vector<LadderItem> draw() {
    for (const TcpTransition& transition : tcpTransitions()) {
      const bool taken = took(m_diagram.ourPath, transition) || took(m_diagram.peerPath, transition);
      if (transition.trigger != TcpTrigger::kReset && !taken)
        addWay(transition, LadderInk::kLine, LadderStroke::kSolid, 1.3, 0);
    }
    for (const StateStep& step : m_diagram.peerPath)
      addWay(step.transition, LadderInk::kWarn, strokeOf(step.source), 1.8,
             took(m_diagram.ourPath, step.transition) ? kBeside : 0);
    for (const StateStep& step : m_diagram.ourPath)
      addWay(step.transition, LadderInk::kInfo, strokeOf(step.source), 2.4,
             took(m_diagram.peerPath, step.transition) ? -kBeside : 0);
    for (const Place& place : kPlaces)
      addNode(place);
    addNumbers();
    for (const TcpTransition& transition : tcpTransitions())
      if (isLabelled(transition)) addLabel(transition);
    return std::move(m_out);
  }

 private:
  static bool took(const std::vector<StateStep>& path, const TcpTransition& transition) {
    return std::ranges::find(path, transition, &StateStep::transition) != path.end();
  }

  void addWay(const TcpTransition& transition, LadderInk ink, LadderStroke stroke, double width, double aside) {
    const std::vector<LadderPoint> way = wayOf(transition);
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      const bool last = i + 2 == way.size();
      const double dx = way[i + 1].x - way[i].x, dy = way[i + 1].y - way[i].y, length = std::hypot(dx, dy);
      const double ox = -dy / length * aside, oy = dx / length * aside;
      LadderItem line{.shape = last ? Shape::kArrow : Shape::kLine,
                      .x1 = way[i].x + ox,
                      .y1 = way[i].y + oy,
                      .x2 = way[i + 1].x + ox,
                      .y2 = way[i + 1].y + oy,
                      .ink = ink,
                      .stroke = stroke,
                      .width = width};
      m_out.push_back(std::move(line));
    }
  }

  /// Which of the two places of CLOSED an end stands at.
  static const Place& placeNow(TcpState state, const std::vector<StateStep>& path) {
    return path.empty() || state != S::kClosed ? placeOf(state) : targetOf(path.back().transition);
  }

  bool isHere(const std::optional<TcpState>& state, const std::vector<StateStep>& path, const Place& place) const {
    return state && *state != S::kUnknown && &placeNow(*state, path) == &place;
  }

  bool wasThere(const Place& place) const {
    return std::ranges::any_of(m_diagram.ourPath, [&](const StateStep& step) {
      return &placeOf(step.transition.from) == &place || &targetOf(step.transition) == &place;
    });
  }

  void addNode(const Place& place) {
    const bool us = isHere(m_diagram.us, m_diagram.ourPath, place);
    const bool peer = isHere(m_diagram.peer, m_diagram.peerPath, place);
    LadderItem box{.shape = Shape::kBox,
                   .x1 = place.x - kHalfWidth,
                   .y1 = place.y - kHalfHeight,
                   .x2 = place.x + kHalfWidth,
                   .y2 = place.y + kHalfHeight + (us && !m_diagram.note.empty() ? kNote : 0)};
    box.ink =
        us ? LadderInk::kInfo : (peer ? LadderInk::kWarn : (wasThere(place) ? LadderInk::kNeutral : LadderInk::kLine));
    box.width = us || peer ? 2.2 : 1.3;
    if (peer && !us && m_diagram.peerInferred) box.stroke = LadderStroke::kDashed;
    m_out.push_back(std::move(box));
    const double bottom = m_out.back().y2;
    const bool noted = us && !m_diagram.note.empty();
    const LadderInk ink = us ? LadderInk::kInfo : (peer ? LadderInk::kWarn : LadderInk::kText);
    m_out.push_back(text(place.x, place.y + 4.5, std::string(name(place.state)), LadderFace::kStrong, ink));
    if (noted) m_out.push_back(text(place.x, place.y + 20, fittingNote(), LadderFace::kSmall, LadderInk::kInfo));
    if (us) addToken(place.x - kHalfWidth + 6, bottom, m_words.us, LadderInk::kInfo, false, true);
    if (peer) addToken(place.x + kHalfWidth - 6, bottom, m_words.peer, LadderInk::kWarn, m_diagram.peerInferred, false);
  }

  /// Where there is no room for all of it, its end: how long.
  std::string fittingNote() const {
    if (m_measure(m_diagram.note, LadderFace::kSmall) <= 2 * kHalfWidth - 6) return m_diagram.note;
    const std::size_t unit = m_diagram.note.rfind(' ');
    const std::size_t number = unit == std::string::npos || unit == 0 ? unit : m_diagram.note.rfind(' ', unit - 1);
    return number == std::string::npos ? m_diagram.note : m_diagram.note.substr(number + 1);
  }

  /// A tag on the lower edge of a state: who is there.
  void addToken(double x, double y, const std::string& words, LadderInk ink, bool inferred, bool left) {
    const double width = m_measure(words, LadderFace::kSmall) + 14;
    const double start = left ? x : x - width;
    LadderItem tag{.shape = Shape::kBox, .x1 = start, .y1 = y - 3, .x2 = start + width, .y2 = y + 15, .ink = ink};
    tag.width = 1.6;
    if (inferred) tag.stroke = LadderStroke::kDashed;
    m_out.push_back(std::move(tag));
    m_out.push_back(text(start + width / 2, y + 10, words, LadderFace::kSmall, ink));
  }

  /// The order of our steps. A transition that was taken twice keeps its first number.
  void addNumbers() {
    int number = 0;
    std::vector<TcpTransition> numbered;
    for (const StateStep& step : m_diagram.ourPath) {
      ++number;
      if (std::ranges::find(numbered, step.transition) != numbered.end()) continue;
      numbered.push_back(step.transition);
      const LadderPoint at = pointAlong(wayOf(step.transition), 0.46);
      LadderItem badge{.shape = Shape::kMark, .x1 = at.x, .y1 = at.y, .x2 = at.x + 2 * kBadge, .ink = LadderInk::kInfo};
      badge.mark = EventKind::kData;
      badge.stroke = LadderStroke::kDashed;
      m_out.push_back(std::move(badge));
      m_out.push_back(text(at.x, at.y + 4, std::to_string(number), LadderFace::kSmall, LadderInk::kInfo));
    }
  }

  bool isLabelled(const TcpTransition& transition) const {
    if (transition.trigger == TcpTrigger::kReset) return false;
    return m_diagram.allLabels || transition.from == m_diagram.focus;
  }

  /// At its arrow; under the boxes where the arrow is too short for words.
  void addLabel(const TcpTransition& transition) {
    const LadderPoint at = pointAlong(wayOf(transition), labelShare(transition));
    const std::string words = m_words.trigger(transition.trigger);
    const double half = m_measure(words, LadderFace::kSmall) / 2 + 4;
    const double x = std::clamp(at.x, half, kStateDiagramWidth - half);
    const bool narrow = transition.from == S::kTimeWait;
    const double down = narrow ? kHalfHeight + 16 : (took(m_diagram.ourPath, transition) ? 21 : 4);
    LadderItem label = text(x, at.y + down, words, LadderFace::kSmall, LadderInk::kText);
    label.halo = true;
    m_out.push_back(std::move(label));
  }

  const StateDiagram& m_diagram;
  const StateDiagramWords& m_words;
  const LadderMeasure& m_measure;
  std::vector<LadderItem> m_out;
};

}  // namespace

std::vector<LadderItem> stateDiagramItems(const StateDiagram& diagram, const StateDiagramWords& words,
                                          const LadderMeasure& measure) {
  return Drawing(diagram, words, measure).draw();
}

std::optional<TcpState> stateAt(double x, double y) {
  const auto found = std::ranges::find_if(kPlaces, [&](const Place& place) {
    return std::abs(x - place.x) <= kHalfWidth && std::abs(y - place.y) <= kHalfHeight;
  });
  return found == kPlaces.end() ? std::nullopt : std::optional(found->state);
}

}  // namespace synscope
