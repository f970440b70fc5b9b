#pragma once

#include "core/engine/throughput/stream_reading.h"
#include "core/engine/throughput/stream_worker.h"
#include "core/logic/throughput/throughput_report.h"

#include <memory>
#include <optional>

namespace synscope {

/// One stream of a TestRun.
struct RunStream {
  std::unique_ptr<StreamWorker> worker;  ///< nullptr once closed; then `last` is set.
  StreamTotal total;                     ///< Ids and addresses; what the peer counted.
  StreamReading base;                    ///< At the end of the omit time.
  std::optional<StreamReading> last;     ///< At the end of the test; what comes later does not count.

  StreamReading reading() const {
    if (last) return *last;
    return {worker->counts(), worker->info(), worker->bufferDrops(), worker->cpu()};
  }
};

}  // namespace synscope
