#pragma once

#include "core/engine/endpoint/openssl_handles.h"
#include "core/engine/endpoint/tls_context.h"

#include <QtGlobal>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace synscope {

/// The client's side of one TLS connection over a native socket, for a thread without an event loop: records come in
/// through add(), ours go out at once. Every handshake is a full one, so that each measures the same.
class LatencyTls {
 public:
  enum class State { kHandshake, kOpen, kFailed };

  /// @param host For SNI (RFC 6066 section 3) and to compare the certificate with; an address is compared, not sent.
  LatencyTls(const TlsContext& context, const std::string& host);

  State state() const { return m_state; }
  /// The peer has said that nothing more follows (close_notify, RFC 8446 section 6.1): no failure by itself.
  bool closed() const { return m_closed; }
  /// After kFailed: the peer's certificate does not hold, and that was asked for.
  bool refusedCertificate() const;
  /// Sends the first record.
  void start(qintptr fd) { shakeHands(fd); }
  /// Records of the peer: goes on with the handshake, and takes out what they hold once it is done.
  void add(qintptr fd, std::span<const std::byte> records);
  bool send(qintptr fd, std::span<const std::byte> bytes);
  /// What the peer said, since the last call.
  std::vector<std::byte> take() { return std::exchange(m_plaintext, {}); }

 private:
  void shakeHands(qintptr fd);
  void readPlaintext();
  bool flush(qintptr fd);

  OpensslPtr<SSL> m_ssl;
  BIO* m_in = nullptr;   ///< Owned by m_ssl.
  BIO* m_out = nullptr;  ///< Owned by m_ssl.
  std::vector<std::byte> m_plaintext;
  State m_state = State::kHandshake;
  bool m_closed = false;
};

}  // namespace synscope
