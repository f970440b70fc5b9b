#include "core/engine/latency/latency_tls.h"

#include "core/engine/diagnose/stream_io.h"
#include "core/logic/base/ip_address.h"

#include <array>
#include <openssl/err.h>

namespace synscope {
namespace {

void setUpName(SSL* ssl, const std::string& host) {
  if (const auto address = IpAddress::parse(host)) {
    const auto octets = address->octets();
    X509_VERIFY_PARAM_set1_ip(SSL_get0_param(ssl), octets.data(), octets.size());
    return;
  }
  SSL_set_tlsext_host_name(ssl, host.c_str());
  SSL_set1_host(ssl, host.c_str());
}

bool wantsMore(int error) {
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

}  // namespace

LatencyTls::LatencyTls(const TlsContext& context, const std::string& host) : m_ssl(context.newSession()) {
  if (!m_ssl) {
    m_state = State::kFailed;
    return;
  }
  m_in = BIO_new(BIO_s_mem());
  m_out = BIO_new(BIO_s_mem());
  SSL_set_bio(m_ssl.get(), m_in, m_out);
  SSL_set_connect_state(m_ssl.get());
  SSL_set_verify(m_ssl.get(), context.settings().verifyPeer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
  setUpName(m_ssl.get(), host);
}

void LatencyTls::add(qintptr fd, std::span<const std::byte> records) {
  if (m_state == State::kFailed) return;
  BIO_write(m_in, records.data(), static_cast<int>(records.size()));
  if (m_state == State::kHandshake) shakeHands(fd);
  if (m_state == State::kOpen) readPlaintext();
  flush(fd);
}

void LatencyTls::shakeHands(qintptr fd) {
  if (m_state != State::kHandshake) return;
  ERR_clear_error();
  const int result = SSL_do_handshake(m_ssl.get());
  const int error = SSL_get_error(m_ssl.get(), result);
  const bool sent = flush(fd);
  if (result == 1 && sent)
    m_state = State::kOpen;
  else if (!sent || !wantsMore(error))
    m_state = State::kFailed;
}

void LatencyTls::readPlaintext() {
  std::array<std::byte, 16 * 1024> buffer;
  while (true) {
    ERR_clear_error();
    const int got = SSL_read(m_ssl.get(), buffer.data(), static_cast<int>(buffer.size()));
    if (got <= 0) {
      const int error = SSL_get_error(m_ssl.get(), got);
      m_closed = m_closed || error == SSL_ERROR_ZERO_RETURN;
      if (!m_closed && !wantsMore(error)) m_state = State::kFailed;
      return;
    }
    m_plaintext.insert(m_plaintext.end(), buffer.data(), buffer.data() + got);
  }
}

bool LatencyTls::refusedCertificate() const {
  return m_ssl && SSL_get_verify_mode(m_ssl.get()) != SSL_VERIFY_NONE &&
         SSL_get_verify_result(m_ssl.get()) != X509_V_OK;
}

bool LatencyTls::send(qintptr fd, std::span<const std::byte> bytes) {
  if (m_state != State::kOpen) return false;
  ERR_clear_error();
  return SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size())) > 0 && flush(fd);
}

/// What is sent here is small and goes into an empty buffer: a socket that does not take it whole is broken.
bool LatencyTls::flush(qintptr fd) {
  char* records = nullptr;
  const long size = BIO_get_mem_data(m_out, &records);
  if (size <= 0) return true;
  const auto bytes = std::as_bytes(std::span(records, static_cast<std::size_t>(size)));
  const bool sent = writeStream(fd, bytes) == bytes.size();
  BIO_reset(m_out);
  return sent;
}

}  // namespace synscope
