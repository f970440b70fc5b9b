#include "core/logic/base/display_text.h"
#include "core/logic/reach/target_text.h"
#include "tests/support/fuzz_main.h"

using namespace synscope;

std::vector<fuzz::Input> fuzz::corpus() {
  return inputsOf({"example.com", "10.9.0.2:443", "[fe80::1%eth0]:22", "https://user:pw@example.com:8443/a?b#c",
                   "「例子.中国：８０」", "example.com 443", "jdbc:mysql://db:3306/x", "http://[fe80::1%25eth0]/",
                   "10.0.0.0/8", "\xef\xbb\xbf<ssh://host>", "host:https"});
}

/// What is accepted is a host that can be shown and looked up; what is refused says why in a bounded text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto target = parseTarget(fuzz::textOf(data, size));
  if (!target) {
    fuzz::check(target.error().subject.size() <= 80, "the subject of an error is too long");
    return 0;
  }
  fuzz::check(!target->host.empty() && target->host.front() != '-', "a host that is empty or looks like an option");
  fuzz::check(sanitizeForDisplay(target->host) == target->host, "a host with hidden characters");
  fuzz::check(target->host.find_first_of(" /@\\?#[]") == std::string::npos, "a host with left-over punctuation");
  fuzz::check(!target->port || *target->port != 0, "port 0");
  fuzz::check(target->address.has_value() == IpAddress::parse(target->host).has_value(), "address and host disagree");
  return 0;
}
