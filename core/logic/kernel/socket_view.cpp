#include "core/logic/kernel/socket_view.h"

#include "core/logic/kernel/socket_fold.h"

#include <algorithm>
#include <unordered_map>

namespace synscope {
namespace {

/// Chosen by everything but the states, which have counts of their own.
class Chooser {
 public:
  Chooser(const SocketSnapshot& snapshot, const SocketViewSettings& settings, SocketView& view)
      : m_snapshot(snapshot), m_settings(settings), m_view(view), m_anyState(settings.filter) {
    m_anyState.states = SocketStates::all();
  }

  void run() {
    for (std::size_t i = 0; i < m_snapshot.rows.size(); ++i)
      if (const SocketRow& row = m_snapshot.rows[i]; isWanted(row)) choose(row, static_cast<std::uint32_t>(i));
    m_fold.addTo(m_view.rows);
  }

 private:
  bool isWanted(const SocketRow& row) const {
    const bool listens = row.protocol == Protocol::kTcp ? row.state == TcpState::kListen : row.remote.port == 0;
    return (listens || !m_settings.listenersOnly) && m_anyState.matches(row);
  }

  void choose(const SocketRow& row, std::uint32_t index) {
    const bool tcp = row.protocol == Protocol::kTcp;
    const bool gone = index >= m_snapshot.listed;
    if (!gone) ++(tcp ? m_view.states[static_cast<std::size_t>(row.state)] : m_view.udp);
    if (tcp ? !m_settings.filter.states.contains(row.state) : !m_settings.udp) return;
    if (m_settings.foldTimeWait && tcp && row.state == TcpState::kTimeWait) {
      if (!gone) m_fold.add(row, m_snapshot.tracks[index].id, index);
    } else {
      m_view.rows.push_back({m_snapshot.tracks[index].id, index, 0, true, true});
    }
  }

  const SocketSnapshot& m_snapshot;
  const SocketViewSettings& m_settings;
  SocketView& m_view;
  SocketFilter m_anyState;
  TimeWaitFold m_fold;
};

template <typename T>
int threeWay(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

template <typename T>
int known(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b ? threeWay(*a, *b) : threeWay(!a, !b);
}

std::optional<std::uint32_t> TcpInfo::*infoField(SocketOrder order) {
  if (order == SocketOrder::kRtt) return &TcpInfo::rttUs;
  return order == SocketOrder::kCwnd ? &TcpInfo::cwnd : &TcpInfo::totalRetransmits;
}

/// Listeners have no numbers of a connection.
std::optional<std::uint32_t> numberOf(const SocketRow& row, std::optional<std::uint32_t> TcpInfo::*field) {
  return row.info && row.state != TcpState::kListen ? (*row.info).*field : std::nullopt;
}

int compareProcess(const SocketRow& a, const SocketRow& b) {
  if (!a.process || !b.process) return threeWay(!a.process, !b.process);
  const int byName = threeWay(a.process->name, b.process->name);
  return byName != 0 ? byName : threeWay(a.process->pid, b.process->pid);
}

int compareTimer(const SocketRow& a, const SocketRow& b) {
  if (!a.timer || !b.timer) return threeWay(!a.timer, !b.timer);
  return threeWay(a.timer->expiresMs, b.timer->expiresMs);
}

/// States in the order of a connection's life, UDP behind them.
int stateRank(const SocketRow& row) {
  const auto* const found = std::ranges::find(kTcpStates, row.state);
  const auto rank = static_cast<int>(found - std::begin(kTcpStates));
  return row.protocol == Protocol::kTcp ? rank : rank + static_cast<int>(std::size(kTcpStates));
}

/// Unknown values stay behind, whichever the direction.
bool isUnknown(const SocketRow& row, SocketOrder order) {
  switch (order) {
    case SocketOrder::kProcess: return !row.process;
    case SocketOrder::kTimer: return !row.timer;
    case SocketOrder::kUser: return !row.uid;
    case SocketOrder::kRtt:
    case SocketOrder::kCwnd:
    case SocketOrder::kRetransmits: return !numberOf(row, infoField(order));
    default: return false;
  }
}

bool standsBefore(const SocketRow& a, const SocketRow& b, const SocketViewSettings& settings) {
  const int compared = compareSockets(a, b, settings.order);
  if (compared == 0) return synscope::standsBefore(a, b);
  const bool turned = settings.descending && isUnknown(a, settings.order) == isUnknown(b, settings.order);
  return turned ? compared > 0 : compared < 0;
}

void findBefore(SocketView& view, const SocketView* before) {
  view.before.assign(view.rows.size(), SocketView::kNotBefore);
  if (before == nullptr) return;
  std::unordered_map<std::uint64_t, std::uint32_t> places;
  places.reserve(before->rows.size());
  for (std::size_t i = 0; i < before->rows.size(); ++i)
    places.emplace(before->rows[i].id, static_cast<std::uint32_t>(i));
  for (std::size_t i = 0; i < view.rows.size(); ++i)
    if (const auto place = places.find(view.rows[i].id); place != places.end()) view.before[i] = place->second;
}

}  // namespace

int compareSockets(const SocketRow& a, const SocketRow& b, SocketOrder order) {
  switch (order) {
    case SocketOrder::kNatural: return 0;
    case SocketOrder::kProtocol: return threeWay(a.protocol, b.protocol);
    case SocketOrder::kState: return threeWay(stateRank(a), stateRank(b));
    case SocketOrder::kLocal: return threeWay(a.local, b.local);
    case SocketOrder::kRemote: return threeWay(a.remote, b.remote);
    case SocketOrder::kProcess: return compareProcess(a, b);
    case SocketOrder::kReceiveQueue: return threeWay(a.receiveQueue, b.receiveQueue);
    case SocketOrder::kSendQueue: return threeWay(a.sendQueue, b.sendQueue);
    case SocketOrder::kTimer: return compareTimer(a, b);
    case SocketOrder::kUser: return known(a.uid, b.uid);
    case SocketOrder::kRtt:
    case SocketOrder::kCwnd:
    case SocketOrder::kRetransmits: return known(numberOf(a, infoField(order)), numberOf(b, infoField(order)));
  }
  return 0;
}

std::shared_ptr<const SocketView> arrange(std::shared_ptr<const SocketSnapshot> snapshot,
                                          const SocketViewSettings& settings, const SocketView* before) {
  const auto view = std::make_shared<SocketView>();
  view->snapshot = std::move(snapshot);
  Chooser(*view->snapshot, settings, *view).run();
  const std::vector<SocketRow>& rows = view->snapshot->rows;
  std::ranges::stable_sort(view->rows, [&](const SocketViewRow& a, const SocketViewRow& b) {
    return standsBefore(rows[a.index], rows[b.index], settings);
  });
  findBefore(*view, before);
  return view;
}

}  // namespace synscope
