#pragma once

#include "core/logic/endpoint/tls_session.h"
#include "ui/workbench/facts_view.h"

namespace synscope {

/// What stands in a certificate, made safe to show.
FactsView::Facts certificateFacts(const CertificateInfo& certificate);

/// Version, cipher and the name that was asked for.
FactsView::Facts agreedFacts(const TlsSession& session);

}  // namespace synscope
