#include "core/engine/throughput/datagram_train.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace synscope {

DatagramTrain::DatagramTrain(qintptr fd, std::uint32_t length, std::span<const std::byte> payload)
    : m_fd(fd), m_length(length), m_buffer(std::make_unique<std::byte[]>(length)) {
  std::copy_n(payload.begin(), std::min(payload.size(), m_length), at(0));
}

DatagramTrain::~DatagramTrain() = default;

StreamStep DatagramTrain::send(std::size_t count) {
  return sendEach(count);
}

StreamStep DatagramTrain::sendSegmented(std::size_t count) {
  return sendEach(count);
}

StreamStep DatagramTrain::sendEach(std::size_t) {
  const ssize_t sent = ::send(static_cast<int>(m_fd), m_buffer.get(), m_length, 0);
  return sent >= 0 ? StreamStep{static_cast<std::size_t>(sent)} : failedStep(errno);
}

class DatagramIntake::Private {
 public:
  std::size_t length = 0;
  int fd = -1;
  std::unique_ptr<std::byte[]> buffer;
  ReceivedTrain train;
};

DatagramIntake::DatagramIntake(qintptr fd, std::uint32_t length)
    : d(std::make_unique<Private>(Private{length, static_cast<int>(fd), std::make_unique<std::byte[]>(length), {}})) {}

DatagramIntake::~DatagramIntake() = default;

StreamStep DatagramIntake::receive() {
  d->train = {};
  const ssize_t taken = ::recv(d->fd, d->buffer.get(), d->length, 0);
  if (taken < 0) return failedStep(errno);
  const auto bytes = static_cast<std::size_t>(taken);
  d->train = {{d->buffer.get(), bytes}, bytes};
  return {bytes};
}

std::span<const ReceivedTrain> DatagramIntake::trains() const {
  return {&d->train, d->train.size > 0 ? 1U : 0U};
}

bool DatagramIntake::seenTrains() const {
  return false;
}

bool DatagramIntake::full() const {
  return d->train.size > 0;
}

}  // namespace synscope
