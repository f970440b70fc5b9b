#include "core/logic/throughput/iperf_server_machine.h"
#include "tests/support/iperf_fuzz.h"

using namespace synscope;

std::vector<fuzz::Input> fuzz::corpus() {
  const fuzz::Input cookie(37, 'c');
  const fuzz::Input asked =
      fuzz::framed(R"({"tcp":true,"omit":0,"time":1,"num":0,"blockcount":0,"parallel":2,"len":1000})");
  const fuzz::Input results = fuzz::results({1, 3});
  std::vector<fuzz::Input> inputs = {fuzz::script({cookie, asked, {0xf0}, {4}, results, {0xf2}, {16}}),
                                     fuzz::script({cookie, asked, {0xf0}, {0xf3}, {12}}),
                                     fuzz::script({cookie, {0xff, 0xff, 0xff, 0xff}}),
                                     fuzz::script({cookie, asked, {16}})};
  for (const fuzz::Input& json : fuzz::parameterTexts())
    inputs.push_back(json);
  return inputs;
}

/// Whatever a client sends, in whatever pieces: one end, nothing after it, little kept, and parameters inside their
/// limits that can be told again the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  IperfServerMachine machine;
  fuzz::play(machine, data, size);
  fuzz::checkParameters(fuzz::textOf(data, size));
  return 0;
}
