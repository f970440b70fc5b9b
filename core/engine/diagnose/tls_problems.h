#pragma once

#include "core/logic/diagnose/evidence.h"

#include <QSslError>

#include <string>
#include <vector>

namespace synscope {

/// Names of what is wrong with a certificate ("expired", "self-signed", ...: catalogue `tls-problem.<name>`), each
/// once, the most telling first.
std::vector<std::string> certificateProblems(const QList<QSslError>& errors);

/// What a failed handshake was, from what the TLS library says of it.
TlsResult resultOfFailure(const QString& libraryText);

}  // namespace synscope
