#include "tests/logic/path/trace_text.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>

namespace synscope::test {
namespace {

IpAddress who(const std::string& word) {
  if (word == "host") return writtenTarget().address;
  if (word == "self") return IpAddress::v4({10, 0, 0, 1});
  return IpAddress::v4({10, 0, static_cast<std::uint8_t>(std::stoi(word.substr(1))), 1});
}

HopAnswer answerOf(const std::string& word) {
  if (word == "te") return HopAnswer::kTtlExceeded;
  if (word == "icmp") return HopAnswer::kIcmpUnreachable;
  for (const HopAnswer answer : kHopAnswers) {
    if (name(answer) == word) return answer;
  }
  throw std::invalid_argument("no such answer: " + word);
}

IcmpReport icmpOf(const std::string& word, const IpAddress& from, bool self) {
  const auto slash = word.find('/');
  return {IpFamily::kV4, static_cast<std::uint8_t>(std::stoi(word.substr(0, slash))),
          static_cast<std::uint8_t>(std::stoi(word.substr(slash + 1))), from, self};
}

HopProbe probeOf(const std::string& line) {
  std::istringstream words(line);
  std::string ttl, answer, code, from;
  int ms = 10;
  words >> ttl >> answer;
  HopProbe probe;
  probe.ttl = std::stoi(ttl);
  if (const auto dot = ttl.find('.'); dot != std::string::npos) probe.round = std::stoi(ttl.substr(dot + 1));
  probe.answer = answerOf(answer);
  if (answer == "icmp") words >> code;
  if (!(words >> from)) return probe;
  probe.from = who(from);
  if (probe.answer == HopAnswer::kTtlExceeded) code = "11/0";
  if (!code.empty()) probe.icmp = icmpOf(code, *probe.from, from == "self");
  words >> ms;
  probe.rtt = std::chrono::milliseconds(ms);
  return probe;
}

}  // namespace

IpEndpoint writtenTarget() {
  return {IpAddress::v4({10, 0, 9, 9}), 443};
}

std::vector<HopProbe> probes(std::string_view text) {
  std::string lines(text);
  std::replace(lines.begin(), lines.end(), ';', '\n');
  std::istringstream in(lines);
  std::vector<HopProbe> all;
  for (std::string line; std::getline(in, line);) {
    if (line.find_first_not_of(' ') != std::string::npos) all.push_back(probeOf(line));
  }
  return all;
}

Trace trace(std::string_view text, Protocol protocol) {
  return summarize(writtenTarget(), protocol, probes(text), 30);
}

}  // namespace synscope::test
