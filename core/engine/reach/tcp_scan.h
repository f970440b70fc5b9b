#pragma once

#include "core/engine/reach/quick_connect.h"
#include "core/engine/reach/scan_run.h"

#include <array>

namespace synscope {

/// Scans TCP ports with connecting sockets. A socket whose answer came at once is used again for the next port; one
/// that has to be waited for lives in a slot, of which there are never more than attempts in flight.
class TcpScan : public ScanRun {
 public:
  TcpScan(const ScanRequest& request, ScanFeed& feed, Poller& poller);

 protected:
  void attempt(const ScanTarget& target) override;
  void onReady(std::uint32_t slot) override;
  void onTimeout(std::uint64_t tag) override;

 private:
  struct Slot {
    UniqueFd fd;
    ScanTarget target;
    TimePoint startedAt{};
    std::uint32_t generation = 0;  ///< Tells a time-out of an earlier user of the slot.
  };

  UniqueFd socketFor(IpFamily family, SocketError& error);
  void onRefused(const ScanTarget& target, UniqueFd fd, TimePoint startedAt);
  void onFailedCall(const ScanTarget& target, UniqueFd fd, SocketError error, TimePoint startedAt);
  void onFailedAtOnce(const ScanTarget& target, UniqueFd fd, SocketError error, TimePoint startedAt);
  void wait(const ScanTarget& target, UniqueFd fd, TimePoint startedAt);
  void finishOpen(const ScanTarget& target, const UniqueFd& fd, TimePoint startedAt);
  UniqueFd release(std::uint32_t slot);
  void reuse(IpFamily family, UniqueFd fd) { m_idle[static_cast<std::size_t>(family)] = std::move(fd); }

  QuickConnector m_connector;
  std::array<UniqueFd, 2> m_idle;  ///< By family.
  std::vector<Slot> m_slots;
  std::vector<std::uint32_t> m_free;
};

}  // namespace synscope
