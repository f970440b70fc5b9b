#pragma once

#include "ui/workbench/facts_view.h"
#include "ui/workbench/rate_meter.h"
#include "ui/workbench/session_source.h"

namespace synscope {

/// What was chosen for a session, in words; what was left to the system is not listed.
FactsView::Facts settingsFacts(const EndpointSettings& settings);

/// What the session has done so far.
FactsView::Facts counterFacts(const SessionSource& session, const TrafficRate& rate);

}  // namespace synscope
