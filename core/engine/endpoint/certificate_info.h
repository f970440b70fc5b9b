#pragma once

#include "core/engine/endpoint/openssl_handles.h"
#include "core/logic/endpoint/tls_session.h"

namespace synscope {

/// What stands in a certificate, cut to bounded lengths.
CertificateInfo certificateInfo(X509* certificate);

}  // namespace synscope
