#include "core/engine/endpoint/tls_errors.h"

#include <algorithm>
#include <array>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace synscope {
namespace {

/// Reasons from here on are alerts of the peer: this plus the alert's number (SSL_R_SSLV3_ALERT_…, RFC 8446 section 6).
constexpr int kFirstAlert = SSL_AD_REASON_OFFSET;
constexpr int kLastAlert = kFirstAlert + 255;

const char* problemOf(int verifyError) {
  switch (verifyError) {
    case X509_V_ERR_CERT_HAS_EXPIRED: return "expired";
    case X509_V_ERR_CERT_NOT_YET_VALID: return "not-yet-valid";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: return "self-signed";
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: return "name-mismatch";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_UNTRUSTED: return "untrusted-issuer";
    case X509_V_ERR_CERT_REVOKED: return "revoked";
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK: return "weak";
    default: return "other";
  }
}

constexpr std::array kMostTellingFirst{"revoked",     "expired",          "not-yet-valid", "name-mismatch",
                                       "self-signed", "untrusted-issuer", "weak",          "other"};

bool isNotTls(int reason) {
  constexpr std::array kReasons{SSL_R_WRONG_VERSION_NUMBER,   SSL_R_HTTP_REQUEST,
                                SSL_R_HTTPS_PROXY_REQUEST,    SSL_R_UNKNOWN_PROTOCOL,
                                SSL_R_PACKET_LENGTH_TOO_LONG, SSL_R_BAD_RECORD_TYPE,
                                SSL_R_RECORD_LENGTH_MISMATCH, SSL_R_ENCRYPTED_LENGTH_TOO_LONG,
                                SSL_R_DATA_LENGTH_TOO_LONG,   SSL_R_UNEXPECTED_MESSAGE,
                                SSL_R_RECORD_TOO_SMALL};
  return std::find(kReasons.begin(), kReasons.end(), reason) != kReasons.end();
}

/// "certificate required" out of "tlsv13 alert certificate required": SSL_alert_desc_string_long() does not know it.
std::string alertName(const std::string& reason) {
  constexpr std::string_view kMark = " alert ";
  const auto mark = reason.find(kMark);
  return mark == std::string::npos ? reason : reason.substr(mark + kMark.size());
}

}  // namespace

std::vector<std::string> tlsProblems(const std::vector<int>& verifyErrors) {
  std::vector<std::string> problems;
  for (const std::string_view problem : kMostTellingFirst) {
    const auto isThis = [&](int error) { return problemOf(error) == problem; };
    if (std::any_of(verifyErrors.begin(), verifyErrors.end(), isThis)) problems.emplace_back(problem);
  }
  return problems;
}

Error certificateError(const std::vector<std::string>& problems, std::string_view subject) {
  const std::string first = problems.empty() ? "other" : problems.front();
  return {ErrorCode::kTlsCertificate, "tls-problem." + first, std::string(subject), 0};
}

Error takeTlsError(std::string_view subject) {
  const unsigned long error = ERR_get_error();
  ERR_clear_error();
  const int reason = ERR_GET_REASON(error);
  const char* words = error == 0 ? nullptr : ERR_reason_error_string(error);
  const std::string text = words == nullptr ? std::string() : words;
  if (ERR_GET_LIB(error) == ERR_LIB_SSL && reason >= kFirstAlert && reason <= kLastAlert)
    return {ErrorCode::kTlsAlert, alertName(text), std::string(subject), 0};
  const bool plain = ERR_GET_LIB(error) == ERR_LIB_SSL && isNotTls(reason);
  return {plain ? ErrorCode::kTlsNotTls : ErrorCode::kTlsFailed, text, std::string(subject), 0};
}

}  // namespace synscope
