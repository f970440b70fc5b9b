#pragma once

#include "core/engine/endpoint/openssl_handles.h"
#include "core/logic/base/result.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/endpoint/tls_session.h"

namespace synscope {

enum class TlsSide { kClient, kServer };

/// What all TLS connections of one transport share: protocol versions from TLS 1.2 on, trusted issuers or our own
/// certificate and key.
class TlsContext {
 public:
  /// Reads files, and for the first client of all what the system trusts: see TlsPreparation. Any thread.
  /// Errors: kTlsKey where certificate or key cannot be used (the subject is the file), kTlsFailed.
  static Result<std::shared_ptr<TlsContext>> create(TlsSide side, const TlsSettings& settings);

  TlsSide side() const { return m_side; }
  /// nullopt where there is none to show.
  const std::optional<CertificateInfo>& own() const { return m_own; }
  const TlsSettings& settings() const { return m_settings; }
  OpensslPtr<SSL> newSession() const { return OpensslPtr<SSL>(SSL_new(m_context.get())); }

 private:
  TlsContext(TlsSide side, TlsSettings settings, OpensslPtr<SSL_CTX> context);

  TlsSide m_side;
  TlsSettings m_settings;
  OpensslPtr<SSL_CTX> m_context;
  std::optional<CertificateInfo> m_own;
};

}  // namespace synscope
