#include "tests/conventions/declared_words.h"

#include "core/logic/base/enum_values.h"
#include "core/logic/base/error.h"
#include "core/logic/base/ip_special.h"
#include "core/logic/companion/both_ends_timeline.h"
#include "core/logic/companion/full_size_search.h"
#include "core/logic/companion/two_sided_verdict.h"
#include "core/logic/diagnose/diagnosis_steps.h"
#include "core/logic/diagnose/words.h"
#include "core/logic/endpoint/life_codes.h"
#include "core/logic/endpoint/life_cycle.h"
#include "core/logic/endpoint/life_summary.h"
#include "core/logic/endpoint/tls_session.h"
#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/tcp_info_facts.h"
#include "core/logic/kernel/tcp_state.h"
#include "core/logic/kernel/tcp_transitions.h"
#include "core/logic/latency/latency_mood.h"
#include "core/logic/path/hop.h"
#include "core/logic/path/idle_ladder.h"
#include "core/logic/path/where_it_dies.h"
#include "core/logic/reach/icmp.h"
#include "core/logic/reach/judge.h"
#include "core/logic/reach/socket_error.h"
#include "core/logic/reach/step_codes.h"
#include "core/logic/reach/udp_reply.h"
#include "core/logic/throughput/iperf_action.h"
#include "core/logic/throughput/iperf_error.h"
#include "core/logic/throughput/iperf_login.h"
#include "core/logic/throughput/loaded_latency.h"
#include "core/logic/throughput/why_slow.h"
#include "core/logic/wire/tcp_option.h"

#include <iterator>
#include <sstream>
#include <string_view>

namespace synscope {
namespace {

template <typename Codes>
void addNames(std::vector<std::string>& keys, std::string_view prefix, const Codes& codes) {
  for (const auto code : codes) {
    if (const std::string_view codeName = name(code); !codeName.empty()) {
      keys.push_back(std::string(prefix) + std::string(codeName));
    }
  }
}

void addReachKeys(std::vector<std::string>& keys) {
  addNames(keys, "state.", allPortStates());
  addNames(keys, "reason.", allReasons());
  addNames(keys, "errno.", allSocketErrors());
  addNames(keys, "udp-reply.", allUdpReplyKinds());
  keys.insert(keys.end(), step::kAll.begin(), step::kAll.end());
  keys.insert(keys.end(), step::kOfDiagnosis.begin(), step::kOfDiagnosis.end());
  for (const IcmpReport& icmp : allIcmpReports()) {
    keys.push_back(catalogueKey(icmp));
  }
}

void addCompanionKeys(std::vector<std::string>& keys) {
  addNames(keys, "two-sided.", allTwoSidedCodes());
  addNames(keys, "mtu.", allMtuCodes());
  keys.insert(keys.end(), both_ends::kAll.begin(), both_ends::kAll.end());
  keys.insert(keys.end(), twoSidedNoteKeys().begin(), twoSidedNoteKeys().end());
}

void addPathKeys(std::vector<std::string>& keys) {
  addNames(keys, "hop.", kHopAnswers);
  addNames(keys, "idle.", kIdleCodes);
  addNames(keys, "idle-fate.", kIdleFates);
  addNames(keys, "trace.ended.", kTraceEnds);
  keys.insert(keys.end(), kFinerTraceEnds.begin(), kFinerTraceEnds.end());
  addNames(keys, "break.", kBreakKinds);
}

void addKernelKeys(std::vector<std::string>& keys) {
  addNames(keys, "tcp-state.", kTcpStates);
  addNames(keys, "tcp-timer.", kSocketTimerKinds);
  addNames(keys, "listener.", kListenerLevels);
  addNames(keys, "trigger.", kTcpTriggers);
  keys.insert(keys.end(), tcpInfoKeys().begin(), tcpInfoKeys().end());
  addNames(keys, "tcp-option.", kTcpOptionKinds);
}

void addEndpointKeys(std::vector<std::string>& keys) {
  keys.insert(keys.end(), life::kAll.begin(), life::kAll.end());
  addNames(keys, "call.", kEndpointCalls);
  addNames(keys, "teardown.", kTeardownReasons);
  keys.insert(keys.end(), kLifeStandings.begin(), kLifeStandings.end());
  for (const std::string_view field : life::kFields)
    keys.push_back("field." + std::string(field));
  addNames(keys, "certificate.", kCertificateVerdicts);
}

void addThroughputKeys(std::vector<std::string>& keys) {
  addNames(keys, "iperf-step.", enumValues<IperfStep, IperfStep::kOver>());
  for (const std::uint32_t number : knownIperfErrors())
    keys.push_back(iperfErrorKey(number));
  keys.push_back(iperfErrorKey(0));
  addNames(keys, "iperf-login.", kIperfLoginFaults);
  addNames(keys, "why.", allSlowCauses());
  for (const LatencyGrade& grade : latencyGrades())
    keys.emplace_back(grade.key);
  for (const std::string_view number : allWhyNumbers())
    keys.push_back("why-number." + std::string(number));
}

}  // namespace

std::vector<std::string> declaredKeys() {
  std::vector<std::string> keys;
  addNames(keys, "error.", allErrorCodes());
  addNames(keys, "address.", allAddressClasses());
  addReachKeys(keys);
  addPathKeys(keys);
  addCompanionKeys(keys);
  addKernelKeys(keys);
  addEndpointKeys(keys);
  addThroughputKeys(keys);
  addNames(keys, "latency-mood.", kLatencyMoods);
  for (const WordsKey& words : diagnoseWords()) {
    keys.emplace_back(words.key);
  }
  return keys;
}

std::vector<std::string> declaredPlaceholders() {
  std::istringstream words(
      "acknowledgements address addresses alive answer answers backlog bad bytes cause check cipher code "
      "command control-address control-port count dead device difference distance error failed "
      "family fresh from gateway good grade handshakes hop hops host icmp idle interface issuer jitter keepalive "
      "kernel "
      "kiss last last-device last-hop library listener listening-address loaded local lost mapped "
      "message most ms mss n name names notify number ok operation os_error other-family overflows p50 p99 "
      "peer percent pid port ports problem problems process protocol queue rate rcode reason "
      "received retransmits reused saved seconds seen sent server service source status step "
      "stratum subject text total ttl unanswered until value version versions ");
  return {std::istream_iterator<std::string>(words), {}};
}

}  // namespace synscope
