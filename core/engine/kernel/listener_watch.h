#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/tcp_counters.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>

namespace synscope {

/// How one of our listeners does at one moment.
struct ListenerReport {
  ListenerHealth health;
  std::optional<TcpCounters> grown;      ///< Counters of all listeners of this system, since the watch began.
  std::optional<TcpCounters> justGrown;  ///< Over the last few readings: for warnings.
};

/// Asks the kernel once a second how full a listener's queues are (Linux: sock_diag(7), about 0.6 ms each time).
/// Silent where the system does not tell, or nobody listens there. Lives in the net thread; asks only while running.
class ListenerWatch : public QObject {
  Q_OBJECT

 public:
  /// @param local As the listener is bound; an unspecified address stands for both families.
  explicit ListenerWatch(IpEndpoint local, QObject* parent = nullptr);

 public Q_SLOTS:
  void setRunning(bool running);

 Q_SIGNALS:
  void reported(const synscope::ListenerReport& report);

 private:
  void read();
  void noteCounters(const std::optional<TcpCounters>& counters, ListenerReport& report);

  IpEndpoint m_local;
  QTimer m_timer;
  std::optional<TcpCounters> m_first;
  std::deque<TcpCounters> m_recent;
};

}  // namespace synscope
