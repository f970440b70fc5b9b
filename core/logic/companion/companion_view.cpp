#include "core/logic/companion/companion_view.h"

namespace synscope {

CompanionSyn summaryOf(const SavedSyn& syn) {
  const auto& options = syn.tcp.options;
  return {syn.ip.ttl, maximumSegmentOf(options), windowScaleOf(options), permitsSack(options),
          timestampOf(options).has_value()};
}

std::string_view name(CompanionMoment::What what) {
  switch (what) {
    case CompanionMoment::What::kHalfOpen: return "half-open";
    case CompanionMoment::What::kAnsweredAgain: return "answered-again";
    case CompanionMoment::What::kEstablished: return "established";
    case CompanionMoment::What::kDatagram: return "datagram";
  }
  return "half-open";
}

}  // namespace synscope
