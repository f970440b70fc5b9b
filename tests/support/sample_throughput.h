#pragma once

#include "ui/throughput/throughput_record.h"
#include "ui/throughput/throughput_source.h"

namespace synscope {

/// A test without sockets: shows the values it is given.
class SampleThroughput : public ThroughputSource {
  Q_OBJECT

 public:
  std::shared_ptr<const ThroughputReport> report() const override { return shown; }
  std::vector<ThroughputInterval> drain() override { return std::exchange(waiting, {}); }
  std::vector<LoadSample> drainLatency() override { return std::exchange(waitingLatency, {}); }
  void stop() override { Q_EMIT ended(); }

  std::vector<ThroughputInterval> waiting;
  std::vector<LoadSample> waitingLatency;
  std::shared_ptr<const ThroughputReport> shown = std::make_shared<ThroughputReport>();
};

/// A server without sockets.
class SampleServing : public ThroughputServing {
  Q_OBJECT

 public:
  std::vector<std::shared_ptr<const ThroughputReport>> reports() const override { return shown; }
  void stop() override { Q_EMIT ended(); }

  std::vector<std::shared_ptr<const ThroughputReport>> shown;
};

enum class SampleTransfer { kTcpUp, kTcpDown, kTcpBoth, kTcpInTurn, kUdp, kFailed };

/// A test as one would meet it: four streams, or UDP with loss; with its verdict and the latency beside it.
ThroughputReport sampleThroughputReport(SampleTransfer transfer, bool finished = true, int seconds = 10);
/// The same, ten times a second, for the plots.
std::vector<ThroughputInterval> sampleThroughputIntervals(SampleTransfer transfer, int seconds, int perSecond);
/// Its round trips, without load first.
std::vector<LoadSample> sampleLoadSamples(SampleTransfer transfer, int seconds);
std::shared_ptr<ThroughputRunRecord> sampleThroughputRecord(SampleTransfer transfer);

}  // namespace synscope
