#pragma once

#include "core/engine/base/job.h"
#include "core/logic/throughput/iperf_login.h"
#include "core/logic/throughput/throughput_report.h"

#include <QString>

#include <memory>
#include <vector>

namespace synscope {

using ThroughputTestId = std::uint64_t;

/// Serves iperf3 clients and ours until cancelled; or, asked so, one client: one that could not prove who it is does
/// not count, any other does, whether it comes to a test or not (as iperf3 3.12). Lives in the net thread.
class ThroughputServer : public Job {
  Q_OBJECT

 public:
  explicit ThroughputServer(ThroughputServerSettings settings, QObject* parent = nullptr);
  ~ThroughputServer() override;

  void start() override;
  /// Tells running clients with SERVER_TERMINATE.
  void cancel() override;

  /// Of a running test, as far as it goes; nullptr where it is none.
  std::shared_ptr<const ThroughputReport> report(ThroughputTestId test) const;
  /// Thread-safe: running tests, then the latest that ended (LatestReports), newest first.
  std::vector<std::shared_ptr<const ThroughputReport>> reports() const;

 Q_SIGNALS:
  void listening(const synscope::IpEndpoint& local);
  void testStarted(synscope::ThroughputTestId test, const synscope::IpEndpoint& client);
  void intervalEnded(synscope::ThroughputTestId test, const synscope::ThroughputInterval& interval);
  void testEnded(synscope::ThroughputTestId test, std::shared_ptr<const synscope::ThroughputReport> report);
  /// A client that was told the server is busy.
  void refused(const synscope::IpEndpoint& client);
  /// A client that could not prove who it is.
  void unauthorised(const synscope::IpEndpoint& client, synscope::IperfLoginFault fault);
  /// A client with which no test came about: what it asked for is not served, or it went away before it had asked.
  void dismissed(const synscope::IpEndpoint& client, const synscope::Error& why);
  /// The port, or the key, cannot be had; ended() follows.
  void failed(const synscope::Error& error);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
