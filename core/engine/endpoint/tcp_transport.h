#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/endpoint/life_watch.h"
#include "core/engine/endpoint/plain_connection.h"
#include "core/engine/endpoint/tls_connection.h"
#include "core/engine/endpoint/transport.h"

#include <QTimer>

#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

namespace synscope {

class TcpAttempt;

/// What TCP client and server have in common: the connections that are open, and those being made.
/// Invariant: an id that was told with onConnecting() or onConnected() ends with onDisconnected().
class TcpTransport : public Transport, private StreamOwner, private TlsOwner {
  Q_OBJECT

 public:
  TcpTransport(EndpointSettings settings, TransportListener& listener, LifeWatch* life, QObject* parent);
  ~TcpTransport() override;

  void shutDown(CloseMode mode) override;
  bool send(ConnectionId to, std::span<const std::byte> bytes) override;
  std::size_t queued(ConnectionId connection) const override;
  void pauseReading(ConnectionId connection, bool paused) override;
  void close(ConnectionId connection, CloseMode mode) override;
  ConnectionId connectOut(const IpEndpoint& target) override;

 protected:
  /// Gets the attempt, and whether its connection was taken into the table.
  using Tried = std::function<void(ConnectionId, const Attempt&, bool connected)>;

  const EndpointSettings& settings() const { return m_settings; }
  TransportListener& listener() { return m_listener; }
  LifeWatch* life() { return m_life; }
  SocketWatch& watch() { return m_watch; }
  std::size_t openCount() const { return m_open.size(); }
  bool isShutDown() const { return m_shutDown; }

  /// Must come before the first connection where settings.tls is set. Returns what is wrong with certificate or key.
  std::optional<Error> prepareTls(TlsSide side);
  /// The same in a helper thread; `then` is called from the event loop, unless we are shut down by then.
  void prepareTlsSoon(TlsSide side, std::function<void(const std::optional<Error>&)> then);
  /// Makes one connecting call. An attempt that fails is told to `tried` before onDisconnected().
  ConnectionId tryConnect(const IpEndpoint& target, Tried tried);
  /// Our end of a connection that is being made, once the system has chosen it.
  std::optional<IpEndpoint> localOfAttempt(ConnectionId id) const;
  void adoptAccepted(UniqueFd fd, const IpEndpoint& peer);
  /// Tells onClosed() from the event loop, once.
  void endSoon();

  /// Stops what else is going on: listening, name look-ups, timers.
  virtual void stop() = 0;
  virtual void onConnected(ConnectionId) {}
  virtual void onInputEnded(ConnectionId) {}
  /// A connection is over, or could not be made.
  virtual void onGone(ConnectionId) {}

 private:
  void streamReceived(ConnectionId id, TimePoint at, std::span<const std::byte> bytes) override;
  void streamSent(ConnectionId id, TimePoint at, std::span<const std::byte> bytes) override;
  void streamDrained(ConnectionId id) override;
  void streamWillDrain(ConnectionId id) override;
  void streamEnded(ConnectionId id) override;
  void streamFailed(ConnectionId id, const Error& error) override;
  void streamClosed(ConnectionId id) override;

  void tlsShown(ConnectionId id, const TlsSession& session) override;
  void tlsEstablished(ConnectionId id) override;

  void onAttemptEnded(ConnectionId id, TcpAttempt& attempt, const Tried& tried);
  struct Ends {
    IpEndpoint local, peer;
    bool outgoing = false;
  };
  bool adopt(ConnectionId id, UniqueFd fd, const Ends& ends);
  bool isSecured(bool outgoing) const;
  void beginHandshake(ConnectionId id, UniqueFd fd, const Ends& ends);
  void onHandshakeTimer();
  void tellDrained();
  void end();
  StreamConnection* find(ConnectionId id) const;

  EndpointSettings m_settings;
  TransportListener& m_listener;
  LifeWatch* m_life;
  SocketWatch m_watch;
  std::vector<std::byte> m_buffer;
  StreamSurroundings m_around;
  std::unordered_map<ConnectionId, std::unique_ptr<StreamConnection>> m_open;
  std::unordered_map<ConnectionId, TcpAttempt*> m_attempts;

  struct Handshake {
    TlsConnection* connection = nullptr;
    Ends ends;
  };
  std::shared_ptr<TlsContext> m_tls;
  std::unordered_map<ConnectionId, Handshake> m_handshakes;
  std::deque<std::pair<TimePoint, ConnectionId>> m_handshakeLimits;  ///< Ascending; those who are done stay in it.
  QTimer m_handshakeTimer;

  std::vector<std::unique_ptr<StreamConnection>> m_ended;  ///< Deleted in the next turn of the event loop.
  std::vector<ConnectionId> m_toDrain;
  ConnectionId m_lastId = 0;
  bool m_shutDown = false;
  bool m_over = false;
};

}  // namespace synscope
