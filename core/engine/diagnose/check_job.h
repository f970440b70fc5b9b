#pragma once

#include "core/engine/base/job.h"
#include "core/logic/diagnose/evidence.h"
#include "core/logic/diagnose/request.h"

#include <functional>

namespace synscope {

/// What one check found.
using Findable = decltype(Evidence::what);

/// A check turned into something that runs. Either `job` does it and `take` reads its result after ended(), or there is
/// nothing to wait for and `now` holds the result.
struct StartedCheck {
  Job* job = nullptr;  ///< Not started; owned by the parent given.
  std::function<Findable()> take;
  std::optional<Findable> now;
};

/// @param roundTrip Of the first attempt at the address, where known: how long waits for answers need to be.
StartedCheck makeCheck(const Check& check, const DiagnosisRequest& request, std::optional<Duration> roundTrip,
                       QObject* parent);

/// How long an attempt waits. A router reports a neighbour that does not answer only after three seconds (arp(7),
/// RFC 4861 section 10), so an attempt that may last three seconds gets the half second more that this needs.
Duration attemptTimeout(Duration asked);

}  // namespace synscope
