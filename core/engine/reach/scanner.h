#pragma once

#include "core/engine/base/job.h"
#include "core/logic/reach/judge.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace synscope {

/// One host × port that has been decided.
struct ScanRow {
  std::uint32_t hostIndex = 0;  ///< Into ScanRequest::addresses.
  std::uint16_t port = 0;
  PortVerdict verdict;
  std::optional<IcmpReport> icmp;
  SocketError error = SocketError::kNone;
  std::optional<std::uint32_t> synRetransmits;
  Duration elapsed{};
  bool perhapsRateLimited = false;  ///< Silent beside rejected ports: its ICMP error may not have been sent.
};

struct ScanRequest {
  std::vector<IpAddress> addresses;
  std::vector<std::uint16_t> ports;  ///< Ascending, without repeats.
  Protocol protocol = Protocol::kTcp;
  int parallel = 512;  ///< Attempts in flight at most, 1 to 16,384; lowered to what descriptors allow.
  int retries = 1;     ///< Further attempts of what was silent, 0 to 10.
  /// A little more than the first retransmission time-out (1 s, RFC 6298 section 2.1): whether the repeated SYN got
  /// out tells a drop in this machine from one elsewhere.
  Duration timeout = std::chrono::milliseconds(1100);
};

struct ScanProgress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  int inFlight = 0;
  Duration elapsed{};
  std::optional<Duration> left;  ///< nullopt while it cannot be estimated.
};

/// Scans many hosts × ports in one thread of its own with its own poll loop, bounded in flight, adapting to losses.
/// Rows come in batches through drain(): a feed, emptied once per frame by the window.
class Scanner : public Job {
  Q_OBJECT

 public:
  explicit Scanner(ScanRequest request, QObject* parent = nullptr);
  ~Scanner() override;

  void start() override;
  void cancel() override;

  /// Takes the rows decided since the last call. Thread-safe.
  std::vector<ScanRow> drain();
  /// Thread-safe.
  ScanProgress progress() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
