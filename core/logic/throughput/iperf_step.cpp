#include "core/logic/throughput/iperf_action.h"

namespace synscope {

std::string_view name(IperfStep step) {
  switch (step) {
    case IperfStep::kGreeting: return "greeting";
    case IperfStep::kParameters: return "parameters";
    case IperfStep::kStreams: return "streams";
    case IperfStep::kStart: return "start";
    case IperfStep::kRun: return "run";
    case IperfStep::kEnd: return "end";
    case IperfStep::kOwnResults: return "own-results";
    case IperfStep::kResults: return "results";
    case IperfStep::kFinish: return "finish";
    case IperfStep::kRefused: return "refused";
    case IperfStep::kOver: return "over";
  }
  return "";
}

}  // namespace synscope
