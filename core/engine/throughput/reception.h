#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/endpoint/socket_watch.h"
#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/time.h"
#include "core/logic/throughput/iperf_wire.h"

#include <QTimer>

#include <functional>
#include <list>

namespace synscope {

/// A connection that has said which test it is about.
struct Introduced {
  UniqueFd fd;
  IpEndpoint peer;
  IperfCookie cookie{};
};

/// Reads the cookie of every connection accepted, control or data. Invariant: holds at most kMost connections that have
/// not said it, none for longer than ten seconds; when more come the oldest has to go.
class Reception : public QObject {
  Q_OBJECT

 public:
  static constexpr std::size_t kMost = 512;

  /// @param introduced Called once for each connection that sends a cookie.
  Reception(SocketWatch& watch, std::function<void(Introduced)> introduced, QObject* parent = nullptr);
  ~Reception() override;

  void add(UniqueFd fd, const IpEndpoint& peer);
  std::size_t size() const { return m_guests.size(); }
  void clear();

 private:
  class Guest;

  void read(Guest& guest);
  void dismissOverdue();

  SocketWatch& m_watch;
  const std::function<void(Introduced)> m_introduced;
  std::list<std::unique_ptr<Guest>> m_guests;  ///< Oldest first.
  QTimer m_overdue;
};

/// Control connections that wait for their turn, in silence. Who hangs up is forgotten.
class WaitingRoom : public QObject {
  Q_OBJECT

 public:
  WaitingRoom(SocketWatch& watch, QObject* parent = nullptr);
  ~WaitingRoom() override;

  void add(Introduced client);
  std::size_t size() const { return m_seats.size(); }
  /// Who has waited longest; precondition: size() > 0.
  Introduced takeFirst();
  void clear();

 private:
  class Seat;

  SocketWatch& m_watch;
  std::list<std::unique_ptr<Seat>> m_seats;
};

}  // namespace synscope
