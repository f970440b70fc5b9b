#include "core/logic/throughput/iperf_login.h"
#include "tests/support/fuzz_main.h"

using namespace synscope;

std::vector<fuzz::Input> fuzz::corpus() {
  return inputsOf({"user: mario\npwd:  rossi\nts:   1500000000", "user: \npwd:  \nts:   0",
                   "user: a\npwd:  x\nts:   1\nts:   -2", "# comment\nmario,abc\r\n\n luigi , def\n,x\n",
                   "user: a\npwd:  b\nts:   99999999999999999999"});
}

/// What somebody encrypted, and what stands in a file of users: read again the same, judged without overflow.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::textOf(data, size);
  const auto users = readIperfUsers(text);
  fuzz::check(users.size() <= size / 3 + 1, "more users than lines");
  for (const IperfUser& user : users)
    fuzz::check(!user.name.empty() && !user.hash.empty(), "a user without a name or hash");
  const auto login = readIperfLoginText(text);
  if (!login) return 0;
  fuzz::check(readIperfLoginText(iperfLoginText(*login)) == login, "a login that is read differently");
  for (const std::int64_t now : {std::int64_t{0}, std::int64_t{1'500'000'000}})
    judgeIperfLogin(*login, "abc", users, now, std::chrono::hours(24));
  return 0;
}
