#include "core/engine/endpoint/self_signed_certificate.h"

#include "core/engine/endpoint/openssl_handles.h"

#include <QHostInfo>
#include <QNetworkInterface>

#include <array>
#include <openssl/pem.h>
#include <openssl/rand.h>

namespace synscope {
namespace {

constexpr std::size_t kMostNames = 64;

bool setSerial(X509* certificate) {
  std::array<unsigned char, 16> random{};
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) return false;
  random[0] &= 0x7f;  // A serial number is positive (RFC 5280 section 4.1.2.2).
  BIGNUM* number = BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr);
  const bool set = number != nullptr && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
  BN_free(number);
  return set;
}

bool setNames(X509* certificate, const std::string& commonName) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto* text = reinterpret_cast<const unsigned char*>(commonName.data());
  const int length = static_cast<int>(std::min<std::size_t>(commonName.size(), ub_common_name));
  return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, text, length, -1, 0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1;
}

bool addExtension(X509* certificate, int nid, const char* value) {
  const OpensslPtr<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, nullptr, nid, value));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

void appendName(GENERAL_NAMES* names, int type, std::span<const unsigned char> value) {
  ASN1_STRING* text = type == GEN_IPADD ? ASN1_OCTET_STRING_new() : ASN1_IA5STRING_new();
  ASN1_STRING_set(text, value.data(), static_cast<int>(value.size()));
  GENERAL_NAME* name = GENERAL_NAME_new();
  GENERAL_NAME_set0_value(name, type, text);
  sk_GENERAL_NAME_push(names, name);
}

bool addAlternativeNames(X509* certificate, const std::string& hostName, const std::vector<IpAddress>& addresses) {
  const OpensslPtr<GENERAL_NAMES> names(GENERAL_NAMES_new());
  for (const std::string& name : {std::string("localhost"), hostName}) {
    if (!name.empty() && (name != "localhost" || sk_GENERAL_NAME_num(names.get()) == 0))
      appendName(names.get(), GEN_DNS, {reinterpret_cast<const unsigned char*>(name.data()), name.size()});
  }
  for (std::size_t i = 0; i < std::min(addresses.size(), kMostNames); ++i)
    appendName(names.get(), GEN_IPADD, addresses[i].octets());
  return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

OpensslPtr<X509> makeCertificate(EVP_PKEY* key, const std::string& hostName, const std::vector<IpAddress>& addresses,
                                 const CertificateValidity& validity) {
  OpensslPtr<X509> certificate(X509_new());
  X509* c = certificate.get();
  const bool made = c != nullptr && X509_set_version(c, X509_VERSION_3) == 1 && setSerial(c) &&
                    X509_gmtime_adj(X509_getm_notBefore(c), validity.from.count()) != nullptr &&
                    X509_gmtime_adj(X509_getm_notAfter(c), validity.until.count()) != nullptr &&
                    setNames(c, hostName.empty() ? "localhost" : hostName) && X509_set_pubkey(c, key) == 1 &&
                    addExtension(c, NID_basic_constraints, "critical,CA:FALSE") &&
                    addExtension(c, NID_key_usage, "critical,digitalSignature") &&
                    addExtension(c, NID_ext_key_usage, "serverAuth,clientAuth") &&
                    addAlternativeNames(c, hostName, addresses) && X509_sign(c, key, EVP_sha256()) > 0;
  if (!made) certificate.reset();
  return certificate;
}

QByteArray contentsOf(BIO* memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  return QByteArray(data, static_cast<qsizetype>(size));
}

}  // namespace

Result<CertificateAndKey> makeSelfSignedCertificate(const std::string& hostName,
                                                    const std::vector<IpAddress>& addresses,
                                                    const CertificateValidity& validity) {
  const Error failure{ErrorCode::kTlsFailed, "make-certificate", hostName, 0};
  const OpensslPtr<EVP_PKEY> key(EVP_EC_gen("P-256"));
  if (!key) return failure;
  const OpensslPtr<X509> certificate = makeCertificate(key.get(), hostName, addresses, validity);
  const OpensslPtr<BIO> certificatePem(BIO_new(BIO_s_mem())), keyPem(BIO_new(BIO_s_mem()));
  if (!certificate || PEM_write_bio_X509(certificatePem.get(), certificate.get()) != 1 ||
      PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return failure;
  return CertificateAndKey{contentsOf(certificatePem.get()), contentsOf(keyPem.get())};
}

Result<CertificateAndKey> makeOwnCertificate() {
  std::vector<IpAddress> addresses;
  for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
    QHostAddress plain = address;
    plain.setScopeId({});
    if (const auto parsed = IpAddress::parse(plain.toString().toStdString())) addresses.push_back(*parsed);
  }
  return makeSelfSignedCertificate(QHostInfo::localHostName().toStdString(), addresses);
}

}  // namespace synscope
