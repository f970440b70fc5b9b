#include "core/logic/throughput/iperf_client_machine.h"
#include "tests/support/iperf_fuzz.h"

using namespace synscope;

std::vector<fuzz::Input> fuzz::corpus() {
  const fuzz::Input results = fuzz::results({1, 3});
  std::vector<fuzz::Input> inputs = {
      fuzz::script({{9}, {10}, {0xf0}, {1, 2}, {0xf1}, {13}, {0xf2}, results, {14}}),
      fuzz::script({{9}, {10}, {0xf0}, {1, 2}, {0xf1}, {13}, {0xf2}, {0xfe, 0, 0, 0, 117}}),
      fuzz::script({{9}, {0xff}}), fuzz::script({{9}, {10}, {0xf0}, {1, 2}, {0xf3}})};
  for (const fuzz::Input& json : fuzz::resultTexts())
    inputs.push_back(json);
  return inputs;
}

/// Whatever a server sends, in whatever pieces: one end, nothing after it, little kept, and results that can be told
/// again the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ThroughputSettings settings;
  settings.parallel = 2;
  settings.time = std::chrono::seconds(1);
  IperfClientMachine machine(settings, IperfCookie{}, "fuzz");
  fuzz::play(machine, data, size);
  fuzz::checkResults(fuzz::textOf(data, size));
  return 0;
}
