#include "core/engine/companion/mtu_check.h"

#include "core/engine/companion/mtu_trial.h"
#include "core/engine/reach/local_facts.h"

#include <QPointer>

#include <utility>

namespace synscope {

class MtuCheck::Private {
 public:
  Private(MtuCheck* owner, IpEndpoint where, Duration most) : q(owner), companion(std::move(where)), timeout(most) {}

  void tryNext();
  void onEnded();
  void fail(ErrorCode code);
  void finish();

  MtuCheck* q;
  IpEndpoint companion;
  Duration timeout;
  FullSizeSearch search;
  QPointer<MtuTrial> trial;
  MtuFinding finding;
  bool over = false;
};

void MtuCheck::Private::tryNext() {
  if (over) return;
  const auto next = search.next();
  if (!next) {
    finding.verdict = judgeMtu(search.there(), search.back(), companion.address.family());
    return finish();
  }
  finding.trials.push_back(*next);
  Q_EMIT q->trying(*next);
  trial = new MtuTrial(companion, *next, timeout, q);
  QObject::connect(
      trial, &MtuTrial::ended, q, [this] { onEnded(); }, Qt::QueuedConnection);
  QObject::connect(
      trial, &MtuTrial::failed, q, [this](ErrorCode code) { fail(code); }, Qt::QueuedConnection);
  trial->start();
}

void MtuCheck::Private::onEnded() {
  if (over || !trial) return;
  finding.companion = trial->hello().value_or(finding.companion);
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
  if (trial) trial->deleteLater();
  QMetaObject::invokeMethod(q, &Job::ended, Qt::QueuedConnection);
}

MtuCheck::MtuCheck(IpEndpoint companion, Duration timeout, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(companion), timeout)) {}

MtuCheck::~MtuCheck() = default;

void MtuCheck::start() {
  d->finding.ownMtu = routeTo(d->companion.address).mtu;
  d->tryNext();
}

void MtuCheck::cancel() {
  d->finish();
}

const MtuFinding& MtuCheck::result() const {
  return d->finding;
}

}  // namespace synscope
