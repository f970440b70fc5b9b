#include "core/engine/throughput/stream_worker.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/cpu_time.h"

#include <system_error>

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

/// How long a stream may be deaf to being stopped.
constexpr Duration kPatience = std::chrono::milliseconds(5);
constexpr Duration kLookInterval = std::chrono::milliseconds(10);  ///< At the CPU clock: two calls of half a µs.
constexpr Duration kSampleInterval = std::chrono::milliseconds(100);

}  // namespace

StreamWorker::StreamWorker(UniqueFd fd, StreamTask task)
    : m_fd(std::move(fd)), m_task(std::move(task)), m_ownLeft(m_task.ownUnits) {}

StreamWorker::~StreamWorker() {
  finish();
}

void StreamWorker::start(std::function<void()> over) {
  setPatience(m_fd.get(), kPatience);
  if (m_task.protocol == Protocol::kUdp) m_dropsSeen = droppedDatagrams(m_fd.get()).value_or(0);
  m_over = std::move(over);
  m_working.store(true, std::memory_order_release);
  try {
    m_thread = std::thread([this] { run(); });
  } catch (const std::system_error& failure) {  // The system has no thread left.
    m_osCode.store(failure.code().value(), std::memory_order_relaxed);
    m_working.store(false, std::memory_order_release);
    tellOver();
  }
}

void StreamWorker::run() {
  preciseTimers();
  work();
  lookAtCpu(monotonicNow(), true);
  takeSample();
  m_working.store(false, std::memory_order_release);
  tellOver();
}

void StreamWorker::tellOver() {
  if (const auto over = std::exchange(m_over, nullptr); over && !stopping()) over();
}

void StreamWorker::countData(std::size_t bytes, TimePoint now) {
  addRelaxed<std::uint64_t>(m_counters.bytes, bytes);
  m_counters.lastDataNs.store(now.time_since_epoch().count(), std::memory_order_relaxed);
}

std::uint64_t StreamWorker::grant(std::uint64_t wanted) {
  if (m_ownLeft == 0) return m_task.budget ? m_task.budget->take(wanted) : wanted;
  const std::uint64_t own = std::min(m_ownLeft, wanted);
  m_ownLeft -= own;
  return own;
}

void StreamWorker::askToDrain() {
  m_drain.store(true, std::memory_order_relaxed);
}

void StreamWorker::askToStop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stop.store(true, std::memory_order_relaxed);
  }
  m_wake.notify_all();
}

void StreamWorker::join() {
  if (m_thread.joinable()) m_thread.join();
}

void StreamWorker::finish() {
  askToStop();
  join();
}

std::optional<TcpInfo> StreamWorker::info() const {
  const std::lock_guard lock(m_mutex);
  return m_info;
}

std::optional<std::uint64_t> StreamWorker::bufferDrops() const {
  const std::lock_guard lock(m_mutex);
  return m_drops;
}

std::optional<StreamCpu> StreamWorker::cpu() const {
  const std::lock_guard lock(m_mutex);
  return m_cpu;
}

bool StreamWorker::goesOn(const StreamStep& step) {
  if (step.over) m_closedByPeer.store(true, std::memory_order_relaxed);
  if (step.failed()) m_osCode.store(step.osCode, std::memory_order_relaxed);
  return !step.over && !step.failed();
}

void StreamWorker::rest(Duration time) {
  std::unique_lock lock(m_mutex);
  m_wake.wait_for(lock, time, [this] { return stopping(); });
}

bool StreamWorker::floodsAtHome() const {
  if (m_task.bitsPerSecond != 0) return false;
  const auto local = localEndpoint(m_fd.get()), peer = peerEndpoint(m_fd.get());
  return local && peer && local->address == peer->address;
}

void StreamWorker::sampleWhenDue(TimePoint now) {
  if (now < m_nextLook) return;
  m_nextLook = now + kLookInterval;
  lookAtCpu(now, false);
  if (now < m_nextSample) return;
  m_nextSample = now + kSampleInterval;
  takeSample();
}

void StreamWorker::lookAtCpu(TimePoint now, bool last) {
  const auto used = threadCpuTime();
  const std::lock_guard lock(m_mutex);
  if (used) m_cpu = StreamCpu{*used, now, last};
}

void StreamWorker::takeSample() {
  const bool udp = m_task.protocol == Protocol::kUdp;
  const auto info = udp ? std::nullopt : tcpInfo(m_fd.get());
  const auto drops = udp && !m_task.sender ? droppedDatagrams(m_fd.get()) : std::nullopt;
  const std::lock_guard lock(m_mutex);
  if (info) m_info = info;
  if (!drops) return;
  m_drops = m_drops.value_or(0) + (*drops - m_dropsSeen);  // The kernel's counter wraps at 32 bits.
  m_dropsSeen = *drops;
}

}  // namespace synscope
