#pragma once

#include "core/engine/reach/scan_run.h"

#include <array>
#include <map>

namespace synscope {

/// Scans UDP ports from one unconnected socket for each family: replies and ICMP errors are matched to their datagram
/// by the peer they came from, or were about.
class UdpScan : public ScanRun {
 public:
  UdpScan(const ScanRequest& request, ScanFeed& feed, Poller& poller);

 protected:
  void attempt(const ScanTarget& target) override;
  void onReady(std::uint32_t family) override;
  void onTimeout(std::uint64_t tag) override;
  bool isOpen(std::uint64_t tag) const override;

 private:
  struct InFlight {
    ScanTarget target;
    TimePoint startedAt{};
    std::uint32_t generation = 0;
  };

  SocketError openSocket(IpFamily family);
  SocketError send(const ScanTarget& target, IpFamily family);
  void readErrors(qintptr fd);
  void readReplies(qintptr fd);
  void settleLocal(const ScanTarget& target, SocketError error, TimePoint startedAt);
  InFlight* find(const IpEndpoint& peer);
  void end(InFlight& entry, Attempt attempt, TimePoint now);

  std::array<UniqueFd, 2> m_sockets;  ///< By family.
  std::map<IpAddress, std::uint32_t> m_hosts;
  std::unordered_map<std::uint64_t, InFlight> m_inFlight;  ///< By keyOf(target); no more than attempts in flight.
  std::uint32_t m_generation = 0;
};

}  // namespace synscope
