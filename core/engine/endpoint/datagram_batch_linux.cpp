#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/datagram_address_posix.h"
#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/datagram_options_posix.h"

#include <algorithm>
#include <cerrno>

namespace synscope {
namespace {

constexpr std::size_t kLongest = 65536;

struct alignas(cmsghdr) ControlRoom {
  std::array<std::byte, kDestinationControl> bytes;
};

}  // namespace

/// The buffers are 4 MiB of address space, of which only the pages that datagrams have reached are ever used.
class DatagramBatch::Private {
 public:
  Private();

  std::unique_ptr<std::byte[]> buffers = std::make_unique_for_overwrite<std::byte[]>(kMost * kLongest);
  std::array<DatagramAddress, kMost> addresses;
  std::array<ControlRoom, kMost> controls;
  std::array<iovec, kMost> data{};
  std::array<mmsghdr, kMost> messages{};
  std::array<PeerKey, kMost> sources{}, destinations{};
};

DatagramBatch::Private::Private() {
  for (std::size_t i = 0; i < kMost; ++i) {
    data[i] = {buffers.get() + i * kLongest, kLongest};
    messages[i].msg_hdr.msg_iov = &data[i];
    messages[i].msg_hdr.msg_iovlen = 1;
    messages[i].msg_hdr.msg_name = &addresses[i];
    messages[i].msg_hdr.msg_control = controls[i].bytes.data();
  }
}

DatagramBatch::DatagramBatch() : d(std::make_unique<Private>()) {}

DatagramBatch::~DatagramBatch() = default;

DatagramResult DatagramBatch::receive(qintptr fd) {
  m_size = 0;
  for (mmsghdr& message : d->messages) {
    message.msg_hdr.msg_namelen = sizeof(DatagramAddress);
    message.msg_hdr.msg_controllen = kDestinationControl;
  }
  const int count = ::recvmmsg(static_cast<int>(fd), d->messages.data(), kMost, MSG_DONTWAIT, nullptr);
  if (count < 0) return failedDatagramCall(errno);
  m_size = static_cast<std::size_t>(count);
  for (std::size_t i = 0; i < m_size; ++i) {
    d->sources[i] = unpack(d->addresses[i]);
    d->destinations[i] = destinationOf(d->messages[i].msg_hdr);
  }
  return {};
}

bool DatagramBatch::gotAll() const {
  return m_size < kMost;
}

const PeerKey& DatagramBatch::from(std::size_t index) const {
  return d->sources[index];
}

const PeerKey& DatagramBatch::to(std::size_t index) const {
  return d->destinations[index];
}

std::span<const std::byte> DatagramBatch::payload(std::size_t index) const {
  return {d->buffers.get() + index * kLongest, d->messages[index].msg_len};
}

SentDatagrams sendDatagrams(qintptr fd, std::span<const OutgoingDatagram> datagrams) {
  std::array<OutgoingMessage, DatagramBatch::kMost> room;
  std::array<mmsghdr, DatagramBatch::kMost> messages;
  const std::size_t most = std::min(datagrams.size(), messages.size());
  for (std::size_t i = 0; i < most; ++i)
    messages[i] = {fillMessage(datagrams[i], room[i]), 0};
  const int sent = ::sendmmsg(static_cast<int>(fd), messages.data(), static_cast<unsigned>(most), MSG_DONTWAIT);
  if (sent < 0) return {0, failedDatagramCall(errno)};
  return {static_cast<std::size_t>(sent), {}};
}

}  // namespace synscope
