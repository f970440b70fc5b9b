#pragma once

#include "core/logic/latency/latency_recording.h"

#include <cstdint>
#include <functional>
#include <string>

namespace synscope {

/// The recording of a run of so many samples over `lanes` targets, ten a second of each, as a program that was killed
/// leaves it, piece by piece.
inline void makeLongRecording(std::uint64_t samples, std::uint32_t lanes,
                              const std::function<void(const std::string&)>& write) {
  constexpr auto kEvery = std::chrono::milliseconds(100);
  const TimePoint begin(std::chrono::hours(1));
  write(encodeLatencyRecord(
      LatencyRecordingHeader{begin, 0, LatencyMethod::kConnect, false, false, kEvery, std::chrono::seconds(3)}));
  for (std::uint32_t lane = 1; lane <= lanes; ++lane)
    write(encodeLatencyRecord(
        LatencyLaneOpened{LatencyLane{lane, {"example.net", 443}, {*IpAddress::parse("192.0.2.1"), 443}, false}}));
  std::uint64_t noise = 1;
  for (std::uint64_t index = 0; index < samples; ++index) {
    noise = noise * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    LatencySample sample;
    sample.lane = static_cast<std::uint32_t>(index % lanes) + 1;
    sample.seq = index / lanes + 1;
    sample.at = begin + kEvery * static_cast<std::int64_t>(sample.seq);
    sample.verdict = PortState::kOpen;
    sample.reason = Reason::kSynAck;
    sample.ok = true;
    sample.connect = sample.wall = sample.kernelRtt = Duration(10'000'000 + static_cast<std::int64_t>(noise >> 42U));
    write(encodeLatencyRecord(sample));
  }
}

}  // namespace synscope
