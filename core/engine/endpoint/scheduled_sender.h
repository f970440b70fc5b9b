#pragma once

#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/send_schedule.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace synscope {

/// Sends a list of messages by a schedule, with one timer.
class ScheduledSender : public QObject {
  Q_OBJECT

 public:
  explicit ScheduledSender(QObject* parent = nullptr);

  /// Ends what is running. A plan that does not fit the messages is over at once.
  void start(std::vector<QByteArray> messages, const SendSchedule::Plan& plan, std::vector<ConnectionId> to);
  void stop();

 Q_SIGNALS:
  void due(const QByteArray& message, const std::vector<synscope::ConnectionId>& to);
  /// @param total 0 for an endless schedule.
  void progressed(quint64 sent, quint64 total);
  void done();

 private:
  void onTime();
  void arm();

  QTimer m_timer;
  std::vector<QByteArray> m_messages;
  std::vector<ConnectionId> m_to;
  std::optional<SendSchedule> m_schedule;
};

}  // namespace synscope
