#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/endpoint/life_watch.h"
#include "core/engine/endpoint/send_queue.h"
#include "core/engine/endpoint/socket_watch.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/endpoint/stream_connection.h"

namespace synscope {

/// What connections of one transport share.
struct StreamSurroundings {
  StreamOwner& owner;
  SocketWatch& watch;
  LifeWatch* life;              ///< May be null.
  std::span<std::byte> buffer;  ///< Reads go here; used by one connection at a time.
};

/// A connection in the clear: a native socket, a bounded queue of what is to be sent.
///
/// (QTcpSocket is not used: it closes the whole connection at the peer's FIN, so that half-closed connections cannot
/// be talked through, and its errors do not tell a reset from a time-out.)
class PlainConnection : public StreamConnection, public WatchedSocket {
 public:
  PlainConnection(ConnectionId id, UniqueFd fd, IpEndpoint peer, StreamSurroundings& surroundings);
  ~PlainConnection() override;

  bool start() override;
  bool send(std::span<const std::byte> bytes) override;
  std::size_t queued() const override { return m_queue.size(); }
  void pauseReading(bool paused) override;
  void close(CloseMode mode) override;
  void closeNow(CloseMode mode) override;
  void tellDrained() override;

  void onReady(Readiness ready) override;

 private:
  enum class Output { kOpen, kEnding, kEnded };

  bool isReading() const { return m_fd && !m_paused && !m_inputEnded; }
  void readOnce();
  /// Delivers what has already arrived, at most 1 MiB of it.
  void readRest();
  bool take(const StreamResult& read, std::span<const std::byte> buffer);
  void flush();
  StreamResult trySend(std::span<const std::span<const std::byte>> pieces);
  void onFlushed();
  void onBroken();
  void fail(EndpointCall call, const StreamResult& result);
  void endOutput();
  void closeSocket(EndpointCall call);
  bool updateWatch();

  ConnectionId m_id;
  UniqueFd m_fd;
  IpEndpoint m_peer;
  StreamSurroundings& m_around;
  SendQueue m_queue;
  Output m_output = Output::kOpen;
  bool m_closeAfterFlush = false;
  bool m_paused = false;
  bool m_inputEnded = false;
  bool m_brokenWhilePaused = false;
  bool m_drainDue = false;
};

}  // namespace synscope
