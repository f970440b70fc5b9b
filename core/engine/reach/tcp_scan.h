#pragma once

#include "core/engine/reach/native_socket.h"
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
  bool isOpen(std::uint64_t tag) const override;
  void afterBurst() override;

 private:
  /// Answered with ECONNREFUSED at once: a reset, unless the error queue of the socket holds an ICMP record for it. The
  /// queue is looked at once for many of them.
  struct Refused {
    ScanTarget target;
    TimePoint startedAt{};
    TimePoint answeredAt{};
  };

  struct Slot {
    UniqueFd fd;
    ScanTarget target;
    TimePoint startedAt{};
    std::uint32_t generation = 0;  ///< Tells a time-out of an earlier user of the slot.
  };

  bool isShortage(const ScanTarget& target, SocketError error) const;
  UniqueFd socketFor(IpFamily family, SocketError& error);
  void onRefused(const ScanTarget& target, UniqueFd fd, TimePoint startedAt);
  void onOtherAnswer(const ScanTarget& target, UniqueFd fd, const QuickConnect& quick, TimePoint startedAt);
  void settleRefused(std::vector<Refused>& refused, std::vector<QueuedError>& records);
  void settleIcmp(const ScanTarget& target, QueuedError record, TimePoint startedAt, TimePoint now);
  QueuedError* recordOf(const ScanTarget& target, std::vector<QueuedError>& records) const;
  void onFailedCall(const ScanTarget& target, UniqueFd fd, SocketError error, TimePoint startedAt);
  void onFailedAtOnce(const ScanTarget& target, UniqueFd fd, SocketError error, TimePoint startedAt);
  void wait(const ScanTarget& target, UniqueFd fd, TimePoint startedAt);
  void finishOpen(const ScanTarget& target, const UniqueFd& fd, TimePoint startedAt);
  UniqueFd release(std::uint32_t slot);
  std::size_t familyOf(const ScanTarget& target) const;

  QuickConnector m_connector;
  std::vector<bool> m_hasSource;                  ///< By host: a call to it has worked.
  std::array<UniqueFd, 2> m_idle;                 ///< By family.
  std::array<std::vector<Refused>, 2> m_refused;  ///< By family, all on its idle socket.
  std::vector<Slot> m_slots;
  std::vector<std::uint32_t> m_free;
};

}  // namespace synscope
