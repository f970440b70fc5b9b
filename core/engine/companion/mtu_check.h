#pragma once

#include "core/engine/base/job.h"
#include "core/engine/companion/companion_message.h"
#include "core/logic/base/error.h"
#include "core/logic/companion/packet_sizes.h"

#include <memory>
#include <optional>
#include <vector>

namespace synscope {

/// What sizes of packets pass between this machine and a companion.
struct MtuFinding {
  std::optional<Error> error;  ///< The companion could not be asked.
  IpEndpoint address;          ///< Of the companion.
  CompanionHello companion;
  std::optional<std::uint32_t> ownMtu;  ///< Of the route or interface here, bytes.
  FullSizeResult there, back;
  std::vector<FullSizeTrial> trials;  ///< In the order they were made.
  std::optional<MtuVerdict> verdict;
};

/// nullopt: it was stopped, or could not be made.
std::optional<PacketSizes> packetSizesOf(const MtuFinding& finding);

/// Sends full-size data to another SynScope and has it sent back, each way on connections of its own and never
/// fragmented (RFC 1191: DF), and where it vanishes finds the size that still passes. Lives in the net thread.
class MtuCheck : public Job {
  Q_OBJECT

 public:
  MtuCheck(IpEndpoint companion, Duration timeout, QObject* parent = nullptr);
  ~MtuCheck() override;

  void start() override;
  void cancel() override;
  const MtuFinding& result() const;

 Q_SIGNALS:
  /// The next size is tried; all of it is over in `atMostLeft`.
  void trying(const synscope::FullSizeTrial& trial, synscope::Duration atMostLeft);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
