#pragma once

#include "core/engine/companion/companion_watch.h"
#include "core/engine/companion/line_channel.h"

#include <memory>
#include <string>

namespace synscope {

/// One other SynScope that asks: its questions, and at most one watch at a time.
class CompanionVisit : public QObject {
  Q_OBJECT

 public:
  CompanionVisit(QTcpSocket* socket, const std::string& ourName, QObject* parent);

  const IpEndpoint& asker() const { return m_asker; }

 Q_SIGNALS:
  void watching(synscope::Protocol protocol, quint16 port);
  void reported(const synscope::CompanionView& view);
  void over();

 private:
  void answer(const CompanionMessage& message);
  void watch(const CompanionWatchRequest& request);
  void report(bool begins);
  void tellClock();
  void give(const CompanionGive& request);

  LineChannel m_channel;
  IpEndpoint m_asker, m_here;
  std::unique_ptr<CompanionWatch> m_watch;
  QTimer m_limit;
  TimePoint m_watchedAt{};
  int m_watches = 0;
};

}  // namespace synscope
