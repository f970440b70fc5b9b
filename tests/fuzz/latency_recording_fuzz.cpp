#include "core/logic/latency/latency_replay.h"
#include "tests/support/fuzz_main.h"

using namespace synscope;

std::vector<fuzz::Input> fuzz::corpus() {
  return inputsOf({
      "",
      "{\"schema\":\"synscope/latency-recording/1\",\"begin_ns\":1,\"epoch_ns\":2,\"method\":\"http\",\"tls\":true,"
      "\"keep_alive\":false,\"interval_ns\":1000000,\"timeout_ns\":3000000000}\n"
      "{\"lane\":1,\"host\":\"example.org\",\"port\":443,\"address\":\"192.0.2.1\"}\n"
      "{\"lane\":1,\"seq\":1,\"at_ns\":5,\"verdict\":\"open\",\"reason\":\"syn-ack\",\"ok\":true,\"connect_ns\":77}\n"
      "{\"lane\":1,\"seq\":3,\"at_ns\":9,\"verdict\":\"filtered\",\"reason\":\"timeout\",\"ok\":false}\n"
      "{\"lane\":1,\"sent\":17,\"missed\":0}\n{\"lane\":1,\"retired\":true}\n{\"end\":true}\n",
      "{\"lane\":1,\"seq\":18446744073709551615,\"at_ns\":-9223372036854775808,\"verdict\":\"open\",\"reason\":\"rst\"}"
      "\n",
  });
}

/// What is read is written and read again without change, and sums up to numbers that agree with each other, however
/// the file comes in pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::textOf(data, size);
  std::uint64_t seen = 0;
  LatencyReplay whole([&](const LatencySample& sample) {
    ++seen;
    std::string line = encodeLatencyRecord(sample);
    line.pop_back();
    fuzz::check(decodeLatencyRecord(line) == LatencyRecord(sample), "a sample that changes when it is written again");
  });
  whole.add(text);
  whole.finish();
  LatencyReplay pieces;
  for (std::size_t i = 0; i < text.size(); i += 3)
    pieces.add(text.substr(i, 3));
  pieces.finish();
  fuzz::check(whole.samples() == seen && pieces.samples() == seen, "samples that were not shown");
  fuzz::check(whole.damaged() == pieces.damaged(), "another reading in pieces");
  for (const LatencySummary& lane : whole.table().lanes) {
    fuzz::check(lane.ok + lane.failed + lane.pending >= lane.sent, "requests that are nowhere");
    fuzz::check(lane.lost <= lane.failed && lane.retransmitted <= lane.ok, "more lost than failed");
    for (const auto& [step, numbers] : lane.series)
      fuzz::check(numbers.count == 0 || (*numbers.min <= *numbers.p50 && *numbers.p50 <= *numbers.max), "odd numbers");
  }
  return 0;
}
