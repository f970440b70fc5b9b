#include "core/engine/throughput/rsa_key.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace synscope {
namespace {

constexpr qint64 kLargestPem = 64 * 1024;
constexpr std::size_t kLongestToken = 4096;  ///< Base64 of a key of 16,384 bits, and some.

using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using Reader = EVP_PKEY* (*)(BIO*, EVP_PKEY**, pem_password_cb*, void*);
using Start = int (*)(EVP_PKEY_CTX*);
using Step = int (*)(EVP_PKEY_CTX*, unsigned char*, std::size_t*, const unsigned char*, std::size_t);

/// A key with a pass phrase cannot be used: nobody is asked.
int noPassPhrase(char*, int, int, void*) {
  return -1;
}

Result<OpensslPtr<EVP_PKEY>> readKey(const std::string& name, Reader reader) {
  QFile file(QString::fromStdString(name));
  if (!file.open(QIODevice::ReadOnly)) return Error{ErrorCode::kFileUnreadable, "load-key", name, 0};
  const QByteArray pem = file.read(kLargestPem);
  const OpensslPtr<BIO> bytes(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
  OpensslPtr<EVP_PKEY> key(reader(bytes.get(), nullptr, &noPassPhrase, nullptr));
  ERR_clear_error();
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
    return Error{ErrorCode::kThroughputKey, "load-key", name, 0};
  return key;
}

/// The output is never longer than the key.
std::optional<QByteArray> transformed(EVP_PKEY* key, Start start, Step step, RsaPadding padding,
                                      const QByteArray& input) {
  const Context context(EVP_PKEY_CTX_new(key, nullptr), &EVP_PKEY_CTX_free);
  const int mode = padding == RsaPadding::kOaep ? RSA_PKCS1_OAEP_PADDING : RSA_PKCS1_PADDING;
  QByteArray output(EVP_PKEY_get_size(key), '\0');
  auto length = static_cast<std::size_t>(output.size());
  const bool done =
      context && start(context.get()) == 1 && EVP_PKEY_CTX_set_rsa_padding(context.get(), mode) == 1 &&
      step(context.get(), reinterpret_cast<unsigned char*>(output.data()), &length,
           reinterpret_cast<const unsigned char*>(input.constData()), static_cast<std::size_t>(input.size())) == 1;
  ERR_clear_error();
  if (!done) return std::nullopt;
  output.truncate(static_cast<qsizetype>(length));
  return output;
}

QByteArray bytesOf(std::string_view text) {
  return {text.data(), static_cast<qsizetype>(text.size())};
}

}  // namespace

Result<RsaKey> RsaKey::readPublic(const std::string& file) {
  auto key = readKey(file, &PEM_read_bio_PUBKEY);
  if (!key.ok()) return key.error();
  return RsaKey(std::move(key).value());
}

Result<RsaKey> RsaKey::readPrivate(const std::string& file) {
  auto key = readKey(file, &PEM_read_bio_PrivateKey);
  if (!key.ok()) return key.error();
  return RsaKey(std::move(key).value());
}

std::string RsaKey::encrypted(std::string_view text, RsaPadding padding) const {
  const auto bytes = transformed(m_key.get(), &EVP_PKEY_encrypt_init, &EVP_PKEY_encrypt, padding, bytesOf(text));
  return bytes ? bytes->toBase64().toStdString() : std::string();
}

std::optional<std::string> RsaKey::decrypted(std::string_view base64, RsaPadding padding) const {
  if (base64.empty() || base64.size() > kLongestToken) return std::nullopt;
  const QByteArray bytes = QByteArray::fromBase64(bytesOf(base64));
  const auto text = transformed(m_key.get(), &EVP_PKEY_decrypt_init, &EVP_PKEY_decrypt, padding, bytes);
  return text ? std::optional(text->toStdString()) : std::nullopt;
}

std::string sha256Hex(std::string_view text) {
  return QCryptographicHash::hash(bytesOf(text), QCryptographicHash::Sha256).toHex().toStdString();
}

}  // namespace synscope
