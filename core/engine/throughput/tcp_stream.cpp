#include "core/engine/throughput/tcp_stream.h"

#include "core/engine/base/clock.h"
#include "core/engine/throughput/cpu_time.h"
#include "core/logic/throughput/pacer.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kScratch = std::size_t{256} * 1024;
constexpr std::size_t kMostAtOnce = std::size_t{4} * 1024 * 1024;

/// What a paced stream sends at once: what 2 ms are worth, unless blocks back to back were asked for.
std::size_t chunkOf(const StreamTask& task) {
  constexpr std::uint64_t kChunksPerSecond = 500;
  constexpr std::uint64_t kSmallest = 1024;
  if (task.bitsPerSecond == 0) return task.writeLength;
  if (task.burst > 0) return task.blockLength;
  const std::uint64_t worth = std::max(task.bitsPerSecond / 8 / kChunksPerSecond, kSmallest);
  return std::min<std::uint64_t>(worth, task.blockLength);
}

}  // namespace

TcpStreamSender::TcpStreamSender(UniqueFd fd, StreamTask task) : StreamWorker(std::move(fd), std::move(task)) {}

/// Returns whether all of it went.
bool TcpStreamSender::sendChunk(std::size_t length) {
  std::span<const std::byte> left(task().payload->data(), length);
  while (!left.empty() && !stopping()) {
    const StreamStep step = sendBytes(fd(), left);
    const TimePoint now = monotonicNow();
    if (step.bytes > 0) countData(step.bytes, now);
    left = left.subspan(step.bytes);
    sampleWhenDue(now);
    if (!goesOn(step)) break;
  }
  return left.empty();
}

/// Writers on all processors would leave too little of them to a reader on the same machine, and wait for it.
void TcpStreamSender::work() {
  if (floodsAtHome()) leaveHalfTheProcessors();
  const std::size_t chunk = chunkOf(task());
  TimePoint now = monotonicNow();
  Pacer pacer(task().bitsPerSecond, chunk, task().burst, now);
  for (; !stopping(); now = monotonicNow()) {
    sampleWhenDue(now);
    if (pacer.allowance(now) == 0) {
      rest(pacer.nextSend() - now);
      continue;
    }
    const std::size_t length = grant(chunk);
    if (length == 0 || !sendChunk(length)) return;
    pacer.sent(length);
  }
}

TcpStreamReceiver::TcpStreamReceiver(UniqueFd fd, StreamTask task)
    : StreamWorker(std::move(fd), std::move(task)), m_scratch(kScratch) {}

void TcpStreamReceiver::count(std::size_t bytes, TimePoint now) {
  countData(bytes, now);
  TransferBudget* const budget = task().budget.get();
  if (budget == nullptr) return;
  budget->take(bytes);
  if (budget->spent()) tellOver();
}

void TcpStreamReceiver::work() {
  while (!stopping()) {
    const StreamStep step = discardBytes(fd(), m_scratch, kMostAtOnce);
    const TimePoint now = monotonicNow();
    sampleWhenDue(now);
    if (step.bytes > 0) count(step.bytes, now);
    if (!goesOn(step) || (step.bytes == 0 && draining())) return;
  }
}

}  // namespace synscope
