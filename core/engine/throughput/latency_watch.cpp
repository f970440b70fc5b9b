#include "core/engine/throughput/latency_watch.h"

#include "core/logic/throughput/loaded_latency.h"

namespace synscope {

LatencyWatch::LatencyWatch(std::shared_ptr<TestReport> report) : m_report(std::move(report)) {}

void LatencyWatch::addIdle(TimePoint at, Duration time, LoadMethod method) {
  m_samples.addIdle(at, time, method);
}

void LatencyWatch::begin(TimePoint at) {
  m_samples.begin(at);
  tell();
}

void LatencyWatch::probe(LoadState load, const IpEndpoint& server, const ThroughputConnection& connection) {
  m_probe = std::make_unique<LoadProbe>(server, connection,
                                        [this, load](const LoadProbe::Knock& knock) { onKnocked(load, knock); });
  m_probe->start();
}

void LatencyWatch::rest() {
  if (!m_probe) return;
  m_probe->stop();
  if (!m_samples.hasIdle()) addLeastRtt();
  tell();
}

void LatencyWatch::onKnocked(LoadState load, const LoadProbe::Knock& knock) {
  m_samples.add(load, knock.at, knock.time, knock.synRetransmits);
  m_probe->setSpacing(m_samples.spacing());
  tell();
}

void LatencyWatch::addLeastRtt() {
  for (const StreamTotal& stream : m_report->snapshot()->streams)
    if (stream.info && stream.info->minRttUs)
      m_samples.addIdle(m_samples.begunAt(), std::chrono::microseconds(*stream.info->minRttUs), LoadMethod::kLeastRtt);
}

void LatencyWatch::tell() {
  std::vector<LoadSample> samples = m_samples.all();
  if (samples.empty()) return;
  m_report->addLatency(m_samples.takeNew());
  m_report->change([&](ThroughputReport& report) { report.latency = loadedLatencyOf(std::move(samples)); });
}

}  // namespace synscope
