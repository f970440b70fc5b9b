#include "core/engine/throughput/throughput_server.h"

namespace synscope {

class ThroughputServer::Private {};

ThroughputServer::ThroughputServer(ThroughputServerSettings, QObject* parent)
    : Job(parent), d(std::make_unique<Private>()) {}

ThroughputServer::~ThroughputServer() = default;

void ThroughputServer::start() {
  Q_EMIT failed(Error{ErrorCode::kNotSupported, "throughput", {}, 0});
  Q_EMIT ended();
}

void ThroughputServer::cancel() {}

std::vector<std::shared_ptr<const ThroughputReport>> ThroughputServer::reports() const {
  return {};
}

}  // namespace synscope
