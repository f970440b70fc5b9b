#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/logic/path/idle_ladder.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace synscope {

/// One connection of an idle ladder, from its opening to its fate.
class IdleConnection : public QObject {
  Q_OBJECT

 public:
  IdleConnection(IpEndpoint target, Duration idle, Duration connectTimeout, QObject* parent = nullptr);

  void start();
  void cancel();
  const IdleRung& rung() const { return m_rung; }
  bool isDecided() const;

 Q_SIGNALS:
  void changed();

 private:
  void opened();
  void readable();
  void probe();
  void look();
  void decide(IdleFate fate);
  IdleFate fateOf(SocketError error) const;

  IdleRung m_rung;
  TcpAttempt m_attempt;
  UniqueFd m_fd;
  TimePoint m_openedAt;
  TimePoint m_quietSince;  ///< The server spoke last, or it was opened.
  TimePoint m_probedAt;
  std::unique_ptr<QSocketNotifier> m_notifier;
  QTimer m_timer;
};

}  // namespace synscope
