#include "core/engine/throughput/udp_stream.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/cpu_time.h"
#include "core/logic/throughput/iperf_datagram.h"
#include "core/logic/throughput/pacer.h"

#include <algorithm>

namespace synscope {
namespace {

/// How long a receiver lets datagrams gather that come one by one.
constexpr Duration kGathering = std::chrono::microseconds(150);

}  // namespace

UdpStreamSender::UdpStreamSender(UniqueFd fd, StreamTask task)
    : StreamWorker(std::move(fd), std::move(task)), m_floodAtHome(floodsAtHome()) {
  m_train = std::make_unique<DatagramTrain>(this->fd(), this->task().blockLength, *this->task().payload);
}

/// Numbers that did not leave are used again for the next train.
bool UdpStreamSender::sendTrain(std::size_t count, TimePoint now) {
  for (std::size_t i = 0; i < count; ++i)
    writeIperfDatagram({m_train->at(i), task().blockLength}, {now.time_since_epoch(), m_sequence + i + 1},
                       task().counters64);
  const StreamStep step = m_train->send(count);
  const std::uint64_t sent = step.bytes / task().blockLength;
  m_sequence += sent;
  if (sent > 0) countData(step.bytes, now);
  counters().packets.store(m_sequence, std::memory_order_relaxed);
  if (task().budget) task().budget->giveBack(count - sent);
  return goesOn(step);
}

void UdpStreamSender::work() {
  TimePoint now = monotonicNow();
  Pacer pacer(task().bitsPerSecond, task().blockLength, task().burst, now);
  for (; !stopping(); now = monotonicNow()) {
    sampleWhenDue(now);
    const std::size_t due = std::min(pacer.allowance(now) / task().blockLength, m_train->most());
    if (due == 0) {
      rest(pacer.nextSend() - now);
      continue;
    }
    const std::uint64_t count = grant(due);
    const std::uint64_t before = m_sequence;
    if (count == 0 || !sendTrain(count, now)) return;
    pacer.sent((m_sequence - before) * task().blockLength);
    if (m_floodAtHome) yieldProcessor();
  }
}

UdpStreamReceiver::UdpStreamReceiver(UniqueFd fd, StreamTask task)
    : StreamWorker(std::move(fd), std::move(task)),
      m_intake(this->fd(), this->task().blockLength),
      m_account(this->task().counters64),
      m_floodAtHome(floodsAtHome()) {}

void UdpStreamReceiver::take(const ReceivedTrain& train, TimePoint now) {
  m_account.batch(train.bytes, train.size, now);
  if (task().budget && train.size > 0) task().budget->take((train.bytes.size() + train.size - 1) / train.size);
}

void UdpStreamReceiver::publish(TimePoint now) {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  const DatagramCounts counts = m_account.total();
  countData(m_account.totalBytes() - counters().bytes.load(kRelaxed), now);
  counters().packets.store(counts.packets, kRelaxed);
  counters().lost.store(counts.lost, kRelaxed);
  counters().outOfOrder.store(counts.outOfOrder, kRelaxed);
  counters().jitterNs.store(counts.jitter.value_or(Duration{}).count(), kRelaxed);
}

/// Nothing slows a sender down that sends to its own machine as fast as it can: no line, no queue that fills. What it
/// sends in trains, its receiver takes in turns with it, on one processor: trains are then lost no more, and what the
/// one has written the other finds in the cache. Who sends datagrams one by one would have to wake a waiting receiver
/// for each, which costs more than to send it: that receiver looks now and then.
void UdpStreamReceiver::keepPace() {
  if (m_intake.seenTrains())
    followPackets(fd());
  else if (!m_intake.full())
    rest(kGathering);
}

void UdpStreamReceiver::work() {
  while (!stopping()) {
    const StreamStep step = m_intake.receive();
    const TimePoint now = monotonicNow();
    sampleWhenDue(now);
    for (const ReceivedTrain& train : m_intake.trains())
      take(train, now);
    if (step.bytes > 0) publish(now);
    if (task().budget && task().budget->spent()) tellOver();
    if (step.failed() && !goesOn(step)) return;
    if (step.bytes == 0 && draining()) return;
    if (m_floodAtHome) keepPace();
  }
}

}  // namespace synscope
