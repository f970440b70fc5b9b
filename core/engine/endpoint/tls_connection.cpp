#include "core/engine/endpoint/tls_connection.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/certificate_info.h"
#include "core/engine/endpoint/tls_errors.h"

#include <algorithm>
#include <array>
#include <limits>
#include <openssl/err.h>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kPlaintext = std::size_t{64} * 1024;  // At once, so that the buffer between stays small.
constexpr int kLongestChain = 10;

/// A record of up to 16 KiB grows by at most 256 bytes (RFC 8446 section 5.2).
std::size_t sizeInRecords(std::size_t bytes) {
  return bytes + (bytes / 16'384 + 2) * 256;
}

/// Of the X509_STORE_CTX being verified in this thread.
std::vector<int>*& verifyErrors() {
  thread_local std::vector<int>* errors = nullptr;
  return errors;
}

/// Notes every error and goes on, so that all are known.
int noteVerifyError(int ok, X509_STORE_CTX* store) {
  if (ok == 0 && verifyErrors() != nullptr) verifyErrors()->push_back(X509_STORE_CTX_get_error(store));
  return 1;
}

}  // namespace

TlsConnection::TlsConnection(ConnectionId id, UniqueFd fd, IpEndpoint peer, StreamSurroundings& surroundings,
                             TlsOwner& owner, std::shared_ptr<TlsContext> context, std::string serverName)
    : m_id(id),
      m_peer(peer),
      m_above(surroundings.owner),
      m_owner(owner),
      m_context(std::move(context)),
      m_around{*this, surroundings.watch, surroundings.life, surroundings.buffer},
      m_ssl(m_context->newSession()),
      m_plain(id, std::move(fd), std::move(peer), m_around) {
  m_session.serverName = std::move(serverName);
}

TlsConnection::~TlsConnection() = default;

bool TlsConnection::start() {
  if (!m_plain.start() || !m_ssl) return false;
  m_in = BIO_new(BIO_s_mem());
  m_out = BIO_new(BIO_s_mem());
  SSL_set_bio(m_ssl.get(), m_in, m_out);
  if (m_context->side() == TlsSide::kClient)
    setUpNames();
  else
    SSL_set_accept_state(m_ssl.get());
  shakeHands();
  return true;
}

