#pragma once

#include "core/engine/throughput/transfer_budget.h"
#include "core/logic/reach/attempt.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace synscope {

/// What one data stream has to do.
struct StreamTask {
  int id = 1;  ///< iperf3's: 1, 3, 4, 5 …
  bool sender = true;
  Protocol protocol = Protocol::kTcp;
  std::uint32_t blockLength = 131'072;  ///< Bytes of a block, or of a datagram with its header.
  std::uint32_t writeLength = 131'072;  ///< TCP: bytes of one system call.
  std::uint64_t bitsPerSecond = 0;      ///< 0: no limit.
  int burst = 0;
  bool counters64 = false;  ///< UDP.
  /// What the blocks hold, at least one block or write; shared by all streams of a test. Senders need it.
  std::shared_ptr<const std::vector<std::byte>> payload;
  /// Bytes (TCP) or datagrams (UDP) that the streams of one direction may move together; nullptr: no limit.
  std::shared_ptr<TransferBudget> budget;
  /// Units of the budget that are taken for this stream beforehand: however late the system lets it run, the others
  /// have left it something to move.
  std::uint64_t ownUnits = 0;
};

}  // namespace synscope
