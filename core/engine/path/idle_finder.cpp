#include "core/engine/path/idle_finder.h"

#include "core/engine/path/idle_connection.h"

#include <algorithm>

namespace synscope {

class IdleFinder::Private {
 public:
  void collect() {
    rungs.clear();
    for (const IdleConnection* connection : connections)
      rungs.push_back(connection->rung());
  }
  bool allDecided() const { return std::ranges::all_of(connections, &IdleConnection::isDecided); }

  std::vector<IdleConnection*> connections;  ///< Ascending idle time; children of the job.
  std::vector<IdleRung> rungs;
  bool over = false;
};

IdleFinder::IdleFinder(IpEndpoint target, std::vector<Duration> idleTimes, Duration connectTimeout, QObject* parent)
    : Job(parent), d(std::make_unique<Private>()) {
  std::ranges::sort(idleTimes);
  for (const Duration idle : idleTimes)
    d->connections.push_back(new IdleConnection(target, idle, connectTimeout, this));
  for (IdleConnection* connection : d->connections)
    connect(connection, &IdleConnection::changed, this, [this] {
      if (d->over) return;
      d->collect();
      Q_EMIT progressed(d->rungs);
      if (d->over || !d->allDecided()) return;  // A slot may have cancelled the rest.
      d->over = true;
      QMetaObject::invokeMethod(this, &Job::ended, Qt::QueuedConnection);
    });
  d->collect();
}

IdleFinder::~IdleFinder() = default;

void IdleFinder::start() {
  for (IdleConnection* connection : d->connections)
    connection->start();
}

void IdleFinder::cancel() {
  for (IdleConnection* connection : d->connections)
    connection->cancel();
}

const std::vector<IdleRung>& IdleFinder::result() const {
  return d->rungs;
}

}  // namespace synscope
