#pragma once

#include "app/cli/endpoint_request.h"
#include "core/engine/endpoint/endpoint_session.h"

#include <QTimer>

#include <map>
#include <set>

namespace synscope {

/// `--events`: every event in the life of every connection of a session, once, in order, as JSON Lines on standard
/// error (CONTRACT: connect / listen). With --json alone only where we listen, so that a script learns the port.
class EventLines : public QObject {
  Q_OBJECT

 public:
  EventLines(EndpointSession& session, const EndpointRequest& request);

  /// What is known by now and has not been told.
  void update();

 private:
  /// What has been told of one connection.
  struct Told {
    std::uint64_t generation = 0;
    std::multiset<std::size_t> events;  ///< By hash; only those that its timeline still holds.
    std::string state = "CLOSED";
  };

  void onOpened(const IpEndpoint& local);
  void onFailed(ConnectionId connection, const Error& error);
  void follow(ConnectionId connection);
  /// Returns whether there may be more to tell of it.
  bool tellNew(ConnectionId connection, Told& told);
  void tell(ConnectionId connection, const Timeline& timeline, const TimelineEvent& event, std::string& state);
  void write(TimePoint at, ConnectionId connection, QJsonObject line);

  EndpointSession& m_session;
  const EndpointRequest& m_request;
  TimePoint m_start;
  QTimer m_timer;
  std::map<ConnectionId, Told> m_told;
};

}  // namespace synscope
