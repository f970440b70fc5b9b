#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/datagram_address_posix.h"
#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/datagram_options_posix.h"

#include <cerrno>

namespace synscope {
namespace {

constexpr std::size_t kLongest = 65536;

}  // namespace

/// One datagram at a time.
class DatagramBatch::Private {
 public:
  std::unique_ptr<std::byte[]> buffer = std::make_unique_for_overwrite<std::byte[]>(kLongest);
  std::size_t length = 0;
  PeerKey source, destination;
};

DatagramBatch::DatagramBatch() : d(std::make_unique<Private>()) {}

DatagramBatch::~DatagramBatch() = default;

DatagramResult DatagramBatch::receive(qintptr fd) {
  m_size = 0;
  DatagramAddress address;
  socklen_t length = sizeof address;
  const auto size = ::recvfrom(static_cast<int>(fd), d->buffer.get(), kLongest, MSG_DONTWAIT, &address.any, &length);
  if (size < 0) return failedDatagramCall(errno);
  m_size = 1;
  d->length = static_cast<std::size_t>(size);
  d->source = unpack(address);
  return {};
}

bool DatagramBatch::gotAll() const {
  return m_size == 0;
}

const PeerKey& DatagramBatch::from(std::size_t) const {
  return d->source;
}

const PeerKey& DatagramBatch::to(std::size_t) const {
  return d->destination;
}

std::span<const std::byte> DatagramBatch::payload(std::size_t) const {
  return {d->buffer.get(), d->length};
}

SentDatagrams sendDatagrams(qintptr fd, std::span<const OutgoingDatagram> datagrams) {
  SentDatagrams sent;
  for (; sent.count < datagrams.size(); ++sent.count) {
    OutgoingMessage room;
    const msghdr message = fillMessage(datagrams[sent.count], room);
    if (::sendmsg(static_cast<int>(fd), &message, MSG_DONTWAIT) >= 0) continue;
    if (sent.count == 0) sent.failure = failedDatagramCall(errno);
    break;
  }
  return sent;
}

}  // namespace synscope
