#include "tests/support/sample_latency.h"

#include "core/logic/latency/latency_statistics.h"

#include <cmath>

namespace synscope {
namespace {

Duration fromMs(double ms) {
  return Duration(static_cast<Duration::rep>(ms * 1e6));
}

/// Between 0 and 1, the same for the same numbers.
double chance(std::uint64_t lane, std::uint64_t seq, std::uint64_t what) {
  std::uint64_t x = (lane * 1'000'003 + seq) * 2'654'435'761u + what * 40'503;
  x ^= x >> 31;
  x *= 0x9e3779b97f4a7c15ull;
  x ^= x >> 29;
  return static_cast<double>(x >> 11) / 9007199254740992.0;
}

void fail(LatencySample& sample) {
  sample.ok = false;
  sample.connect.reset();
  sample.tls.reset();
  sample.firstByte.reset();
  sample.kernelRtt.reset();
  sample.verdict = PortState::kFiltered;
  sample.reason = Reason::kTimeout;
}

LatencySample sampleOf(const SampleLane& lane, std::uint32_t id, std::uint64_t seq, double second) {
  LatencySample sample;
  sample.lane = id;
  sample.seq = seq;
  sample.ok = true;
  sample.verdict = PortState::kOpen;
  sample.reason = Reason::kSynAck;
  sample.synRetransmits = 0;
  const double noise = -std::log(1 - chance(id, seq, 1) * 0.9999) * 0.06 + 0.03 * std::sin(second / 7 + id);
  double ms = lane.baseMs * (1 + noise);
  if (lane.weather == SampleWeather::kSpikes && chance(id, seq, 2) < 0.02) ms *= 6 + 3 * chance(id, seq, 3);
  sample.connect = fromMs(ms);
  sample.kernelRtt = fromMs(ms - 0.021);
  if (lane.weather == SampleWeather::kTls) {
    sample.tls = fromMs(ms * 1.7 + 2.1);
    sample.firstByte = fromMs(ms * 1.1 + 6 + 3 * chance(id, seq, 4));
  }
  if (lane.weather == SampleWeather::kSynLoss && chance(id, seq, 5) < 0.015) {
    sample.synRetransmits = 1;
    sample.connect = fromMs(ms + 1024);
  }
  if (lane.weather == SampleWeather::kOutage && second > 31 && second < 39) fail(sample);
  return sample;
}

}  // namespace

std::vector<SampleLane> sampleLanes() {
  return {{"web.example.net", 443, "192.0.2.10", 11.4, SampleWeather::kTls},
          {"db.example.net", 5432, "198.51.100.7", 0.62, SampleWeather::kSpikes},
          {"mail.example.org", 25, "2001:db8:5::25", 34.0, SampleWeather::kSynLoss},
          {"10.9.3.20", 22, "10.9.3.20", 4.2, SampleWeather::kOutage}};
}

LatencySettings sampleLatencySettings(const std::vector<SampleLane>& lanes) {
  LatencySettings settings;
  for (const SampleLane& lane : lanes)
    settings.targets.push_back({lane.host, lane.port});
  settings.interval = std::chrono::milliseconds(100);
  settings.count = 1200;
  return settings;
}

std::vector<LatencySample> sampleLatencySamples(const std::vector<SampleLane>& lanes, TimePoint begin, int seconds,
                                                int perSecond) {
  return sampleLatencyStretch(lanes, begin, 0, seconds * perSecond, perSecond);
}

std::vector<LatencySample> sampleLatencyStretch(const std::vector<SampleLane>& lanes, TimePoint begin, int from, int to,
                                                int perSecond) {
  std::vector<LatencySample> samples;
  for (int index = from; index < to; ++index) {
    const double second = static_cast<double>(index) / perSecond;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
      samples.push_back(
          sampleOf(lanes[lane], static_cast<std::uint32_t>(lane + 1), static_cast<std::uint64_t>(index) + 1, second));
      samples.back().at = begin + fromMs(second * 1000);
    }
  }
  return samples;
}

std::shared_ptr<const LatencyTable> sampleLatencyTable(const std::vector<SampleLane>& lanes, TimePoint begin,
                                                       const std::vector<LatencySample>& samples) {
  auto table = std::make_shared<LatencyTable>();
  table->begin = begin;
  table->generation = samples.size() + 1;
  for (std::size_t index = 0; index < lanes.size(); ++index) {
    const auto id = static_cast<std::uint32_t>(index + 1);
    const SampleLane& lane = lanes[index];
    LatencyStatistics statistics(
        LatencyLane{id, {lane.host, lane.port}, {*IpAddress::parse(lane.address), lane.port}, false});
    std::uint64_t sent = 0;
    for (const LatencySample& sample : samples) {
      if (sample.lane != id) continue;
      statistics.noteSent(++sent, 0);
      statistics.add(sample);
    }
    table->lanes.push_back(statistics.summary());
  }
  return table;
}

std::shared_ptr<LatencyRunRecord> sampleLatencyRecord(const std::vector<SampleLane>& lanes, int seconds,
                                                      int perSecond) {
  const TimePoint begin(std::chrono::hours(1));
  auto record = std::make_shared<LatencyRunRecord>();
  record->settings = sampleLatencySettings(lanes);
  record->startedAtMs = 1'772'357'405'000;
  const auto samples = sampleLatencySamples(lanes, begin, seconds, perSecond);
  record->table = sampleLatencyTable(lanes, begin, samples);
  record->curves->feed(samples, begin);
  return record;
}

}  // namespace synscope
