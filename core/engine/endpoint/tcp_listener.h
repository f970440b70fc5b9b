#pragma once

#include "core/engine/endpoint/socket_watch.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/logic/base/result.h"
#include "core/logic/endpoint/endpoint_settings.h"

#include <QTimer>

#include <vector>

namespace synscope {

/// The listening sockets of one server: one for each family, on the same port, so that every client has its own
/// address and a port that another program holds is noticed in both.
///
/// When descriptors run out it stops accepting, so that clients wait in the kernel's queue and nothing spins, and goes
/// on once resume() says that one is free again, or after half a second.
class TcpListener : public QObject, public WatchedSocket {
  Q_OBJECT

 public:
  explicit TcpListener(SocketWatch& watch, QObject* parent = nullptr);
  ~TcpListener() override;

  /// Returns what the first socket is bound to ("[::]:8080" where both families are served). Errors: kAddressInUse with
  /// the process that holds the port as `operation` where that is known, kAddressNotAvailable, kNotPermitted,
  /// kOutOfDescriptors, kSystemCall.
  Result<IpEndpoint> listen(const EndpointSettings& settings);
  void close();
  /// A descriptor has become free.
  void resume();

  void onReady(Readiness ready) override;

 Q_SIGNALS:
  /// Take it with takeAccepted() in a direct slot.
  void accepted();
  /// Descriptors have run out; told every five seconds at most, for with one that comes free they run out again.
  void outOfDescriptors(const synscope::Error& error);

 public:
  AcceptedSocket takeAccepted() { return std::move(m_accepted); }

 private:
  Result<ListeningSocket> bindOne(const IpEndpoint& local, const EndpointSettings& settings);
  Result<IpEndpoint> listenBoth(const EndpointSettings& settings);
  bool acceptOne(qintptr listener);
  void pause(const AcceptedSocket& failure);
  void watchAll(bool on);

  SocketWatch& m_watch;
  std::vector<ListeningSocket> m_sockets;
  AcceptedSocket m_accepted;
  QTimer m_retry;
  bool m_paused = false;
  std::optional<TimePoint> m_toldAt;
};

}  // namespace synscope
