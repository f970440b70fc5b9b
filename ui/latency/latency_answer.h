#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/latency/latency_mood.h"
#include "ui/diagnose/verdict_look.h"

#include <QString>

#include <vector>

namespace synscope {

/// How a measurement went, in words.
struct LatencyAnswer {
  LatencyMood mood = LatencyMood::kWaiting;
  BilingualText title;
  BilingualText plain;
  Look look;
};

/// Of the lane that is worst off. @param label How a lane is called.
LatencyAnswer latencyAnswer(const std::vector<std::pair<QString, LatencySummary>>& lanes);
Look lookOf(LatencyMood mood);

}  // namespace synscope
