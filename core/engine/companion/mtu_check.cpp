#include "core/engine/companion/mtu_check.h"

#include "core/engine/companion/mtu_trial.h"
#include "core/engine/reach/local_facts.h"

#include <QPointer>

#include <utility>

namespace synscope {

class MtuCheck::Private {
 public:
  Private(MtuCheck* owner, IpEndpoint where, Duration most) : q(owner), companion(std::move(where)), timeout(most) {}

  void open();
  MtuTrial* make(const FullSizeTrial& trial);
  void tryNext();
  void begin(MtuTrial* next);
  void onEnded();
  void fail(ErrorCode code);
  void finish();

  MtuCheck* q;
  IpEndpoint companion;
  Duration timeout;
  FullSizeSearch search;
  QPointer<MtuTrial> trial;
  /// The way back as the system chooses, connected before the first data: what the way there says of the path makes
  /// later connections offer smaller segments, and would hide a loss on the way back.
  QPointer<MtuTrial> waiting;
  MtuFinding finding;
  Duration wait = MtuTrial::kLeastWait;  ///< For data that does not arrive.
  bool over = false;
};

void MtuCheck::Private::tryNext() {
  if (over) return;
  const auto next = search.next();
  if (!next) {
    finding.verdict = judgeMtu(search.there(), search.back(), companion.address.family());
    return finish();
  }
  const bool isWaiting = waiting && waiting->trial() == *next;
  trial = isWaiting ? waiting.data() : make(*next);
  if (isWaiting) return begin(std::exchange(waiting, nullptr));
  QObject::connect(
      trial, &MtuTrial::ready, q, [this] { begin(trial); }, Qt::QueuedConnection);
  trial->open();
}

void MtuCheck::Private::open() {
  waiting = make({FullSizeWay::kBack, std::nullopt});
  QObject::connect(
      waiting, &MtuTrial::ready, q, [this] { tryNext(); }, Qt::QueuedConnection);
  waiting->open();
}

MtuTrial* MtuCheck::Private::make(const FullSizeTrial& what) {
  auto* made = new MtuTrial(companion, what, timeout, q);
  QObject::connect(
      made, &MtuTrial::ended, q, [this] { onEnded(); }, Qt::QueuedConnection);
  QObject::connect(
      made, &MtuTrial::failed, q, [this](ErrorCode code) { fail(code); }, Qt::QueuedConnection);
  return made;
}

void MtuCheck::Private::begin(MtuTrial* next) {
  if (over || next == nullptr) return;
  finding.trials.push_back(next->trial());
  Q_EMIT q->trying(next->trial(), search.mostLeft() * wait);
  next->start();
}

void MtuCheck::Private::onEnded() {
  if (over || !trial) return;
  finding.companion = trial->hello().value_or(finding.companion);
  wait = trial->wait();
  search.onOutcome(trial->trial(), trial->outcome());
  finding.there = search.there();
  finding.back = search.back();
  delete trial;
  tryNext();
}

void MtuCheck::Private::fail(ErrorCode code) {
  if (over) return;
  finding.error = Error{code, "companion", companion.toString(), 0};
  finish();
}

void MtuCheck::Private::finish() {
  if (std::exchange(over, true)) return;
  for (MtuTrial* each : {trial.data(), waiting.data()})
    if (each != nullptr) each->deleteLater();
  QMetaObject::invokeMethod(q, &Job::ended, Qt::QueuedConnection);
}

MtuCheck::MtuCheck(IpEndpoint companion, Duration timeout, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(companion), timeout)) {}

MtuCheck::~MtuCheck() = default;

void MtuCheck::start() {
  d->finding.address = d->companion;
  d->finding.ownMtu = routeTo(d->companion.address).mtu;
  d->open();
}

void MtuCheck::cancel() {
  d->finish();
}

const MtuFinding& MtuCheck::result() const {
  return d->finding;
}

std::optional<PacketSizes> packetSizesOf(const MtuFinding& finding) {
  if (finding.error || !finding.verdict) return std::nullopt;
  return PacketSizes{finding.address,
                     finding.companion.name,
                     finding.companion.program,
                     finding.ownMtu,
                     finding.there,
                     finding.back,
                     static_cast<int>(finding.trials.size()),
                     *finding.verdict};
}

}  // namespace synscope
