#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/base/result.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace synscope {

struct CertificateAndKey {
  QByteArray certificate, key;  ///< PEM.
};

/// A certificate signed by its own new key (EC P-256), valid for 30 days from a minute ago, for "localhost", `hostName`
/// and the addresses given (RFC 5280 section 4.2.1.6). Made by libcrypto: Qt can only read certificates.
/// Error kTlsFailed.
Result<CertificateAndKey> makeSelfSignedCertificate(const std::string& hostName,
                                                    const std::vector<IpAddress>& addresses);

/// The same for this machine: its name and every address it has now.
Result<CertificateAndKey> makeOwnCertificate();

}  // namespace synscope
