#pragma once

#include "core/engine/endpoint/plain_connection.h"
#include "core/engine/endpoint/tls_context.h"
#include "core/logic/endpoint/tls_session.h"

namespace synscope {

/// What a TLS connection tells beside what every stream does.
class TlsOwner {
 public:
  virtual ~TlsOwner() = default;
  /// The handshake is done; data may be sent from now on.
  virtual void tlsEstablished(ConnectionId id) = 0;
  /// The peer's certificate is known, also where it ends the handshake.
  virtual void tlsShown(ConnectionId id, const TlsSession& session) = 0;
};

/// TLS as a layer over a PlainConnection, which carries the records. The peer's certificate is always checked and what
/// is wrong with it noted; it ends the handshake only where settings say so.
///
/// (QSslSocket is not used: it cannot end one direction with close_notify and go on reading, RFC 8446 section 6.1, and
/// says what went wrong only in sentences.)
class TlsConnection : public StreamConnection, private StreamOwner {
 public:
  /// @param serverName For SNI and to compare the certificate with; an address is compared but not sent.
  TlsConnection(ConnectionId id, UniqueFd fd, IpEndpoint peer, StreamSurroundings& surroundings, TlsOwner& owner,
                std::shared_ptr<TlsContext> context, std::string serverName);
  ~TlsConnection() override;

  /// Begins the handshake.
  bool start() override;
  bool isEstablished() const { return m_phase != Phase::kHandshake; }
  /// Gives the handshake up: kTlsTimedOut.
  void timeOut();

  bool send(std::span<const std::byte> bytes) override;
  std::size_t queued() const override { return m_plain.queued(); }
  void pauseReading(bool paused) override { m_plain.pauseReading(paused); }
  void close(CloseMode mode) override;
  void closeNow(CloseMode mode) override;
  void tellDrained() override { m_plain.tellDrained(); }

 private:
  enum class Phase { kHandshake, kOpen, kOver };

  static int onVerify(X509_STORE_CTX* store, void* self);
  bool verify(X509_STORE_CTX* store);
  void setUpNames();
  void noteCertificate(X509_STORE_CTX* store, const std::vector<int>& errors);
  void shakeHands();
  void onHandshakeDone();
  void readPlaintext();
  bool flushRecords();
  void endInput();
  void fail(const Error& error);

  void streamReceived(ConnectionId id, TimePoint at, std::span<const std::byte> records) override;
  void streamSent(ConnectionId, TimePoint, std::span<const std::byte>) override {}
  void streamDrained(ConnectionId id) override;
  void streamWillDrain(ConnectionId id) override;
  void streamEnded(ConnectionId id) override;
  void streamFailed(ConnectionId id, const Error& error) override;
  void streamClosed(ConnectionId id) override;

  ConnectionId m_id;
  IpEndpoint m_peer;
  StreamOwner& m_above;
  TlsOwner& m_owner;
  std::shared_ptr<TlsContext> m_context;
  TlsSession m_session;
  StreamSurroundings m_around;
  OpensslPtr<SSL> m_ssl;
  BIO* m_in = nullptr;   ///< Records of the peer; owned by m_ssl.
  BIO* m_out = nullptr;  ///< Records for the peer; owned by m_ssl.
  PlainConnection m_plain;
  Phase m_phase = Phase::kHandshake;
  bool m_inputEnded = false;
  bool m_notified = false;  ///< Our close_notify is on its way.
  bool m_failed = false;
};

}  // namespace synscope
