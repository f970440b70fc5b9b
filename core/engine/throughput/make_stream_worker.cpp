#include "core/engine/throughput/tcp_stream.h"
#include "core/engine/throughput/udp_stream.h"

namespace synscope {

std::unique_ptr<StreamWorker> makeStreamWorker(UniqueFd fd, StreamTask task) {
  const bool sender = task.sender;
  if (task.protocol == Protocol::kUdp) {
    if (sender) return std::make_unique<UdpStreamSender>(std::move(fd), std::move(task));
    return std::make_unique<UdpStreamReceiver>(std::move(fd), std::move(task));
  }
  if (sender) return std::make_unique<TcpStreamSender>(std::move(fd), std::move(task));
  return std::make_unique<TcpStreamReceiver>(std::move(fd), std::move(task));
}

}  // namespace synscope
