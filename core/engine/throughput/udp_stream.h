#pragma once

#include "core/engine/throughput/datagram_train.h"
#include "core/engine/throughput/stream_worker.h"
#include "core/logic/throughput/udp_receiver_account.h"

#include <memory>

namespace synscope {

/// Sends numbered datagrams of exactly the block length, as many at once as the rate allows.
class UdpStreamSender : public StreamWorker {
 public:
  UdpStreamSender(UniqueFd fd, StreamTask task);
  ~UdpStreamSender() override { finish(); }

 private:
  void work() override;
  bool sendTrain(std::size_t count, TimePoint now);

  const bool m_floodAtHome;
  std::unique_ptr<DatagramTrain> m_train;
  std::uint64_t m_sequence = 0;  ///< Of the latest datagram sent.
};

/// Counts datagrams, losses, reordering and jitter.
class UdpStreamReceiver : public StreamWorker {
 public:
  UdpStreamReceiver(UniqueFd fd, StreamTask task);
  ~UdpStreamReceiver() override { finish(); }

 private:
  void work() override;
  void take(const ReceivedTrain& train, TimePoint now);
  void publish(TimePoint now);
  void keepPace();

  DatagramIntake m_intake;
  UdpReceiverAccount m_account;
  const bool m_floodAtHome;
};

}  // namespace synscope
