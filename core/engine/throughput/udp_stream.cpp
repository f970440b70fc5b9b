#include "core/engine/throughput/udp_stream.h"

#include "core/engine/base/clock.h"
#include "core/engine/throughput/stream_pacer.h"
#include "core/engine/throughput/stream_payload.h"

#include <algorithm>
#include <cstring>

namespace synscope {
namespace {

constexpr std::size_t kShortHeader = 12, kLongHeader = 16;

template <typename Number>
Number readBigEndian(const std::byte* from) {
  Number number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i)
    number = static_cast<Number>(number << 8U) | static_cast<Number>(from[i]);
  return number;
}

template <typename Number>
void writeBigEndian(std::byte* to, Number number) {
  for (std::size_t i = sizeof number; i-- > 0; number = static_cast<Number>(number >> 8U))
    to[i] = static_cast<std::byte>(number & 0xff);
}

void writeTime(std::byte* to, Duration time) {
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
  writeBigEndian(to, static_cast<std::uint32_t>(microseconds / 1'000'000));
  writeBigEndian(to + 4, static_cast<std::uint32_t>(microseconds % 1'000'000));
}

Duration readTime(const std::byte* from) {
  return std::chrono::seconds(readBigEndian<std::uint32_t>(from)) +
         std::chrono::microseconds(readBigEndian<std::uint32_t>(from + 4));
}

}  // namespace

UdpStreamSender::UdpStreamSender(UniqueFd fd, StreamTask task) : StreamWorker(std::move(fd), std::move(task)) {
  const StreamTask& mine = this->task();
  m_train = std::make_unique<DatagramTrain>(this->fd(), mine.blockLength,
                                            streamPayload(mine.blockLength, mine.repeatingPayload));
}

/// Numbers that did not leave are used again for the next train.
bool UdpStreamSender::sendTrain(std::size_t count, TimePoint now) {
  for (std::size_t i = 0; i < count; ++i) {
    std::byte* const datagram = m_train->at(i);
    writeTime(datagram, now.time_since_epoch());
    const std::uint64_t sequence = m_sequence + i + 1;
    if (task().counters64)
      writeBigEndian(datagram + 8, sequence);
    else
      writeBigEndian(datagram + 8, static_cast<std::uint32_t>(sequence));
  }
  const StreamStep step = m_train->send(count);
  const std::uint64_t sent = step.bytes / task().blockLength;
  m_sequence += sent;
  if (sent > 0) countData(step.bytes, now);
  counters().blocks.store(m_sequence, std::memory_order_relaxed);
  counters().packets.store(m_sequence, std::memory_order_relaxed);
  if (task().budget) task().budget->giveBack(count - sent);
  return goesOn(step);
}

void UdpStreamSender::work() {
  TimePoint now = monotonicNow();
  StreamPacer pacer(task().bitsPerSecond, task().blockLength, task().burst, now);
  for (; !stopping(); now = monotonicNow()) {
    sampleWhenDue(now);
    const std::uint64_t due = pacer.blocksDue(now, m_train->most());
    if (due == 0) {
      rest(pacer.wait(now));
      continue;
    }
    const std::uint64_t count = task().budget ? task().budget->take(due) : due;
    const std::uint64_t before = m_sequence;
    if (count == 0 || !sendTrain(count, now)) return;
    pacer.sent(m_sequence - before, now);
  }
}

UdpStreamReceiver::UdpStreamReceiver(UniqueFd fd, StreamTask task)
    : StreamWorker(std::move(fd), std::move(task)), m_intake(this->fd(), this->task().blockLength) {}

/// Datagrams too short for a header are none of this test's.
void UdpStreamReceiver::take(const ReceivedTrain& train, TimePoint now) {
  const std::size_t header = task().counters64 ? kLongHeader : kShortHeader;
  const std::byte* const end = train.bytes.data() + train.bytes.size();
  std::uint64_t taken = 0;
  for (const std::byte* at = train.bytes.data(); at + header <= end; at += train.size, ++taken) {
    const std::uint64_t sequence =
        task().counters64 ? readBigEndian<std::uint64_t>(at + 8) : readBigEndian<std::uint32_t>(at + 8);
    m_account.add(sequence, readTime(at), now.time_since_epoch());
  }
  if (taken == 0) return;
  countData(train.bytes.size(), now);
  addRelaxed<std::uint64_t>(counters().blocks, taken);
  if (task().budget) task().budget->take(taken);
}

void UdpStreamReceiver::publish() {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  counters().packets.store(m_account.highest(), kRelaxed);
  counters().lost.store(m_account.lost(), kRelaxed);
  counters().outOfOrder.store(m_account.outOfOrder(), kRelaxed);
  counters().jitterNs.store(m_account.jitter().count(), kRelaxed);
}

void UdpStreamReceiver::work() {
  while (!stopping()) {
    const StreamStep step = m_intake.receive();
    const TimePoint now = monotonicNow();
    sampleWhenDue(now);
    for (const ReceivedTrain& train : m_intake.trains())
      take(train, now);
    publish();
    if (task().budget && task().budget->spent()) tellOver();
    if (step.failed() && !goesOn(step)) return;
    if (step.bytes == 0 && draining()) return;
  }
}

}  // namespace synscope
