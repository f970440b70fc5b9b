#include "core/logic/companion/companion_view.h"

namespace synscope {

CompanionSyn summaryOf(const SavedSyn& syn) {
  const auto& options = syn.tcp.options;
  return {syn.ip.ttl, maximumSegmentOf(options), windowScaleOf(options), permitsSack(options),
          timestampOf(options).has_value()};
}

}  // namespace synscope
