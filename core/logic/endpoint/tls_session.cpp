#include "core/logic/endpoint/tls_session.h"

namespace synscope {

std::string_view name(CertificateVerdict verdict) {
  switch (verdict) {
    case CertificateVerdict::kTrusted: return "trusted";
    case CertificateVerdict::kRefused: return "refused";
    case CertificateVerdict::kUnchecked: return "unchecked";
    case CertificateVerdict::kNone: break;
  }
  return "none";
}

CertificateVerdict judgeCertificate(const TlsSession& session, bool checked) {
  if (session.chain.empty()) return CertificateVerdict::kNone;
  if (session.problems.empty()) return CertificateVerdict::kTrusted;
  return checked ? CertificateVerdict::kRefused : CertificateVerdict::kUnchecked;
}

}  // namespace synscope
