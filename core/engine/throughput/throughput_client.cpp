#include "core/engine/throughput/throughput_client.h"

#include <mutex>

namespace synscope {

class ThroughputClient::Private {
 public:
  mutable std::mutex mutex;
  std::shared_ptr<const ThroughputReport> report = std::make_shared<ThroughputReport>();
};

ThroughputClient::ThroughputClient(ThroughputConnection, ThroughputSettings settings, QObject* parent)
    : Job(parent), d(std::make_unique<Private>()) {
  auto report = std::make_shared<ThroughputReport>();
  report->settings = std::move(settings);
  d->report = std::move(report);
}

ThroughputClient::~ThroughputClient() = default;

void ThroughputClient::start() {
  auto report = std::make_shared<ThroughputReport>(*d->report);
  report->error = Error{ErrorCode::kNotSupported, "throughput", {}, 0};
  report->finished = true;
  {
    const std::lock_guard lock(d->mutex);
    d->report = std::move(report);
  }
  Q_EMIT ended();
}

void ThroughputClient::cancel() {}

std::shared_ptr<const ThroughputReport> ThroughputClient::report() const {
  const std::lock_guard lock(d->mutex);
  return d->report;
}

std::vector<ThroughputInterval> ThroughputClient::drainLive() {
  return {};
}

}  // namespace synscope
