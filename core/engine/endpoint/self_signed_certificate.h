#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/base/result.h"

#include <QByteArray>

#include <chrono>
#include <string>
#include <vector>

namespace synscope {

struct CertificateAndKey {
  QByteArray certificate, key;  ///< PEM.
};

/// When a new certificate is valid, counted from now. It begins a little earlier, for peers whose clock is behind.
struct CertificateValidity {
  std::chrono::seconds from = std::chrono::minutes(-1);
  std::chrono::seconds until = std::chrono::hours(30 * 24);
};

/// A certificate signed by its own new key (EC P-256), for "localhost", `hostName` and the addresses given (RFC 5280
/// section 4.2.1.6). Made by libcrypto: Qt can only read certificates. Error kTlsFailed.
Result<CertificateAndKey> makeSelfSignedCertificate(const std::string& hostName,
                                                    const std::vector<IpAddress>& addresses,
                                                    const CertificateValidity& validity = {});

/// The same for this machine: its name and every address it has now.
Result<CertificateAndKey> makeOwnCertificate();

}  // namespace synscope
