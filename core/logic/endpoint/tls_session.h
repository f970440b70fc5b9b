#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// One certificate as it stands on the wire. All text is the peer's and hostile.
struct CertificateInfo {
  std::string subject, issuer;      ///< Common names, else the whole distinguished name.
  std::vector<std::string> names;   ///< Subject alternative names: "example.net", "192.0.2.1".
  std::string notBefore, notAfter;  ///< ISO 8601, UTC.
  bool selfSigned = false;
  std::string keyType;  ///< "RSA", "EC", "ED25519".
  std::optional<int> keyBits;
  std::string signature;    ///< "sha256WithRSAEncryption".
  std::string serial;       ///< Hexadecimal digits.
  std::string fingerprint;  ///< SHA-256, hexadecimal digits with colons.

  bool operator==(const CertificateInfo&) const = default;
};

/// What a TLS handshake agreed on.
struct TlsSession {
  std::string version, cipher;         ///< "TLSv1.3", "TLS_AES_256_GCM_SHA384".
  std::string serverName;              ///< Asked for with SNI (RFC 6066 section 3); empty for a literal address.
  std::vector<CertificateInfo> chain;  ///< The peer's, its own first; empty where it showed none.
  std::optional<CertificateInfo> own;  ///< What we showed, for comparing fingerprints; nullopt where we showed none.
  std::vector<std::string> problems;   ///< `tls-problem.<name>` of the catalogue, the most telling first.

  bool operator==(const TlsSession&) const = default;
};

/// What the other side's certificate is worth.
enum class CertificateVerdict : std::uint8_t {
  kNone,       ///< None was shown.
  kTrusted,    ///< It holds.
  kRefused,    ///< It does not, and that ended the connection.
  kUnchecked,  ///< It does not, but nobody asked.
};

/// "none", "trusted", "refused", "unchecked": `certificate.<name>` of the catalogue.
std::string_view name(CertificateVerdict verdict);

inline constexpr CertificateVerdict kCertificateVerdicts[] = {CertificateVerdict::kNone, CertificateVerdict::kTrusted,
                                                              CertificateVerdict::kRefused,
                                                              CertificateVerdict::kUnchecked};

/// @param checked A certificate that does not hold ends the connection (TlsSettings::verifyPeer).
CertificateVerdict judgeCertificate(const TlsSession& session, bool checked);

}  // namespace synscope
