#include "core/engine/path/arrival_ttl.h"

#include "core/engine/base/clock.h"
#include "core/engine/path/probe_socket.h"
#include "core/logic/path/arrival_search.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace synscope {
namespace {

using namespace std::chrono_literals;

/// A round is over this many round trips after its first answer, but not sooner than kShortestWait.
constexpr int kRoundTrips = 4;
constexpr Duration kShortestWait = 40ms;

}  // namespace

class ArrivalTtlSearch::Private {
 public:
  Private(ArrivalTtlSearch* search, const IpEndpoint& target, Duration wait, int distance);

  void start();
  void cancel();
  const ArrivalTtlEvidence& result() const { return m_result; }

 private:
  struct Try {
    int minimum = 1;
    bool answered = false;
    std::unique_ptr<ProbeSocket> socket;
  };

  void nextRound();
  void send(std::size_t index);
  void take(std::size_t index, const ProbeAnswer& answer);
  void endRound();
  void end();

  ArrivalTtlSearch* m_search;
  ArrivalSearch m_strategy;
  Duration m_wait;
  std::vector<Try> m_round;
  QTimer m_timer;
  ArrivalTtlEvidence m_result;
  bool m_cancelled = false;
  bool m_ended = false;
};

ArrivalTtlSearch::Private::Private(ArrivalTtlSearch* search, const IpEndpoint& target, Duration wait, int distance)
    : m_search(search), m_strategy(distance), m_wait(wait), m_timer(search) {
  m_result.target = target;
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, search, [this] { endRound(); });
}

void ArrivalTtlSearch::Private::start() {
  m_timer.start(0);
}

void ArrivalTtlSearch::Private::cancel() {
  if (m_ended) return;
  m_cancelled = true;
  m_timer.start(0);
}

void ArrivalTtlSearch::Private::nextRound() {
  const std::vector<int> minimums = m_strategy.next();
  if (minimums.empty()) return end();
  for (const int minimum : minimums)
    m_round.push_back({minimum, false, nullptr});
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(m_wait));
  for (std::size_t i = 0; i < m_round.size(); ++i)
    send(i);
}

void ArrivalTtlSearch::Private::send(std::size_t index) {
  Try& attempt = m_round[index];
  attempt.socket = std::make_unique<ProbeSocket>(m_result.target, Protocol::kTcp);
  ProbeSocket::Options options;
  if (attempt.minimum > 1) options.minimumTtl = attempt.minimum;
  if (attempt.socket->start(options) != SocketError::kNone) {
    m_cancelled = true;
    m_timer.start(0);
    return;
  }
  connect(attempt.socket.get(), &ProbeSocket::answered, m_search,
          [this, index](const ProbeAnswer& answer) { take(index, answer); });
  attempt.socket->look();
}

/// The answers of a round come together: the first shortens the wait for the others.
void ArrivalTtlSearch::Private::take(std::size_t index, const ProbeAnswer& answer) {
  if (answer.answer != HopAnswer::kSynAck && answer.answer != HopAnswer::kRst) return;
  m_result.answer = answer.answer;
  m_round[index].answered = true;
  const Duration roundTrip = answer.at - m_round[index].socket->sentAt();
  const Duration shorter = std::clamp(kRoundTrips * roundTrip, std::min(kShortestWait, m_wait), m_wait);
  m_wait = shorter;
  const bool all = std::all_of(m_round.begin(), m_round.end(), [](const Try& t) { return t.answered; });
  m_timer.start(all ? 0ms : std::chrono::ceil<std::chrono::milliseconds>(shorter));
}

void ArrivalTtlSearch::Private::endRound() {
  if (m_cancelled) return end();
  for (const Try& attempt : m_round)
    m_strategy.tried(attempt.minimum, attempt.answered);
  m_round.clear();
  nextRound();
}

void ArrivalTtlSearch::Private::end() {
  m_ended = true;
  m_timer.stop();
  m_round.clear();
  if (!m_cancelled) m_result.arrivalTtl = m_strategy.found();
  Q_EMIT m_search->ended();
}

ArrivalTtlSearch::ArrivalTtlSearch(IpEndpoint target, Duration wait, int distance, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, target, wait, distance)) {}

ArrivalTtlSearch::~ArrivalTtlSearch() = default;

void ArrivalTtlSearch::start() {
  d->start();
}
void ArrivalTtlSearch::cancel() {
  d->cancel();
}
const ArrivalTtlEvidence& ArrivalTtlSearch::result() const {
  return d->result();
}

}  // namespace synscope
