#include "core/logic/kernel/socket_filter.h"
#include "core/logic/kernel/tcp_counters.h"
#include "tests/support/fuzz_main.h"

using namespace synscope;

namespace {

fuzz::Input rowWithAttributes(std::uint8_t family, std::uint8_t state) {
  fuzz::Input input(72 + 4 + 280);
  input[0] = family;
  input[1] = state;
  input[2] = 1;
  input[72] = static_cast<std::uint8_t>((4 + 280) & 0xff);
  input[73] = (4 + 280) >> 8;
  input[74] = 2;
  input[76] = state;
  input.insert(input.end(), {5, 0, 11, 0, 1, 0, 0, 0});
  return input;
}

}  // namespace

std::vector<fuzz::Input> fuzz::corpus() {
  std::vector<Input> inputs = inputsOf({"LISTEN,estab;FIN-WAIT-1 all", "TcpExt: ListenDrops\nTcpExt: 1\n"});
  for (const std::uint8_t family : {std::uint8_t{2}, std::uint8_t{10}})
    for (std::uint8_t state = 0; state < 14; ++state)
      inputs.push_back(rowWithAttributes(family, state));
  return inputs;
}

/// Whatever the kernel, a file or a person hands over, rows have names and lengths hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  for (const Protocol protocol : {Protocol::kTcp, Protocol::kUdp}) {
    const auto row = decodeSocketRow(bytes, protocol);
    if (!row) continue;
    fuzz::check(size >= 72, "a row out of too few bytes");
    fuzz::check(!stateName(*row).empty() && !endpointText(row->remote).empty(), "a row without words");
    fuzz::check(!row->process && !row->listener, "something that is not in the bytes");
    fuzz::check(SocketFilter().matches(*row), "no condition, no match");
  }
  const std::string_view text = fuzz::textOf(data, size);
  if (const auto states = parseStates(text); states)
    fuzz::check(linuxStateMask(*states) != 0, "a list of states without a state");
  const TcpCounters counters = parseTcpCounters(text);
  fuzz::check(!counters.listenDrops || size > 8, "a counter out of nothing");
  return 0;
}
