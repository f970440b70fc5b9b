#include "core/engine/diagnose/tls_problems.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

const char* problemOf(QSslError::SslError error) {
  switch (error) {
    case QSslError::NoError: return nullptr;
    case QSslError::CertificateExpired: return "expired";
    case QSslError::CertificateNotYetValid: return "not-yet-valid";
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain: return "self-signed";
    case QSslError::HostNameMismatch: return "name-mismatch";
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted: return "untrusted-issuer";
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted: return "revoked";
    default: return "other";
  }
}

constexpr std::array kMostTellingFirst{"revoked",     "expired",          "not-yet-valid", "name-mismatch",
                                       "self-signed", "untrusted-issuer", "other"};

bool mentions(const QString& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return text.contains(QLatin1String(word), Qt::CaseInsensitive); });
}

}  // namespace

std::vector<std::string> certificateProblems(const QList<QSslError>& errors) {
  std::vector<std::string> problems;
  for (const char* problem : kMostTellingFirst) {
    const bool found = std::any_of(errors.begin(), errors.end(), [&](const QSslError& error) {
      const char* name = problemOf(error.error());
      return name != nullptr && std::string_view(name) == problem;
    });
    if (found) problems.emplace_back(problem);
  }
  return problems;
}

TlsResult resultOfFailure(const QString& libraryText) {
  if (mentions(libraryText, {"wrong version number", "unknown protocol", "http request", "packet length too long",
                             "bad record type", "record too small"})) {
    return TlsResult::kNotTls;
  }
  return mentions(libraryText, {"alert"}) ? TlsResult::kAlert : TlsResult::kFailed;
}

}  // namespace synscope
