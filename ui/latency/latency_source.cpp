#include "ui/latency/latency_source.h"

#include "core/engine/base/net_thread.h"
#include "core/engine/latency/latency_run.h"

namespace synscope {

LiveLatency::LiveLatency(const LatencySettings& settings)
    : m_thread(std::make_unique<NetThread>()), m_run(new LatencyRun(settings)) {
  connect(m_run, &LatencyRun::failed, this, &LatencySource::failed);
  connect(m_run, &Job::ended, this, &LatencySource::ended);
  m_thread->adopt(m_run);
  QMetaObject::invokeMethod(m_run, &Job::start, Qt::QueuedConnection);
}

LiveLatency::~LiveLatency() = default;

std::vector<LatencySample> LiveLatency::drain() {
  return m_run->drain();
}

std::shared_ptr<const LatencyTable> LiveLatency::table() const {
  return m_run->table();
}

std::uint64_t LiveLatency::dropped() const {
  return m_run->dropped();
}

void LiveLatency::stop() {
  QMetaObject::invokeMethod(m_run, &Job::cancel, Qt::QueuedConnection);
}

}  // namespace synscope
