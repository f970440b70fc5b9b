#include "core/engine/endpoint/certificate_info.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QSslCertificate>
#include <QSslKey>

namespace synscope {
namespace {

constexpr qsizetype kKeptText = 300;  ///< Characters of hostile text that are kept.
constexpr qsizetype kKeptNames = 100;

std::string kept(const QString& text) {
  return text.left(kKeptText).toStdString();
}

std::string nameOf(const QStringList& commonNames, const QStringList& organizations) {
  if (!commonNames.isEmpty()) return kept(commonNames.front());
  return organizations.isEmpty() ? std::string() : kept(organizations.front());
}

QSslCertificate qtCertificate(X509* certificate) {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(certificate, &bytes);
  if (size <= 0) return QSslCertificate();
  const QByteArray der(reinterpret_cast<const char*>(bytes), size);
  OPENSSL_free(bytes);
  return QSslCertificate(der, QSsl::Der);
}

std::string keyType(EVP_PKEY* key) {
  if (key == nullptr) return {};
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA: return "RSA";
    case EVP_PKEY_EC: return "EC";
    case EVP_PKEY_ED25519: return "ED25519";
    default: break;
  }
  const char* type = EVP_PKEY_get0_type_name(key);
  return type == nullptr ? std::string() : std::string(type);
}

std::string signatureName(X509* certificate) {
  const char* text = OBJ_nid2ln(X509_get_signature_nid(certificate));
  return text == nullptr ? std::string() : std::string(text);
}

std::string isoTime(const QDateTime& time) {
  return time.toUTC().toString(Qt::ISODate).toStdString();
}

std::vector<std::string> alternativeNames(const QSslCertificate& certificate) {
  std::vector<std::string> names;
  const auto all = certificate.subjectAlternativeNames();
  for (const QString& value : all.values(QSsl::DnsEntry) + all.values(QSsl::IpAddressEntry)) {
    if (static_cast<qsizetype>(names.size()) < kKeptNames) names.push_back(kept(value));
  }
  return names;
}

}  // namespace

CertificateInfo certificateInfo(X509* certificate) {
  const QSslCertificate read = qtCertificate(certificate);
  EVP_PKEY* key = X509_get0_pubkey(certificate);
  CertificateInfo info;
  info.subject = nameOf(read.subjectInfo(QSslCertificate::CommonName), read.subjectInfo(QSslCertificate::Organization));
  info.issuer = nameOf(read.issuerInfo(QSslCertificate::CommonName), read.issuerInfo(QSslCertificate::Organization));
  info.names = alternativeNames(read);
  info.notBefore = isoTime(read.effectiveDate());
  info.notAfter = isoTime(read.expiryDate());
  info.selfSigned = X509_self_signed(certificate, 1) == 1;
  info.keyType = keyType(key);
  if (key != nullptr) info.keyBits = EVP_PKEY_get_bits(key);
  info.signature = signatureName(certificate);
  info.serial = read.serialNumber().left(kKeptText).toStdString();
  info.fingerprint = read.digest(QCryptographicHash::Sha256).toHex(':').toStdString();
  return info;
}

}  // namespace synscope
