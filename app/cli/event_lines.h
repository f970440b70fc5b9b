#pragma once

#include "app/cli/endpoint_request.h"
#include "core/engine/endpoint/endpoint_session.h"

#include <QTimer>

#include <map>
#include <set>

namespace synscope {

/// `--events`: every event in the life of every connection of a session, once, in order, as JSON Lines on standard
/// error (CONTRACT: connect / listen); for UDP how much passed. With --json alone only where we listen, so that a
/// script learns the port.
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
    std::map<LaneId, std::string> states;
  };
  /// What has passed to and from a UDP peer.
  struct Passed {
    std::uint64_t bytes = 0, datagrams = 0;
  };

  void onOpened(const IpEndpoint& local);
  void onFailed(ConnectionId connection, const Error& error);
  void follow(ConnectionId connection);
  /// Returns whether there may be more to tell of it.
  bool tellNew(ConnectionId connection, Told& told);
  void tell(ConnectionId connection, const Timeline& timeline, const TimelineEvent& event, Told& told);
  void tellTls(const ConnectionRow& row);
  /// UDP has no life to follow: what has passed since the last time, for each peer.
  void tellDatagrams();
  void tellPassed(const ConnectionRow& row, TrafficDirection direction, const Passed& now);
  void write(TimePoint at, ConnectionId connection, QJsonObject line);

  EndpointSession& m_session;
  const EndpointRequest& m_request;
  TimePoint m_start;
  QTimer m_timer;
  std::map<ConnectionId, Told> m_told;
  std::map<std::pair<ConnectionId, TrafficDirection>, Passed> m_passed;
  std::uint64_t m_tableSeen = 0;
};

}  // namespace synscope
