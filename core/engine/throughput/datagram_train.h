#pragma once

#include "core/engine/throughput/data_stream_calls.h"

#include <cstdint>
#include <memory>
#include <span>

namespace synscope {

/// Sends datagrams of one length, many with one system call where the system can: Linux cuts one buffer into datagrams
/// below the socket (UDP_SEGMENT, udp(7), 4.18), or takes many at once (sendmmsg(2)). The buffer belongs to the train;
/// the caller writes headers into it.
class DatagramTrain {
 public:
  /// Datagrams in one train, at most.
  static constexpr std::size_t kMost = 64;

  /// @param fd A connected UDP socket, blocking with patience. @param payload Fills every datagram.
  DatagramTrain(qintptr fd, std::uint32_t length, std::span<const std::byte> payload);
  ~DatagramTrain();

  /// Datagrams that fit in one train, at least 1.
  std::size_t most() const { return m_most; }
  /// The `index`-th datagram, to write into.
  std::byte* at(std::size_t index) { return m_buffer.get() + index * m_length; }
  /// Sends the first `count`. The step's bytes tell how many went: a multiple of the length.
  StreamStep send(std::size_t count);

 private:
  StreamStep sendSegmented(std::size_t count);
  StreamStep sendEach(std::size_t count);

  const qintptr m_fd;
  const std::size_t m_length;
  std::size_t m_most = 1;
  bool m_segments = false;  ///< The kernel cuts the train.
  std::unique_ptr<std::byte[]> m_buffer;
};

/// Datagrams that lie one after another, of `size` bytes each; the last may be shorter.
struct ReceivedTrain {
  std::span<const std::byte> bytes;
  std::size_t size = 0;
};

/// Receives datagrams, many with one system call where the system can: Linux hands over what it has put together again
/// (UDP_GRO, udp(7), 5.0) and several such at once (recvmmsg(2)).
class DatagramIntake {
 public:
  /// @param length The longest datagram expected; longer ones are cut.
  DatagramIntake(qintptr fd, std::uint32_t length);
  ~DatagramIntake();

  /// Replaces what was held by what waits now; waits for the first within the socket's patience.
  StreamStep receive();
  std::span<const ReceivedTrain> trains() const;
  /// Whether the sender, or the way, has ever put datagrams together.
  bool seenTrains() const;
  /// Whether there was as much as one call takes; more may wait.
  bool full() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
