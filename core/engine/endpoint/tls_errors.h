#pragma once

#include "core/logic/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// Names of what is wrong with a certificate (catalogue `tls-problem.<name>`), from X509_V_ERR_… values: each once, the
/// most telling first.
std::vector<std::string> tlsProblems(const std::vector<int>& verifyErrors);

/// kTlsCertificate about the first problem, whose catalogue key is the `operation`.
Error certificateError(const std::vector<std::string>& problems, std::string_view subject);

/// What the library's error queue of this thread says of a handshake or record that failed, and empties it:
/// kTlsNotTls, kTlsAlert with the alert's words as `operation`, or kTlsFailed with the library's.
Error takeTlsError(std::string_view subject);

}  // namespace synscope
