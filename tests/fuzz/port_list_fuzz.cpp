#include "core/logic/reach/port_list.h"
#include "tests/support/fuzz_main.h"

#include <algorithm>
#include <functional>

using namespace synscope;

std::vector<fuzz::Input> fuzz::corpus() {
  return inputsOf({"22,80,8000-8100", "all", "-100", "60000-", "ssh, https", "２２，８０", "8000 ~ 8100;22", "0",
                   "65536", "1-2-3", "100-50"});
}

/// What is accepted is ascending, without repeats, without port 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto ports = parsePorts(fuzz::textOf(data, size), Protocol::kTcp);
  if (!ports) {
    fuzz::check(ports.error().subject.size() <= 80, "the subject of an error is too long");
    return 0;
  }
  fuzz::check(!ports->empty() && ports->front() != 0, "an empty list or port 0");
  fuzz::check(std::ranges::adjacent_find(*ports, std::greater_equal<>()) == ports->end(), "ports out of order");
  return 0;
}
