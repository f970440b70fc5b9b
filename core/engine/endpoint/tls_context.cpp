#include "core/engine/endpoint/tls_context.h"

#include "core/engine/endpoint/certificate_info.h"
#include "core/engine/endpoint/self_signed_certificate.h"
#include "core/engine/endpoint/tls_errors.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <openssl/err.h>
#include <openssl/pem.h>

namespace synscope {
namespace {

constexpr qint64 kLargestPem = 1024 * 1024;

Error keyError(const std::string& file) {
  return {ErrorCode::kTlsKey, "load-key", file, 0};
}

Result<QByteArray> readPem(const std::string& path) {
  QFile file(QString::fromStdString(path));
  if (!file.open(QIODevice::ReadOnly)) return keyError(path);
  return file.read(kLargestPem);
}

OpensslPtr<BIO> readerOf(const QByteArray& bytes) {
  return OpensslPtr<BIO>(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

/// The first certificate is ours, the others lead to its issuer.
bool useCertificates(SSL_CTX* context, const QByteArray& pem) {
  const OpensslPtr<BIO> reader = readerOf(pem);
  const OpensslPtr<X509> own(PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr));
  if (!own || SSL_CTX_use_certificate(context, own.get()) != 1) return false;
  while (X509* issuer = PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr)) {
    if (SSL_CTX_add0_chain_cert(context, issuer) != 1) X509_free(issuer);
  }
  ERR_clear_error();  // The end of the file is an error to the reader.
  return true;
}

/// A key with a pass phrase cannot be used: nobody is asked.
int noPassPhrase(char*, int, int, void*) {
  return -1;
}

bool useKey(SSL_CTX* context, const QByteArray& pem) {
  const OpensslPtr<BIO> reader = readerOf(pem);
  const OpensslPtr<EVP_PKEY> key(PEM_read_bio_PrivateKey(reader.get(), nullptr, &noPassPhrase, nullptr));
  return key && SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
}

/// Certificate and key may stand in one file.
std::optional<Error> useOwnFiles(SSL_CTX* context, const TlsSettings& settings) {
  const std::string& keyFile = settings.keyFile.empty() ? settings.certificateFile : settings.keyFile;
  const auto certificate = readPem(settings.certificateFile);
  if (!certificate.ok()) return certificate.error();
  if (!useCertificates(context, *certificate)) return keyError(settings.certificateFile);
  const auto key = readPem(keyFile);
  if (!key.ok()) return key.error();
  return useKey(context, *key) ? std::nullopt : std::optional(keyError(keyFile));
}

std::optional<Error> useSelfSigned(SSL_CTX* context) {
  const auto made = makeOwnCertificate();
  if (!made.ok()) return made.error();
  const bool used = useCertificates(context, made->certificate) && useKey(context, made->key);
  return used ? std::nullopt : std::optional(Error{ErrorCode::kTlsFailed, "make-certificate", {}, 0});
}

OpensslPtr<X509_STORE> readSystemIssuers() {
  OpensslPtr<X509_STORE> store(X509_STORE_new());
  for (const QSslCertificate& issuer : QSslConfiguration::systemCaCertificates()) {
    const QByteArray der = issuer.toDer();
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
    const OpensslPtr<X509> certificate(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
    if (certificate) X509_STORE_add_cert(store.get(), certificate.get());
  }
  ERR_clear_error();
  return store;
}

/// As Qt finds them on every system, and as the diagnosis judges by. Read once in the life of the program.
void trustSystemIssuers(SSL_CTX* context) {
  static const OpensslPtr<X509_STORE> store = readSystemIssuers();
  SSL_CTX_set1_cert_store(context, store.get());
}

}  // namespace

TlsContext::TlsContext(TlsSide side, TlsSettings settings, OpensslPtr<SSL_CTX> context)
    : m_side(side), m_settings(std::move(settings)), m_context(std::move(context)) {
  if (X509* own = SSL_CTX_get0_certificate(m_context.get())) m_own = certificateInfo(own);
}

Result<std::shared_ptr<TlsContext>> TlsContext::create(TlsSide side, const TlsSettings& settings) {
  OpensslPtr<SSL_CTX> context(SSL_CTX_new(side == TlsSide::kClient ? TLS_client_method() : TLS_server_method()));
  if (!context) return Error{ErrorCode::kTlsFailed, "open", {}, 0};
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_options(context.get(), SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION);
  std::optional<Error> error;
  if (!settings.certificateFile.empty())
    error = useOwnFiles(context.get(), settings);
  else if (side == TlsSide::kServer)
    error = useSelfSigned(context.get());
  if (error) return *error;
  if (side == TlsSide::kClient) trustSystemIssuers(context.get());
  return std::shared_ptr<TlsContext>(new TlsContext(side, settings, std::move(context)));
}

}  // namespace synscope
