#pragma once

#include "core/engine/base/job.h"
#include "core/logic/path/idle_ladder.h"

#include <memory>
#include <vector>

namespace synscope {

/// Opens one connection for each idle time, leaves each alone for so long, then asks with a TCP keepalive whether it is
/// still there: no data is sent, so any server will do. Ended when all are decided; cancel() keeps what there is.
///
/// A probe is sent again after one second and once more (tcp(7): TCP_KEEPINTVL, TCP_KEEPCNT); Linux tells with TCP_INFO
/// at once that it was acknowledged, elsewhere an error that does not come says so after five seconds.
class IdleFinder : public Job {
  Q_OBJECT

 public:
  /// @param idleTimes 1 to 64 of them, each at least a second, since keepalive counts in seconds; any order.
  IdleFinder(IpEndpoint target, std::vector<Duration> idleTimes, Duration connectTimeout, QObject* parent = nullptr);
  ~IdleFinder() override;

  void start() override;
  void cancel() override;
  /// Ascending idle time.
  const std::vector<IdleRung>& result() const;

 Q_SIGNALS:
  /// Some of them have a new fate.
  void progressed(const std::vector<synscope::IdleRung>& rungs);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
