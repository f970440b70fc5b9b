#pragma once

#include "ui/latency/latency_record.h"
#include "ui/latency/latency_source.h"

namespace synscope {

/// A measurement without sockets: shows the values it is given.
class SampleLatency : public LatencySource {
  Q_OBJECT

 public:
  std::vector<LatencySample> drain() override { return std::exchange(waiting, {}); }
  std::shared_ptr<const LatencyTable> table() const override { return shown; }
  std::uint64_t dropped() const override { return 0; }
  void stop() override { Q_EMIT ended(); }

  std::vector<LatencySample> waiting;
  std::shared_ptr<const LatencyTable> shown = std::make_shared<LatencyTable>();
};

/// What made-up targets answer.
enum class SampleWeather { kSteady, kSynLoss, kOutage, kSpikes, kTls };

struct SampleLane {
  std::string host;
  std::uint16_t port;
  std::string address;
  double baseMs;
  SampleWeather weather;
};

/// `seconds` of samples, `perSecond` of each lane, in order; the same ones every time. Their numbers come from the
/// same statistics as those of real ones.
std::vector<LatencySample> sampleLatencySamples(const std::vector<SampleLane>& lanes, TimePoint begin, int seconds,
                                                int perSecond);
/// Requests number `from` + 1 to `to` of each lane.
std::vector<LatencySample> sampleLatencyStretch(const std::vector<SampleLane>& lanes, TimePoint begin, int from, int to,
                                                int perSecond);
std::shared_ptr<const LatencyTable> sampleLatencyTable(const std::vector<SampleLane>& lanes, TimePoint begin,
                                                       const std::vector<LatencySample>& samples);
std::vector<SampleLane> sampleLanes();
LatencySettings sampleLatencySettings(const std::vector<SampleLane>& lanes);
std::shared_ptr<LatencyRunRecord> sampleLatencyRecord(const std::vector<SampleLane>& lanes, int seconds, int perSecond);

}  // namespace synscope
