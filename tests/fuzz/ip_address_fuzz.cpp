#include "core/logic/base/ip_address.h"
#include "core/logic/base/ip_special.h"
#include "tests/support/fuzz_main.h"

using namespace synscope;

std::vector<fuzz::Input> fuzz::corpus() {
  return inputsOf({"0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::1", "fe80::1%eth0", "::ffff:192.0.2.1",
                   "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4", "2001:0:0:1:0:0:0:1"});
}

/// What is read can be written, and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto address = IpAddress::parse(fuzz::textOf(data, size));
  if (!address) return 0;
  classify(*address);
  const auto again = IpAddress::parse(address->toString());
  fuzz::check(again && *again == *address, "an address changes when written and read again");
  fuzz::check(again->toString() == address->toString(), "the canonical form is not canonical");
  return 0;
}
