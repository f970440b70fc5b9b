#pragma once

#include "core/engine/throughput/stream_worker.h"

#include <cstddef>
#include <vector>

namespace synscope {

/// Sends as fast as the socket takes it, or evenly at the rate asked for.
class TcpStreamSender : public StreamWorker {
 public:
  TcpStreamSender(UniqueFd fd, StreamTask task);
  ~TcpStreamSender() override { finish(); }

 private:
  void work() override;
  bool sendChunk(std::size_t length);
};

/// Reads and throws away.
class TcpStreamReceiver : public StreamWorker {
 public:
  TcpStreamReceiver(UniqueFd fd, StreamTask task);
  ~TcpStreamReceiver() override { finish(); }

 private:
  void work() override;
  void count(std::size_t bytes, TimePoint now);

  std::vector<std::byte> m_scratch;
};

}  // namespace synscope
