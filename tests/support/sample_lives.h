#pragma once

#include "core/logic/endpoint/connection_life.h"

#include <string>
#include <vector>

namespace synscope {

struct SampleLife {
  std::string name;
  ConnectionLife life;
};

/// Lives as the engine tells them, for pictures and tests: normal, refused, half-close, reset, vanished, simultaneous.
std::vector<SampleLife> sampleLives();
const ConnectionLife& sampleLife(const std::string& name);

}  // namespace synscope
