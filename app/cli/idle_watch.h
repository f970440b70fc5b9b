#pragma once

#include "core/engine/endpoint/endpoint_session.h"

#include <QTimer>

namespace synscope {

/// Notices when nothing has come or gone in a session for a while.
class IdleWatch : public QObject {
  Q_OBJECT

 public:
  explicit IdleWatch(EndpointSession& session);

  /// From now on `most` of silence ends it.
  void start(Duration most);

 Q_SIGNALS:
  void expired();

 private:
  void onTime();
  quint64 bytesSoFar() const;

  EndpointSession& m_session;
  Duration m_most{};
  TimePoint m_lastActivity{};
  quint64 m_bytes = 0;
  QTimer m_timer;
};

}  // namespace synscope
