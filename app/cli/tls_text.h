#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/endpoint/tls_session.h"

#include <QJsonObject>

#include <vector>

namespace synscope {

/// What a TLS handshake brought, a sentence each: version and cipher, the certificate shown, and what is wrong with it.
std::vector<Phrase> tlsWords(const TlsSession& session);

/// The same for programs: version, cipher, server name, the chain (the peer's own certificate first) and its problems.
QJsonObject tlsJson(const TlsSession& session);

}  // namespace synscope
