#include "core/engine/throughput/datagram_train.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace synscope {
namespace {

constexpr int kUdpSegment = 103;               // UDP_SEGMENT, linux/udp.h
constexpr int kUdpGro = 104;                   // UDP_GRO
constexpr std::size_t kLongestTrain = 65'000;  // What one IP packet takes, with room for its headers.
constexpr std::size_t kRoom = 65'536 + 320;    // For one train received; no multiple of a page, so that the beginnings
                                               // of several do not contend for the same lines of the cache.
constexpr unsigned kMostAtOnce = 64;
constexpr unsigned kTrainsAtOnce = 8;  // They fill their rooms: so the memory used stays small.

}  // namespace

DatagramTrain::DatagramTrain(qintptr fd, std::uint32_t length, std::span<const std::byte> payload)
    : m_fd(fd), m_length(length) {
  const int size = static_cast<int>(length);
  m_most = std::clamp<std::size_t>(kLongestTrain / m_length, 1, kMost);
  m_segments = m_most > 1 && ::setsockopt(static_cast<int>(fd), IPPROTO_UDP, kUdpSegment, &size, sizeof size) == 0;
  m_buffer = std::make_unique<std::byte[]>(m_most * m_length);
  for (std::size_t i = 0; i < m_most; ++i)
    std::copy_n(payload.begin(), std::min(payload.size(), m_length), at(i));
}

DatagramTrain::~DatagramTrain() = default;

StreamStep DatagramTrain::send(std::size_t count) {
  const StreamStep step = m_segments ? sendSegmented(count) : sendEach(count);
  const bool refused = m_segments && (step.osCode == EINVAL || step.osCode == EMSGSIZE || step.osCode == EIO);
  if (!refused) return step;
  // The way takes no such train (a datagram longer than its MTU, or a device without checksums): one by one.
  const int off = 0;
  m_segments = ::setsockopt(static_cast<int>(m_fd), IPPROTO_UDP, kUdpSegment, &off, sizeof off) != 0;
  return sendEach(count);
}

StreamStep DatagramTrain::sendSegmented(std::size_t count) {
  const ssize_t sent = ::send(static_cast<int>(m_fd), m_buffer.get(), count * m_length, MSG_NOSIGNAL);
  return sent >= 0 ? StreamStep{static_cast<std::size_t>(sent)} : failedStep(errno);
}

StreamStep DatagramTrain::sendEach(std::size_t count) {
  std::array<mmsghdr, kMost> messages{};
  std::array<iovec, kMost> data{};
  for (std::size_t i = 0; i < count; ++i) {
    data[i] = {at(i), m_length};
    messages[i].msg_hdr.msg_iov = &data[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  const int sent = ::sendmmsg(static_cast<int>(m_fd), messages.data(), static_cast<unsigned>(count), MSG_NOSIGNAL);
  return sent >= 0 ? StreamStep{static_cast<std::size_t>(sent) * m_length} : failedStep(errno);
}

class DatagramIntake::Private {
 public:
  struct alignas(cmsghdr) Control {
    std::array<std::byte, CMSG_SPACE(sizeof(int))> bytes;
  };

  explicit Private(qintptr socket);
  std::size_t segmentOf(std::size_t index) const;

  const int fd;
  std::unique_ptr<std::byte[]> buffers = std::make_unique_for_overwrite<std::byte[]>(kMostAtOnce * kRoom);
  std::array<mmsghdr, kMostAtOnce> messages{};
  std::array<iovec, kMostAtOnce> data{};
  std::array<Control, kMostAtOnce> controls{};
  std::array<ReceivedTrain, kMostAtOnce> trains{};
  unsigned atOnce = kMostAtOnce;
  std::size_t size = 0;
  bool seenTrains = false;
};

DatagramIntake::Private::Private(qintptr socket) : fd(static_cast<int>(socket)) {
  const int on = 1;
  ::setsockopt(fd, IPPROTO_UDP, kUdpGro, &on, sizeof on);
  for (std::size_t i = 0; i < kMostAtOnce; ++i) {
    data[i] = {buffers.get() + i * kRoom, kRoom};
    messages[i].msg_hdr.msg_iov = &data[i];
    messages[i].msg_hdr.msg_iovlen = 1;
    messages[i].msg_hdr.msg_control = &controls[i];
  }
}

/// The size the kernel cut or put together, from the control message; without one it was a single datagram.
std::size_t DatagramIntake::Private::segmentOf(std::size_t index) const {
  const msghdr& header = messages[index].msg_hdr;
  for (cmsghdr* entry = CMSG_FIRSTHDR(&header); entry != nullptr;
       entry = CMSG_NXTHDR(const_cast<msghdr*>(&header), entry)) {
    if (entry->cmsg_level != IPPROTO_UDP || entry->cmsg_type != kUdpGro) continue;
    int segment = 0;
    std::memcpy(&segment, CMSG_DATA(entry), sizeof segment);
    if (segment > 0) return static_cast<std::size_t>(segment);
  }
  return messages[index].msg_len;
}

DatagramIntake::DatagramIntake(qintptr fd, std::uint32_t) : d(std::make_unique<Private>(fd)) {}

DatagramIntake::~DatagramIntake() = default;

StreamStep DatagramIntake::receive() {
  d->atOnce = d->seenTrains ? kTrainsAtOnce : kMostAtOnce;
  d->size = 0;
  for (mmsghdr& message : d->messages)
    message.msg_hdr.msg_controllen = sizeof(Private::Control);
  const int count = ::recvmmsg(d->fd, d->messages.data(), d->atOnce, MSG_WAITFORONE, nullptr);
  if (count < 0) return failedStep(errno);
  StreamStep step;
  d->size = static_cast<std::size_t>(count);
  for (std::size_t i = 0; i < d->size; ++i) {
    d->trains[i] = {{d->buffers.get() + i * kRoom, d->messages[i].msg_len}, d->segmentOf(i)};
    d->seenTrains |= d->trains[i].bytes.size() > d->trains[i].size;
    step.bytes += d->messages[i].msg_len;
  }
  return step;
}

std::span<const ReceivedTrain> DatagramIntake::trains() const {
  return {d->trains.data(), d->size};
}

bool DatagramIntake::seenTrains() const {
  return d->seenTrains;
}

bool DatagramIntake::full() const {
  return d->size == d->atOnce;
}

}  // namespace synscope
