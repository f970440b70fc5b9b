#include "core/logic/diagnose/plan.h"

namespace synscope {

Timeline timelineOf(const std::vector<Evidence>& evidence) {
  Timeline timeline;
  for (const Evidence& item : evidence) {
    if (const auto* attempt = std::get_if<AttemptEvidence>(&item.what)) timeline.merge(attempt->timeline);
  }
  return timeline;
}

}  // namespace synscope