void TlsConnection::setUpNames() {
  SSL_set_connect_state(m_ssl.get());
  SSL_set_verify(m_ssl.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_cert_verify_callback(SSL_get_SSL_CTX(m_ssl.get()), &TlsConnection::onVerify, nullptr);
  SSL_set_app_data(m_ssl.get(), this);
  const std::string& name = m_session.serverName;
  if (const auto address = IpAddress::parse(name)) {
    const auto octets = address->octets();
    X509_VERIFY_PARAM_set1_ip(SSL_get0_param(m_ssl.get()), octets.data(), octets.size());
    m_session.serverName.clear();
    return;
  }
  SSL_set_tlsext_host_name(m_ssl.get(), name.c_str());
  SSL_set1_host(m_ssl.get(), name.c_str());
}

int TlsConnection::onVerify(X509_STORE_CTX* store, void*) {
  const auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
  auto* self = static_cast<TlsConnection*>(SSL_get_app_data(ssl));
  return self->verify(store) ? 1 : 0;
}

bool TlsConnection::verify(X509_STORE_CTX* store) {
  std::vector<int> errors;
  verifyErrors() = &errors;
  X509_STORE_CTX_set_verify_cb(store, &noteVerifyError);
  const bool completed = X509_verify_cert(store) > 0;
  verifyErrors() = nullptr;
  if (!completed && errors.empty()) errors.push_back(X509_V_ERR_UNSPECIFIED);  // Failed without asking us.
  noteCertificate(store, errors);
  if (errors.empty() || !m_context->settings().verifyPeer) {
    X509_STORE_CTX_set_error(store, X509_V_OK);
    return true;
  }
  X509_STORE_CTX_set_error(store, errors.front());
  return false;
}

void TlsConnection::noteCertificate(X509_STORE_CTX* store, const std::vector<int>& errors) {
  m_session.problems = tlsProblems(errors);
  m_session.chain.clear();
  STACK_OF(X509)* shown = X509_STORE_CTX_get0_untrusted(store);
  const int count = std::min(shown == nullptr ? 0 : sk_X509_num(shown), kLongestChain);
  for (int i = 0; i < count; ++i)
    m_session.chain.push_back(certificateInfo(sk_X509_value(shown, i)));
}

void TlsConnection::shakeHands() {
  ERR_clear_error();
  const int result = SSL_do_handshake(m_ssl.get());
  const int error = SSL_get_error(m_ssl.get(), result);
  flushRecords();
  if (m_phase != Phase::kHandshake) return;
  if (result == 1) return onHandshakeDone();
  if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return;
  const bool refused = !m_session.problems.empty() && m_context->settings().verifyPeer;
  if (!m_session.chain.empty()) m_owner.tlsShown(m_id, m_session);
  const std::string subject = m_session.serverName.empty() ? m_peer.toString() : m_session.serverName;
  const Error fromLibrary = takeTlsError(subject);
  fail(refused ? certificateError(m_session.problems, subject) : fromLibrary);
}

void TlsConnection::onHandshakeDone() {
  m_phase = Phase::kOpen;
  m_session.version = SSL_get_version(m_ssl.get());
  m_session.cipher = SSL_get_cipher_name(m_ssl.get());
  m_session.own = m_context->own();
  if (m_context->side() == TlsSide::kServer) {
    const char* name = SSL_get_servername(m_ssl.get(), TLSEXT_NAMETYPE_host_name);
    if (name != nullptr) m_session.serverName = name;
  }
  m_owner.tlsShown(m_id, m_session);
  m_owner.tlsEstablished(m_id);
  if (m_phase == Phase::kOpen) readPlaintext();
}

void TlsConnection::timeOut() {
  if (m_phase == Phase::kHandshake) fail({ErrorCode::kTlsTimedOut, "handshake", m_peer.toString(), 0});
}

bool TlsConnection::send(std::span<const std::byte> bytes) {
  const std::size_t most = std::min<std::size_t>(SendQueue::limit(), std::numeric_limits<int>::max());
  if (m_phase != Phase::kOpen || m_notified || m_plain.queued() + sizeInRecords(bytes.size()) > most) return false;
  if (bytes.empty()) return true;
  for (auto rest = bytes; !rest.empty(); rest = rest.subspan(std::min(rest.size(), kPlaintext))) {
    const auto piece = rest.first(std::min(rest.size(), kPlaintext));
    ERR_clear_error();
    if (SSL_write(m_ssl.get(), piece.data(), static_cast<int>(piece.size())) <= 0 || !flushRecords()) return false;
  }
  m_above.streamSent(m_id, monotonicNow(), bytes);
  return true;
}

/// Hands what the library has written to the connection below.
bool TlsConnection::flushRecords() {
  char* records = nullptr;
  const long size = BIO_get_mem_data(m_out, &records);
  if (size <= 0) return true;
  const bool sent = m_plain.send(std::as_bytes(std::span(records, static_cast<std::size_t>(size))));
  BIO_reset(m_out);
  return sent;
}

void TlsConnection::streamReceived(ConnectionId, TimePoint, std::span<const std::byte> records) {
  if (m_phase == Phase::kOver || m_inputEnded) return;
  BIO_write(m_in, records.data(), static_cast<int>(records.size()));
  if (m_phase == Phase::kHandshake) return shakeHands();
  readPlaintext();
}

void TlsConnection::readPlaintext() {
  std::array<std::byte, kPlaintext> plaintext;
  while (m_phase == Phase::kOpen && !m_inputEnded) {
    ERR_clear_error();
    const int got = SSL_read(m_ssl.get(), plaintext.data(), static_cast<int>(plaintext.size()));
    if (got > 0) {
      m_above.streamReceived(m_id, monotonicNow(), std::span(plaintext).first(static_cast<std::size_t>(got)));
      continue;
    }
    const int error = SSL_get_error(m_ssl.get(), got);
    const bool answered = flushRecords();  // To key updates; alerts.
    if (!answered) return fail({ErrorCode::kSendQueueFull, "send", m_peer.toString(), 0});
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return;
    if (error == SSL_ERROR_ZERO_RETURN) return endInput();
    return fail(takeTlsError(m_peer.toString()));
  }
}

void TlsConnection::endInput() {
  if (!std::exchange(m_inputEnded, true)) m_above.streamEnded(m_id);
}

void TlsConnection::close(CloseMode mode) {
  if (mode == CloseMode::kReset) return closeNow(mode);
  if (m_phase == Phase::kOpen && !std::exchange(m_notified, true)) {
    SSL_shutdown(m_ssl.get());
    flushRecords();
  }
  m_plain.close(mode);
}

void TlsConnection::closeNow(CloseMode mode) {
  if (mode != CloseMode::kReset && m_phase == Phase::kOpen && !std::exchange(m_notified, true)) {
    SSL_shutdown(m_ssl.get());
    flushRecords();
  }
  m_plain.closeNow(mode);
}

/// What the library had to say to the peer, an alert, goes out before the connection ends.
void TlsConnection::fail(const Error& error) {
  if (m_phase == Phase::kOver) return;
  m_phase = Phase::kOver;
  m_failed = true;
  m_above.streamFailed(m_id, error);
  m_plain.close(CloseMode::kFin);
}

void TlsConnection::streamDrained(ConnectionId id) {
  if (m_phase == Phase::kOpen) m_above.streamDrained(id);
}

void TlsConnection::streamWillDrain(ConnectionId id) {
  m_above.streamWillDrain(id);
}

/// A FIN in the middle of the handshake cuts it; afterwards it ends the input even without close_notify, as many peers
/// leave it out.
void TlsConnection::streamEnded(ConnectionId) {
  if (m_phase == Phase::kHandshake) return fail({ErrorCode::kTlsClosed, "handshake", m_peer.toString(), 0});
  if (m_phase == Phase::kOpen) endInput();
}

void TlsConnection::streamFailed(ConnectionId id, const Error& error) {
  if (!m_failed) m_above.streamFailed(id, error);
}

void TlsConnection::streamClosed(ConnectionId id) {
  m_phase = Phase::kOver;
  m_above.streamClosed(id);
}

}  // namespace synscope
